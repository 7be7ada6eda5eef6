package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseSegmenter;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verdict on evidence that fills no row of the base matrix, and is a case all the same. */
final class BenignJudgement {
    private final ScoredEvidence evidence;
    private final ScoreSheet sheet;

    /** @param sheet without a part yet */
    BenignJudgement(ScoredEvidence evidence, ScoreSheet sheet) {
        this.evidence = evidence;
        this.sheet = sheet;
    }

    /** Null when it is no case. */
    @Nullable
    CaseJudgement judge() {
        List<TimelineEntry> excepted = evidence.excepted();
        return excepted.isEmpty() ? refutedAlert() : suppressed(excepted.get(excepted.size() - 1));
    }

    /** What is left of a case of which an exception covers every arming, and which has nothing else. */
    private CaseJudgement suppressed(TimelineEntry arming) {
        List<String> ids = List.of(ScoredEvidence.id(arming));
        sheet.base(BaseMatrix.ofSetting(arming), ids);
        sheet.ceiling(
                "exception-ceiling", sheet.limit("excepted-arming-ceiling"), "an exception covers the arming", ids);
        return benign(CaseStages.of(evidence), null, null);
    }

    /** A product's alert that our evidence does not confirm: the target is refuted, or unknown and its own reporter. */
    private @Nullable CaseJudgement refutedAlert() {
        TimelineEntry launch = evidence.of(EntryKind.LAUNCH).stream()
                .max(Comparator.comparing(CaseSegmenter::refuted))
                .orElse(null);
        if (evidence.of(EntryKind.DETECTION).isEmpty() || launch == null) {
            return null;
        }
        boolean refuted = CaseSegmenter.refuted(launch);
        sheet.note(
                "vendor-alert-not-confirmed",
                refuted ? 0 : sheet.basePoints("launch-unknown-own"),
                refuted
                        ? "the target was not LSASS: "
                                + Objects.requireNonNull(launch.target()).why()
                        : "a program reported its own crash, and nothing shows that it was LSASS",
                List.of(ScoredEvidence.id(launch)));
        Fact fact = launch.event().fact();
        return benign(List.of(), LaunchRequest.target(fact), LaunchRequest.initiator(fact));
    }

    private CaseJudgement benign(List<String> stages, @Nullable Long targetPid, @Nullable Long initiatorPid) {
        return new CaseJudgement(
                Verdict.BENIGN, sheet.total(), sheet.parts(), stages, null, null, targetPid, initiatorPid, List.of());
    }
}
