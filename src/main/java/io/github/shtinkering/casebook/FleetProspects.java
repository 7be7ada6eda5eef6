package io.github.shtinkering.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case shows the fleet, and what each of the fleet's answers would make of it. A pure function. */
final class FleetProspects {
    private final Weights weights;
    private final CaseEvidence evidence;
    private final boolean tier0;
    private final Set<String> excepted;
    private final Judgement alone;

    /**
     * @param excepted ids of armings that an exception covers
     * @param alone what the rubric says without the fleet
     */
    FleetProspects(Weights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted, Judgement alone) {
        this.weights = weights;
        this.evidence = evidence;
        this.tier0 = tier0;
        this.excepted = excepted;
        this.alone = alone;
    }

    /** @param before marks that the fleet was shown last */
    FleetView view(long sequence, List<FleetMark> before) {
        Judgement inCampaign = as(FleetStanding.IN_CAMPAIGN, Verdict.ATTEMPT);
        Judgement common = as(FleetStanding.COMMON, Verdict.PRECURSOR);
        Fingerprints fingerprints = new Fingerprints(evidence, excepted, weights.recognisedAgents());
        List<FleetMark> marks = new ArrayList<>();
        addIfKnown(marks, inCampaign == null ? null : fingerprints.actor());
        addIfKnown(marks, fingerprints.arming());
        addIfKnown(marks, fingerprints.form());
        List<FleetMark> withdrawn = before.stream()
                .filter(old -> marks.stream().noneMatch(mark -> mark.replaces(old)))
                .toList();
        return new FleetView(sequence, marks, withdrawn, inCampaign, common);
    }

    /** The view of a case that lives on in another one. */
    FleetView gone(long sequence, List<FleetMark> before) {
        return new FleetView(sequence, List.of(), before, null, null);
    }

    /** Null where the answer makes no difference: to a case of another verdict, and where the rubric has no part for it. */
    private @Nullable Judgement as(FleetStanding standing, Verdict verdict) {
        if (alone.verdict() != verdict) {
            return null;
        }
        Judgement judgement = new Rubric(weights, evidence, tier0, excepted, standing).judge();
        String part = standing == FleetStanding.IN_CAMPAIGN ? "campaign" : "prevalence";
        boolean counted = judgement != null
                && judgement.verdict() == verdict
                && judgement.parts().stream().anyMatch(p -> p.name().equals(part));
        return counted ? judgement.with(alone.exceptions()) : null;
    }

    private static void addIfKnown(List<FleetMark> marks, @Nullable FleetMark mark) {
        if (mark != null) {
            marks.add(mark);
        }
    }
}
