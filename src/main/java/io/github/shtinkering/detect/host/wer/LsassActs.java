package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import org.jspecify.annotations.Nullable;

/** What is done to LSASS, or claimed of it: launches, dumps, crashes. */
public final class LsassActs {
    private LsassActs() {}

    /** Whom an act is about; null when it does not say. */
    public static @Nullable Long target(Fact act) {
        if (act.launch() != null) {
            return act.launch().targetPid();
        }
        if (act.crash() != null) {
            return act.crash().pid();
        }
        DumpName name = act.file() == null ? null : DumpName.parse(act.file().path());
        return name == null ? null : name.pid();
    }
}
