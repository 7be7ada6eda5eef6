package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.WerLaunch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who was to be reported, and who asked. */
public final class LaunchRequest {
    private LaunchRequest() {}

    /** The process to be reported; null when the record has no command line. */
    public static @Nullable Long target(Fact fact) {
        return fact.launch() == null ? null : fact.launch().targetPid();
    }

    /** All processes that the line may name as the one to be reported, the likeliest first. */
    public static List<Long> targets(Fact fact) {
        return fact.launch() == null ? List.of() : fact.launch().targets();
    }

    /** Whether the line itself names a target. */
    public static boolean namesTarget(Fact fact) {
        WerLaunch launch = fact.launch();
        return launch != null
                && switch (launch.form()) {
                    case REPORT, SILENT_PROCESS_EXIT, SECURE_DUMP -> true;
                    case UNKNOWN, WITHOUT_TARGET, UNREADABLE -> false;
                };
    }

    /** Whether the line has content and cannot be read, or says two things. */
    public static boolean odd(Fact fact) {
        return fact.launch() != null && fact.launch().odd();
    }

    /**
     * Who asked: {@code -ip} where it stands; the parent in the variants that have none, and where it is known that
     * nobody else did.
     */
    public static @Nullable Long initiator(Fact fact) {
        WerLaunch launch = fact.launch();
        if (launch == null) {
            return null;
        }
        if (launch.initiatorPid() != null && !launch.byParent()) {
            return launch.initiatorPid();
        }
        boolean parentAsked = launch.byParent() || WerVariants.of(fact) != null || oddByForeignParent(fact);
        return !parentAsked || fact.parent() == null ? null : fact.parent().pid();
    }

    /** Whether another process than the target asked: near-conclusive when the target is LSASS. */
    public static boolean foreign(Fact fact) {
        Long target = target(fact);
        Long initiator = initiator(fact);
        boolean named = target != null && initiator != null && !initiator.equals(target);
        return named || fact.launch() != null && fact.launch().byParent() || oddByForeignParent(fact);
    }

    /** Whether a program that is no part of Windows started a WER program with a line that says nothing, or too much. */
    private static boolean oddByForeignParent(Fact fact) {
        return odd(fact) && WerPrograms.isForeign(fact.parent());
    }

    /** A WER process whose parent is its own target was started by the crashing program: its image is the target's. */
    public static @Nullable String imageOfTarget(Fact launch) {
        ProcessRef parent = launch.parent();
        Long target = target(launch);
        if (parent == null || target == null || parent.executable() == null || !target.equals(parent.pid())) {
            return null;
        }
        return WerPrograms.maySystem32Be(parent, "lsass.exe") ? null : parent.executable();
    }
}
