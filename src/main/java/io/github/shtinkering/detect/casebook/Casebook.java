package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.CasebookState.KnownCase;
import io.github.shtinkering.detect.casebook.CasebookState.ReceivedTimeline;
import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.evidence.CaseSegmenter;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.fingerprint.FleetProspects;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.casebook.whatif.Counterfactual;
import io.github.shtinkering.detect.host.timeline.ArmingsInForce;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.fact.FactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One host's cases: takes generations and chains, and judges them when both have been delivered. Knows nothing of Flink.
 *
 * <p>Cases are cut anew from the timeline each time. A case of the new cut is the known case with which it shares
 * evidence, the oldest if there are several; the others are merged into it.
 */
public final class Casebook {
    /** Most evidence ids that a known case keeps for finding itself again. */
    private static final int EVIDENCE_LIMIT = 64;

    private final String host;
    private final CasebookState state;
    private final RubricWeights weights;
    private final boolean tier0;
    private final CaseJudge judge;
    private final KnownCases cases;

    /**
     * @param host the short host name
     * @param state the host's state, changed in place
     * @param weights the rubric's numbers
     * @param tier0 whether the host is configured as tier 0
     * @param exceptions approved exceptions
     */
    public Casebook(String host, CasebookState state, RubricWeights weights, boolean tier0, ExceptionList exceptions) {
        this.host = host;
        this.state = state;
        this.weights = weights;
        this.tier0 = tier0;
        this.judge = new CaseJudge(weights, tier0, exceptions);
        this.cases = new KnownCases(host, state);
    }

    /** Takes what is under way and stamped no later than this, in the order in which it came. */
    void takeDelivered(long millis) {
        state.pending.removeIf(pending -> {
            boolean delivered = pending.millis <= millis;
            if (delivered && pending.delivery != null) {
                take(pending.delivery);
            }
            return delivered;
        });
    }

    private void take(CasebookInput delivery) {
        if (delivery.entry() != null) {
            take(delivery.entry());
        } else if (delivery.chain() != null) {
            take(delivery.chain());
        }
    }

    /** Takes an element of a generation; a marker replaces the generation before it. */
    private void take(TimelineEntry entry) {
        if (entry.kind() == EntryKind.FORGOTTEN) {
            state.timelines.clear();
            state.cases.clear();
            return;
        }
        ReceivedTimeline timeline = timeline(entry.machine());
        if (entry.generation() < timeline.generation) {
            return;
        }
        switch (entry.kind()) {
            case GENERATION -> {
                timeline.generation = entry.generation();
                timeline.elements.clear();
                timeline.chains.removeIf(c -> c.generation() < entry.generation());
            }
            case CONTEXT -> timeline.context = entry.context();
            default -> timeline.elements.add(entry);
        }
    }

    /** Takes a chain; one of an older generation is void. */
    private void take(Chain chain) {
        ReceivedTimeline timeline = timeline(chain.machine());
        if (chain.generation() >= timeline.generation) {
            timeline.chains.add(chain);
        }
    }

    private ReceivedTimeline timeline(String machine) {
        for (ReceivedTimeline timeline : state.timelines) {
            if (timeline.machine.equals(machine)) {
                return timeline;
            }
        }
        ReceivedTimeline timeline = new ReceivedTimeline();
        timeline.machine = machine;
        state.timelines.add(timeline);
        return timeline;
    }

    /** Judges everything as told; returns the cases that changed. */
    public List<JudgedCase> judge() {
        List<JudgedCase> changed = new ArrayList<>();
        Set<KnownCase> alive = new HashSet<>();
        Map<ReceivedTimeline, Map<CaseEvidence, KnownCase>> names = new LinkedHashMap<>();
        for (ReceivedTimeline timeline : state.timelines) {
            if (timeline.context != null) {
                names.put(timeline, judge(timeline, timeline.context, alive, changed));
            }
        }
        names.forEach((timeline, own) -> settleTheRest(timeline, own, alive, changed));
        cases.forgetOldCases(alive);
        return changed;
    }

    /** Whether any of these exceptions, in force or not, is about an arming of this host. */
    boolean touchedBy(List<ArmingException> entries) {
        for (ReceivedTimeline timeline : state.timelines) {
            HostContext context = timeline.context;
            boolean touched = context != null
                    && timeline.elements.stream().filter(CaseJudge::isArming).anyMatch(entry -> entries.stream()
                            .anyMatch(e -> e.touches(context.hostName(), entry)));
            if (touched) {
                return true;
            }
        }
        return false;
    }

    /** Hands on the cases that a timeline makes; returns which known case each is. */
    private Map<CaseEvidence, KnownCase> judge(
            ReceivedTimeline timeline, HostContext context, Set<KnownCase> alive, List<JudgedCase> changed) {
        CaseSegmenter cutter = new CaseSegmenter(timeline.elements, timeline.chains);
        List<CaseEvidence> cut = cutter.cut();
        Map<CaseEvidence, CaseJudgement> judged = new LinkedHashMap<>();
        for (CaseEvidence evidence : cut) {
            boolean newest = evidence.equals(cut.get(cut.size() - 1));
            CaseJudgement judgement = judge.judgement(context, evidence, newest ? inForce(timeline) : Set.of());
            if (judgement != null) {
                judged.put(evidence, judgement);
            }
        }
        Map<CaseEvidence, KnownCase> names = new LinkedHashMap<>();
        judged.keySet().forEach(evidence -> names.put(evidence, cases.named(timeline.machine, evidence, alive)));
        judged.forEach((evidence, judgement) -> {
            boolean open = cutter.isOpen(cut.indexOf(evidence), context.newestMillis());
            Set<String> excepted = judge.covered(context, evidence).keySet();
            Counterfactual counterfactual = new Counterfactual(weights, evidence, tier0, excepted, judgement);
            handOn(
                    names.get(evidence),
                    status(judgement, open),
                    null,
                    judgement,
                    evidence,
                    counterfactual.words(),
                    null,
                    context,
                    changed);
        });
        return names;
    }

    private static CaseStatus status(CaseJudgement judgement, boolean open) {
        if (judgement.suppressed()) {
            return CaseStatus.SUPPRESSED;
        }
        return open ? CaseStatus.OPEN : CaseStatus.SETTLED;
    }

    /** The armings that the timeline leaves in force, by id. */
    private static Set<String> inForce(ReceivedTimeline timeline) {
        return ArmingsInForce.after(timeline.elements).ids();
    }

    /** Known cases of this machine that the new cut does not have: merged into another, or refuted. */
    private void settleTheRest(
            ReceivedTimeline timeline,
            Map<CaseEvidence, KnownCase> names,
            Set<KnownCase> alive,
            List<JudgedCase> changed) {
        HostContext context = Objects.requireNonNull(timeline.context);
        for (KnownCase known : List.copyOf(state.cases)) {
            boolean settled = alive.contains(known) || known.status == CaseStatus.MERGED;
            if (settled || !known.machine.equals(timeline.machine)) {
                continue;
            }
            KnownCase into = KnownCases.heir(known, names);
            List<TimelineEntry> still = timeline.elements.stream()
                    .filter(t -> t.event().members().stream().anyMatch(known.evidence::contains))
                    .toList();
            CaseJudgement before = known.judgement;
            CaseEvidence evidence = new CaseEvidence(still, 0, List.of());
            if (into != null && before != null) {
                CaseEvidence merged = new CaseEvidence(restsOn(timeline, known, before), 0, List.of());
                CaseJudgement resting = before.restingOn(KnownCases.ids(merged.elements()));
                handOn(known, CaseStatus.MERGED, into.id, resting, merged, null, null, context, changed);
            } else if (before != null && (!still.isEmpty() || context.complete())) {
                handOn(
                        known,
                        CaseStatus.WITHDRAWN,
                        null,
                        refuted(before, still),
                        evidence,
                        null,
                        note(still),
                        context,
                        changed);
            }
        }
    }

    /** What the timeline still tells of a case: its own evidence, and what its score rests on besides. */
    private static List<TimelineEntry> restsOn(ReceivedTimeline timeline, KnownCase known, CaseJudgement judgement) {
        Set<String> ids = new HashSet<>(known.evidence);
        judgement.parts().forEach(part -> ids.addAll(part.evidence()));
        return timeline.elements.stream()
                .filter(t -> t.event().members().stream().anyMatch(ids::contains))
                .toList();
    }

    private static CaseJudgement refuted(CaseJudgement before, List<TimelineEntry> still) {
        ScorePart part = new ScorePart(
                "refuted",
                0,
                note(still),
                still.stream().map(t -> t.event().id()).sorted().toList());
        return new CaseJudgement(
                Verdict.BENIGN,
                0,
                List.of(part),
                List.of(),
                null,
                null,
                before.targetPid(),
                before.initiatorPid(),
                List.of());
    }

    private static String note(List<TimelineEntry> still) {
        for (TimelineEntry entry : still) {
            if (entry.kind() == EntryKind.LAUNCH && entry.target() != null) {
                return "revised, because the target turned out not to be LSASS: "
                        + entry.target().why();
            }
        }
        return "revised, because records that came in later do not bear it out";
    }

    private void handOn(
            KnownCase known,
            CaseStatus status,
            @Nullable String mergedInto,
            CaseJudgement judgement,
            CaseEvidence evidence,
            @Nullable String counterfactual,
            @Nullable String note,
            HostContext context,
            List<JudgedCase> changed) {
        JudgedCase judged = new JudgedCase(
                host,
                known.id,
                status,
                mergedInto,
                judgement,
                weights.version(),
                evidence.elements(),
                counterfactual,
                note,
                context,
                FleetView.NONE);
        String digest = digest(judged);
        if (digest.equals(known.digest) || onlyForgets(known, judged)) {
            return;
        }
        known.digest = digest;
        FleetProspects prospects = new FleetProspects(
                weights, evidence, tier0, judge.covered(context, evidence).keySet(), judgement);
        FleetView fleet = status == CaseStatus.MERGED
                ? prospects.gone(++known.sequence, known.fingerprints)
                : prospects.view(++known.sequence, known.fingerprints);
        known.fingerprints = new ArrayList<>(
                fleet.fingerprints().stream().map(Fingerprint::bare).toList());
        known.status = status;
        known.judgement = judgement;
        if (!evidence.elements().isEmpty()) {
            known.evidence = new ArrayList<>(KnownCases.ids(evidence.own()).stream()
                    .limit(EVIDENCE_LIMIT)
                    .toList());
        }
        changed.add(judged.seenByFleet(fleet));
    }

    /** A settled case of a host of which something had to be forgotten does not fall for want of what was forgotten. */
    private static boolean onlyForgets(KnownCase known, JudgedCase judged) {
        CaseJudgement before = known.judgement;
        return before != null
                && !judged.context().complete()
                && known.status == CaseStatus.SETTLED
                && judged.status() == CaseStatus.SETTLED
                && judged.judgement().score() < before.score();
    }

    /** Over what a reader would see; the number of the generation and the host's clock are none of it. */
    private static String digest(JudgedCase judged) {
        StringBuilder evidence = new StringBuilder();
        for (TimelineEntry entry : judged.evidence()) {
            evidence.append(entry.kind()).append(entry.observed()).append(entry.target());
        }
        if (judged.context().ownLife()) {
            evidence.append("own life"); // no reader's, but the fleet's
        }
        return FactId.of(
                judged.status(),
                judged.mergedInto(),
                judged.judgement(),
                judged.counterfactual(),
                judged.note(),
                judged.context().hostName(),
                judged.context().lsass(),
                judged.context().loggedOn(),
                evidence);
    }
}
