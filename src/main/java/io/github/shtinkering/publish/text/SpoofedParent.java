package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * A launch whose recorded parent is not the process that its command line names as the one who asks. Windows' own error
 * reporting starts WerFault for others; any other parent contradicts the line, and a parent can be chosen.
 */
public final class SpoofedParent {
    private SpoofedParent() {}

    /** The parent that contradicts; null when none does. */
    static @Nullable ProcessRef of(Fact launch) {
        ProcessRef parent = launch.parent();
        Long initiator = LaunchRequest.initiator(launch);
        if (parent == null || parent.executable() == null || initiator == null || !LaunchRequest.foreign(launch)) {
            return null;
        }
        boolean isAsker = initiator.equals(parent.pid());
        return isAsker || WerPrograms.startsWer(parent) ? null : parent;
    }

    /** Says so; null when nothing contradicts. */
    public static @Nullable String sentence(Fact launch) {
        ProcessRef parent = of(launch);
        return parent == null
                ? null
                : "The parent of WerFault is recorded as " + GuideText.program(parent) + pid(parent)
                        + ", but the command line names PID " + LaunchRequest.initiator(launch)
                        + (isLsass(parent)
                                ? ": the parent is spoofed. Do not trust it."
                                : ": one of the two is false. Do not trust the parent.");
    }

    /** LSASS starts no WerFault for others. */
    static boolean isLsass(ProcessRef parent) {
        return WerPrograms.maySystem32Be(parent, "lsass.exe");
    }

    private static String pid(ProcessRef parent) {
        return parent.pid() == null ? "" : " (PID " + parent.pid() + ")";
    }
}
