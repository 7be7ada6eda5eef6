package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.WerLaunch;
import org.jspecify.annotations.Nullable;

/** What is done to LSASS, or claimed of it: launches, dumps, crashes. */
public final class LsassActs {
    private LsassActs() {}

    /** Whom an act is about; null when it does not say. */
    public static @Nullable Long target(Fact act) {
        if (act.payload() instanceof WerLaunch launch) {
            return launch.targetPid();
        }
        if (act.payload() instanceof CrashEvidence crash) {
            return crash.pid();
        }
        DumpName name = DumpName.of(act);
        return name == null ? null : name.pid();
    }
}
