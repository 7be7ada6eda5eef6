package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.rubric.Rubric;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the evidence of cases by the rubric, without the armings that an exception covers. */
final class CaseJudge {
    private final RubricWeights weights;
    private final boolean tier0;
    private final ExceptionList exceptions;

    CaseJudge(RubricWeights weights, boolean tier0, ExceptionList exceptions) {
        this.weights = weights;
        this.tier0 = tier0;
        this.exceptions = exceptions;
    }

    /**
     * By the rubric, with the armings left out that an exception covers.
     *
     * @param inForce ids of armings that still arm the host
     */
    @Nullable
    CaseJudgement judgement(HostContext context, CaseEvidence evidence, Set<String> inForce) {
        Map<String, List<ArmingException>> covered = covered(context, evidence);
        CaseJudgement without = new Rubric(weights, evidence, tier0, Set.of()).judge();
        if (covered.isEmpty() || without == null) {
            return without;
        }
        CaseJudgement judgement = new Rubric(weights, evidence, tier0, covered.keySet()).judge();
        Set<ArmingException> outlived = outlived(covered, inForce, context.newestMillis());
        List<ExceptionUse> uses = covered.values().stream()
                .flatMap(List::stream)
                .distinct()
                .map(e ->
                        new ExceptionUse(e.id(), e.owner(), without.score(), outlived.contains(e) ? e.endsMillis() : 0))
                .toList();
        return judgement == null ? null : judgement.with(uses);
    }

    /** The armings that exceptions cover, by id, with what covers them. */
    Map<String, List<ArmingException>> covered(HostContext context, CaseEvidence evidence) {
        Map<String, List<ArmingException>> covered = new LinkedHashMap<>();
        evidence.elements().stream().filter(CaseJudge::isArming).forEach(arming -> {
            List<ArmingException> covering = exceptions.covering(context.hostName(), arming);
            if (!covering.isEmpty()) {
                covered.put(arming.event().id(), covering);
            }
        });
        return covered;
    }

    /** The exceptions that ended with the host still armed by what they cover, once none holds any more. */
    private static Set<ArmingException> outlived(
            Map<String, List<ArmingException>> covered, Set<String> inForce, long newestMillis) {
        Set<ArmingException> last = new HashSet<>();
        covered.forEach((id, covering) -> {
            if (inForce.contains(id)) {
                last.add(covering.get(covering.size() - 1));
            }
        });
        return last.stream().allMatch(e -> e.endsMillis() <= newestMillis) ? last : Set.of();
    }

    static boolean isArming(TimelineEntry entry) {
        return entry.kind() == EntryKind.ARMING || entry.kind() == EntryKind.PREPARATION;
    }
}
