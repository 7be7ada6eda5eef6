package io.github.shtinkering.detect.host.lsass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one PID at one time.
 *
 * @param resolution whether the PID was LSASS
 * @param lsassPid LSASS's PID at that time, null when not known
 * @param sources how we know, in words, sorted
 * @param singleMediumSource whether a confirmation rests on one medium source only (rubric: −5)
 * @param why one clause that explains the resolution
 * @param contested whether several PIDs claim to be LSASS's and this one cannot be told from it (rubric: +20)
 * @param disguised whether the command line names another target than the one of which the dump is (rubric: +5)
 */
public record TargetResolution(
        Resolution resolution,
        @Nullable Long lsassPid,
        List<String> sources,
        boolean singleMediumSource,
        String why,
        boolean contested,
        boolean disguised) {

    /** Creates a resolution that nothing speaks against. */
    public TargetResolution(
            Resolution resolution,
            @Nullable Long lsassPid,
            List<String> sources,
            boolean singleMediumSource,
            String why) {
        this(resolution, lsassPid, sources, singleMediumSource, why, false, false);
    }

    public boolean confirmed() {
        return resolution == Resolution.CONFIRMED;
    }

    /** The same, of a launch whose command line names another target. */
    public TargetResolution ofDisguised() {
        return new TargetResolution(resolution, lsassPid, sources, singleMediumSource, why, contested, true);
    }

    /** That what would be refuted is not known after all. */
    public TargetResolution doubted(String reason, boolean byOtherClaims) {
        return new TargetResolution(Resolution.UNKNOWN, lsassPid, sources, false, reason, byOtherClaims, disguised);
    }
}
