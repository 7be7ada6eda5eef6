package io.github.shtinkering.detect.casebook.scoring;

import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rubric says of one case.
 *
 * @param verdict what it is
 * @param score 0 to 100
 * @param parts parts that add up to the score
 * @param stages of arming, launch, dump, in that order
 * @param variant null for the technique itself: see {@link io.github.shtinkering.detect.host.wer.WerVariants}
 * @param target what is known of the target's PID; null where neither launch nor dump is a stage
 * @param targetPid the {@code -p} of the launch
 * @param initiatorPid the {@code -ip} of the launch
 * @param exceptions which exceptions had an effect
 */
public record CaseJudgement(
        Verdict verdict,
        int score,
        List<ScorePart> parts,
        List<String> stages,
        @Nullable String variant,
        @Nullable TargetResolution target,
        @Nullable Long targetPid,
        @Nullable Long initiatorPid,
        List<ExceptionUse> exceptions) {
    /** Whether an exception holds the case down: what is left of it is nobody's work. */
    public boolean suppressed() {
        return verdict == Verdict.BENIGN && !exceptions.isEmpty();
    }

    /** Whether LSASS was the target, as far as the evidence goes, of what no crash explains. */
    public boolean confirmed() {
        return verdict == Verdict.ATTEMPT && target != null && target.resolution() == Resolution.CONFIRMED;
    }

    /** Whether LSASS was the target of a launch or a dump, whatever explains it. */
    public boolean matched() {
        return confirmed()
                || verdict == Verdict.LSASS_CRASH && target != null && target.resolution() == Resolution.CONFIRMED;
    }

    /** The same, without evidence that is no longer told. */
    public CaseJudgement restingOn(Set<String> told) {
        List<ScorePart> resting = parts.stream()
                .map(part -> new ScorePart(
                        part.name(),
                        part.points(),
                        part.reason(),
                        part.evidence().stream().filter(told::contains).toList()))
                .toList();
        return new CaseJudgement(verdict, score, resting, stages, variant, target, targetPid, initiatorPid, exceptions);
    }

    public CaseJudgement with(List<ExceptionUse> uses) {
        return new CaseJudgement(verdict, score, parts, stages, variant, target, targetPid, initiatorPid, uses);
    }

    /** The stage of the registry. */
    public static final String ARMING = "arming";
    /** The stage of WerFault. */
    public static final String LAUNCH = "launch";
    /** The stage of the dump. */
    public static final String DUMP = "dump";
}
