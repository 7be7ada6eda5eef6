package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.WerLaunch;
import org.jspecify.annotations.Nullable;

/** Who was to be reported, and who asked. */
public final class Launches {
    private Launches() {}

    /** The process to be reported; null when the record has no command line. */
    public static @Nullable Long target(Fact fact) {
        return fact.launch() == null ? null : fact.launch().targetPid();
    }

    /** Who asked: {@code -ip} where it stands; in the variants that have none the parent. */
    public static @Nullable Long initiator(Fact fact) {
        WerLaunch launch = fact.launch();
        if (launch == null) {
            return null;
        }
        if (launch.initiatorPid() != null) {
            return launch.initiatorPid();
        }
        return Variants.of(fact) == null || fact.parent() == null
                ? null
                : fact.parent().pid();
    }

    /** Whether another process than the target asked: near-conclusive when the target is LSASS. */
    public static boolean foreign(Fact fact) {
        Long target = target(fact);
        Long initiator = initiator(fact);
        return target != null && initiator != null && !initiator.equals(target);
    }

    /** A WER process whose parent is its own target was started by the crashing program: its image is the target's. */
    static @Nullable String imageOfTarget(Fact launch) {
        ProcessRef parent = launch.parent();
        Long target = target(launch);
        if (parent == null || target == null || parent.executable() == null || !target.equals(parent.pid())) {
            return null;
        }
        return Programs.maySystem32Be(parent, "lsass.exe") ? null : parent.executable();
    }
}
