package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import java.util.ArrayList;
import java.util.List;

/** Which of arming, launch and dump a case has, in that order. */
final class CaseStages {
    private CaseStages() {}

    static List<String> of(ScoredEvidence evidence) {
        List<String> stages = new ArrayList<>();
        if (!evidence.of(EntryKind.ARMING).isEmpty()
                || !evidence.of(EntryKind.PREPARATION).isEmpty()) {
            stages.add(CaseJudgement.ARMING);
        }
        if (!evidence.launches().isEmpty()
                || !evidence.fakeCrashes().isEmpty()
                || !evidence.evictedLaunches().isEmpty()) {
            stages.add(CaseJudgement.LAUNCH);
        }
        if (!evidence.dumps().isEmpty() || !evidence.otherDumps().isEmpty()) {
            stages.add(CaseJudgement.DUMP);
        }
        return List.copyOf(stages);
    }
}
