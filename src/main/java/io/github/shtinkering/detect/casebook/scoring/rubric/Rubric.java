package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.FleetAssessment;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rubric over one case's evidence: a base by the stages that a chain joins, modifiers, ceilings and floors, all of
 * them parts that add up. A pure function.
 *
 * <p>Two stages count together only where the pattern matched them as a chain.
 */
public final class Rubric {
    private final RubricWeights weights;
    private final ScoredEvidence evidence;
    private final boolean tier0;
    private final FleetAssessment fleet;

    /** @param excepted ids of armings that an exception covers: they count for nothing */
    public Rubric(RubricWeights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted) {
        this(weights, evidence, tier0, excepted, FleetAssessment.ALONE);
    }

    /** @param fleet what the fleet makes of the case; counts where the rubric says so, and for nothing elsewhere */
    public Rubric(
            RubricWeights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted, FleetAssessment fleet) {
        this.weights = weights;
        this.evidence = new ScoredEvidence(evidence, excepted);
        this.tier0 = tier0;
        this.fleet = fleet;
    }

    /** Judges; null when the evidence is no case. */
    @Nullable
    public CaseJudgement judge() {
        ScoreSheet sheet = new ScoreSheet(weights);
        BaseRow base = new BaseMatrix(weights, evidence).highest();
        if (base == null) {
            return new BenignJudgement(evidence, sheet).judge();
        }
        sheet.base(base.name(), base.ids());
        modify(sheet, base);
        GenuineCrash crash = new GenuineCrash(evidence, weights.recognisedAgents());
        new ScoreLimits(evidence, sheet, crash, this::armingAlone).apply(base);
        sheet.clamp();
        return new JudgementFactory(evidence, sheet).judgement(base, crash.explains());
    }

    /** In the order in which a document lists them. */
    private void modify(ScoreSheet sheet, BaseRow base) {
        new LaunchModifiers(evidence, sheet).apply();
        new TimingModifiers(evidence, sheet).apply();
        new DumpModifiers(evidence, sheet).apply(base);
        new ContextModifiers(evidence, sheet, weights.recognisedAgents(), fleet, tier0).apply(base);
    }

    /** What the arming scores by itself: no launch and no dump may make less of it. */
    private int armingAlone() {
        List<TimelineEntry> own = evidence.entries().stream()
                .filter(entry -> switch (entry.kind()) {
                    case ARMING, PREPARATION -> !evidence.excepted().contains(entry);
                    case REMOTE_REGISTRY -> true;
                    default -> false;
                })
                .toList();
        CaseJudgement alone = new Rubric(weights, new CaseEvidence(own, 0, List.of()), tier0, Set.of()).judge();
        return alone == null ? 0 : alone.score();
    }
}
