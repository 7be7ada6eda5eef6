package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * A process as one record names it. What the record does not say is null; nothing is guessed.
 *
 * @param pid decimal process id
 * @param entityId the sensor's own unique id of the process (Sysmon's ProcessGuid, Elastic's entity_id), lower case,
 *     without braces
 * @param executable full path as logged, normalised by {@code WindowsPath}; case kept
 * @param commandLine as logged; of a fact only the head of a long one
 * @param user {@code DOMAIN\name}, or the name alone
 * @param userSid the SID of the process's user; never the SID of the service that logged the record
 * @param sha256 lower-case hex of the executable
 * @param originalFileName from the executable's version resource
 * @param signed whether a valid signature was reported; null when the source does not tell
 * @param signer who signed
 * @param integrity mandatory integrity level of its token
 */
public record ProcessRef(
        @Nullable Long pid,
        @Nullable String entityId,
        @Nullable String executable,
        @Nullable String commandLine,
        @Nullable String user,
        @Nullable String userSid,
        @Nullable String sha256,
        @Nullable String originalFileName,
        @Nullable Boolean signed,
        @Nullable String signer,
        @Nullable IntegrityLevel integrity) {

    /** The same process with another command line. */
    public ProcessRef withCommandLine(@Nullable String line) {
        return new ProcessRef(
                pid, entityId, executable, line, user, userSid, sha256, originalFileName, signed, signer, integrity);
    }

    /** The same process with another integrity level. */
    public ProcessRef withIntegrity(@Nullable IntegrityLevel level) {
        return new ProcessRef(
                pid, entityId, executable, commandLine, user, userSid, sha256, originalFileName, signed, signer, level);
    }
}
