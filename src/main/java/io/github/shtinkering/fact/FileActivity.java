package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a file that is, or may be, a dump of LSASS.
 *
 * @param operation what happened
 * @param path full path, normalised by {@code WindowsPath}, case kept; for a rename the path before it (null when the
 *     source tells only the new one); without a folder where a command line or an archive's name tells none
 * @param newPath for a rename the path after it, for a copy or an archive its own; null when the source does not tell
 * @param size bytes, where told
 * @param remoteAddress for a read over SMB: the client
 * @param remoteUser for a read over SMB: the account
 */
public record FileActivity(
        Operation operation,
        @Nullable String path,
        @Nullable String newPath,
        @Nullable Long size,
        @Nullable String remoteAddress,
        @Nullable String remoteUser)
        implements FactPayload {

    /** Names are part of the state format. */
    public enum Operation {
        CREATED,
        RENAMED,
        DELETED,
        READ_OVER_SMB,
        COPIED,
        ARCHIVED
    }

    /** A file that came to be is a dump that was written; all else was done to one. */
    @Override
    public FactKind kind() {
        return operation == Operation.CREATED ? FactKind.DUMP_WRITTEN : FactKind.FILE_HANDLED;
    }
}
