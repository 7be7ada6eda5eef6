package io.github.shtinkering.detect.casebook.fingerprint;

import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as far as the fleet is concerned: what it shows of itself, and what the rubric would say for each answer. So the
 * fleet need not know the rubric, and whoever publishes only chooses.
 *
 * @param sequence grows with every change of the case that is handed on: an answer to an older one is void
 * @param fingerprints what it has in common with other hosts' cases
 * @param withdrawn marks that it showed before and no longer bears
 * @param inCampaign the judgement if its actor is on several hosts; null where that makes no difference
 * @param common the judgement if its arming is common; null where that makes no difference
 */
public record FleetView(
        long sequence,
        List<Fingerprint> fingerprints,
        List<Fingerprint> withdrawn,
        @Nullable CaseJudgement inCampaign,
        @Nullable CaseJudgement common) {
    public static final FleetView NONE = new FleetView(0, List.of(), List.of(), null, null);

    /** Copies the lists. */
    public FleetView {
        fingerprints = List.copyOf(fingerprints);
        withdrawn = List.copyOf(withdrawn);
    }
}
