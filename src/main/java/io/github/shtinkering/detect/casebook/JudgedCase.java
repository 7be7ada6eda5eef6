package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands: what the casebook hands on whenever it changes. The publisher alone numbers revisions.
 *
 * @param host the key: the short host name
 * @param caseId stable for the life of the case
 * @param status where it stands
 * @param mergedInto the older case that took its evidence over, for a merged one
 * @param judgement what the rubric says; for a merged case what it said last
 * @param model version of the rubric's weights
 * @param evidence the elements of the timeline that belong to it, in order
 * @param counterfactual what single fact would change the verdict, else the band most, or that none would; null where
 *     nobody asked
 * @param note why a verdict was revised, for a reader; null when it was not
 * @param context what is known about the host
 * @param fleet the case as far as the fleet is concerned
 */
public record JudgedCase(
        String host,
        String caseId,
        CaseStatus status,
        @Nullable String mergedInto,
        CaseJudgement judgement,
        String model,
        List<TimelineEntry> evidence,
        @Nullable String counterfactual,
        @Nullable String note,
        HostContext context,
        FleetView fleet) {
    /** The same with what it shows the fleet. */
    JudgedCase seenByFleet(FleetView view) {
        return new JudgedCase(
                host, caseId, status, mergedInto, judgement, model, evidence, counterfactual, note, context, view);
    }

    /** The same, showing the fleet nothing. */
    public JudgedCase apart() {
        return seenByFleet(FleetView.NONE);
    }

    /** The same with another judgement: what the fleet makes of it. */
    public JudgedCase judgedAs(CaseJudgement other) {
        return new JudgedCase(
                host, caseId, status, mergedInto, other, model, evidence, counterfactual, note, context, fleet);
    }
}
