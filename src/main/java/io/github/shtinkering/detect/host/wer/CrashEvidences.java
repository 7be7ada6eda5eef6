package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.normal.AsciiCase;

/** What a record of an LSASS crash is worth. */
public final class CrashEvidences {
    private CrashEvidences() {}

    /** The exception code and the nameless module that the public tools hard-code: a crash that was only claimed. */
    public static boolean fake(Fact fact) {
        CrashEvidence crash = fact.crash();
        return crash != null
                && crash.source() == CrashEvidence.Source.APPLICATION_ERROR_1000
                && ("c0000001".equals(crash.code())
                        || crash.module() != null && AsciiCase.equalsIgnoreCase(crash.module(), "unknown"));
    }
}
