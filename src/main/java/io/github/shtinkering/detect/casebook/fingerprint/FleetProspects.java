package io.github.shtinkering.detect.casebook.fingerprint;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.FleetAssessment;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.casebook.scoring.rubric.Rubric;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case shows the fleet, and what each of the fleet's answers would make of it. A pure function. */
public final class FleetProspects {
    private final RubricWeights weights;
    private final CaseEvidence evidence;
    private final boolean tier0;
    private final Set<String> excepted;
    private final CaseJudgement alone;

    /**
     * @param excepted ids of armings that an exception covers
     * @param alone what the rubric says without the fleet
     */
    public FleetProspects(
            RubricWeights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted, CaseJudgement alone) {
        this.weights = weights;
        this.evidence = evidence;
        this.tier0 = tier0;
        this.excepted = excepted;
        this.alone = alone;
    }

    /**
     * What the case shows the fleet now.
     *
     * @param before fingerprints that the fleet was shown last
     */
    public FleetView view(long sequence, List<Fingerprint> before) {
        CaseJudgement inCampaign = as(FleetAssessment.IN_CAMPAIGN, Verdict.ATTEMPT);
        CaseJudgement common = as(FleetAssessment.COMMON, Verdict.PRECURSOR);
        FingerprintExtractor fingerprints = new FingerprintExtractor(evidence, excepted, weights.recognisedAgents());
        List<Fingerprint> shown = new ArrayList<>();
        addIfKnown(shown, inCampaign == null ? null : fingerprints.actor());
        addIfKnown(shown, fingerprints.arming());
        addIfKnown(shown, fingerprints.form());
        List<Fingerprint> withdrawn = before.stream()
                .filter(old -> shown.stream().noneMatch(fingerprint -> fingerprint.replaces(old)))
                .toList();
        return new FleetView(sequence, shown, withdrawn, inCampaign, common);
    }

    /** The view of a case that lives on in another one. */
    public FleetView gone(long sequence, List<Fingerprint> before) {
        return new FleetView(sequence, List.of(), before, null, null);
    }

    /** Null where the answer makes no difference: to a case of another verdict, and where the rubric has no part for it. */
    private @Nullable CaseJudgement as(FleetAssessment assessment, Verdict verdict) {
        if (alone.verdict() != verdict) {
            return null;
        }
        CaseJudgement judgement = new Rubric(weights, evidence, tier0, excepted, assessment).judge();
        String part = assessment == FleetAssessment.IN_CAMPAIGN ? "campaign" : "prevalence";
        boolean counted = judgement != null
                && judgement.verdict() == verdict
                && judgement.parts().stream().anyMatch(p -> p.name().equals(part));
        return counted ? judgement.with(alone.exceptions()) : null;
    }

    private static void addIfKnown(List<Fingerprint> fingerprints, @Nullable Fingerprint fingerprint) {
        if (fingerprint != null) {
            fingerprints.add(fingerprint);
        }
    }
}
