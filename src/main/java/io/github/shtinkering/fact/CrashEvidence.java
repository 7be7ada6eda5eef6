package io.github.shtinkering.fact;

import org.jspecify.annotations.Nullable;

/**
 * The system's own record of an LSASS crash.
 *
 * @param source which record
 * @param pid the faulting process, where told
 * @param module the faulting module, or the security package, as logged ({@code unknown} for a fake crash)
 * @param code exception code or exit status in lower-case hex without 0x, e.g. {@code c0000005}
 */
public record CrashEvidence(
        Source source,
        @Nullable Long pid,
        @Nullable String module,
        @Nullable String code) implements FactPayload {

    /** Names are part of the state format. */
    public enum Source {
        /** Application 1000, Application Error, for lsass.exe. */
        APPLICATION_ERROR_1000,
        /** Application 1001, Windows Error Reporting, for lsass.exe. */
        WER_REPORT_1001,
        /** Wininit 1015: a critical system process (LSASS) failed. */
        WININIT_1015,
        /** User32 1074: restart initiated by wininit.exe. */
        RESTART_1074,
        /** LsaSrv 5000: a security package raised an exception in LSASS, which may live on. */
        LSASRV_5000
    }

    @Override
    public FactKind kind() {
        return FactKind.CRASH_EVIDENCE;
    }
}
