package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerVariants;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict on a case that has a base, and what it is about: stages, variant, target. */
final class JudgementFactory {
    private final ScoredEvidence evidence;
    private final ScoreSheet sheet;

    /** @param sheet with all parts */
    JudgementFactory(ScoredEvidence evidence, ScoreSheet sheet) {
        this.evidence = evidence;
        this.sheet = sheet;
    }

    /** @param genuineCrash whether a crash of LSASS explains the case */
    CaseJudgement judgement(BaseRow base, boolean genuineCrash) {
        TimelineEntry launch = launch(base);
        Fact launched = launch == null ? null : launch.event().fact();
        return new CaseJudgement(
                verdict(genuineCrash),
                sheet.total(),
                sheet.parts(),
                CaseStages.of(evidence),
                variant(),
                target(base, launch),
                launched == null ? null : LaunchRequest.target(launched),
                launched == null ? null : LaunchRequest.initiator(launched),
                List.of());
    }

    private Verdict verdict(boolean genuineCrash) {
        if (evidence.acted()) {
            return genuineCrash ? Verdict.LSASS_CRASH : Verdict.ATTEMPT;
        }
        return evidence.otherDumps().isEmpty() ? Verdict.PRECURSOR : Verdict.RELATED_TECHNIQUE;
    }

    /** That of a launch, else the one that all armings are for; null for the technique itself. */
    private @Nullable String variant() {
        for (TimelineEntry launch : evidence.launches()) {
            String variant = WerVariants.of(launch.event().fact());
            if (variant != null) {
                return variant;
            }
        }
        List<@Nullable String> prepared = evidence.armings().stream()
                .map(arming -> arming.arming() == null ? null : WerVariants.of(arming.arming()))
                .distinct()
                .toList();
        return prepared.size() == 1 ? prepared.get(0) : null;
    }

    /** The launch that decides, else the first one; null when there is none. */
    private @Nullable TimelineEntry launch(BaseRow base) {
        if (base.launch() != null && base.launch().kind() == EntryKind.LAUNCH) {
            return base.launch();
        }
        return evidence.launches().isEmpty() ? null : evidence.launches().get(0);
    }

    private @Nullable TargetResolution target(BaseRow base, @Nullable TimelineEntry launch) {
        TargetResolution target = launch != null ? launch.target() : namedIn(base.dump());
        if (target == null && !evidence.evictedLaunches().isEmpty()) {
            return evidence.evictedLaunches().get(0).target();
        }
        return target;
    }

    /** Whose PID stands in the name of the dump that decides, else of the first dump that has one in its name. */
    private @Nullable TargetResolution namedIn(@Nullable TimelineEntry dump) {
        Stream<TimelineEntry> all = Stream.concat(evidence.dumps().stream(), evidence.otherDumps().stream());
        return Stream.concat(Stream.ofNullable(dump), all)
                .map(TimelineEntry::target)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
