package io.github.shtinkering.ingest.source.file;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One file of stored telemetry.
 *
 * @param path where it is: the input as it was given, or a path below it
 * @param member which file of the archive at the path it is; null when the path is the file
 * @param input the file or directory as it was given, under which its records are counted
 */
public record InputFile(String path, @Nullable String member, String input) implements Serializable {
    private static final char ARCHIVE_SEPARATOR = '!';

    /** What evidence names, with the place in the file: the path, with the member behind it. */
    public String name() {
        return member == null ? path : path + ARCHIVE_SEPARATOR + member;
    }
}
