package io.github.shtinkering.publish.state;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.publish.state.PublisherState.HeldCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the cases of one host that have something in common with others until the fleet has answered, so that a case of
 * a flood is told once, and already as the flood makes it. A case and its answers come in either order. Knows nothing of
 * Flink.
 */
public final class PendingFleetAnswers {
    /** Most cases that are held; those of which nothing but an answer is known leave first, then the oldest. */
    private static final int LIMIT = 32;

    private final PublisherState state;

    public PendingFleetAnswers(PublisherState state) {
        this.state = state;
    }

    /** A case with what the fleet makes of it, ready to be published. */
    public record Answered(JudgedCase judged, List<FleetAnswer> fleetAnswers) {}

    /** Takes a case that changed; returns it when nothing is open. */
    public List<Answered> take(JudgedCase judged) {
        HeldCase held = held(judged.caseId());
        held.published = false;
        if (!judged.fleet().fingerprints().isEmpty()) {
            held.judged = judged;
            makeRoom();
            return complete(held) ? List.of(ready(held)) : List.of();
        }
        held.judged = null;
        forgetAnswersBefore(held, judged.fleet().sequence());
        if (held.fleetAnswers.isEmpty()) {
            state.held.remove(held);
        }
        return List.of(new Answered(judged, List.of()));
    }

    /** An answer may have overtaken the cases: one to a later sequence is still wanted. */
    private static void forgetAnswersBefore(HeldCase held, long sequence) {
        held.fleetAnswers.removeIf(s -> s.sequence() < sequence);
    }

    /** Takes the fleet's answer; returns the case when it is the last one open, or changes what was published. */
    public List<Answered> take(FleetAnswer answer) {
        HeldCase held = held(answer.caseId());
        FleetAnswer known = find(held.fleetAnswers, answer.kind());
        if (known != null && known.sequence() > answer.sequence()) {
            return List.of();
        }
        held.fleetAnswers.remove(known);
        held.fleetAnswers.add(answer);
        makeRoom();
        JudgedCase judged = held.judged;
        if (judged == null || judged.fleet().sequence() != answer.sequence() || !complete(held)) {
            return List.of();
        }
        if (held.published && answer.atNextRecord()) {
            held.changed = true;
            return List.of();
        }
        return List.of(ready(held));
    }

    /** The cases that were answered anew in the meantime: to be published with their host's next record. */
    public List<Answered> atNextRecord() {
        return state.held.stream()
                .filter(held -> held.published && held.changed)
                .map(PendingFleetAnswers::ready)
                .toList();
    }

    /** Whether the fleet owes an answer. */
    public boolean waits() {
        return state.held.stream().anyMatch(held -> held.judged != null && !held.published);
    }

    private static Answered ready(HeldCase held) {
        held.published = true;
        held.changed = false;
        return new Answered(Objects.requireNonNull(held.judged), List.copyOf(held.fleetAnswers));
    }

    private static boolean complete(HeldCase held) {
        JudgedCase judged = Objects.requireNonNull(held.judged);
        forgetAnswersBefore(held, judged.fleet().sequence());
        return judged.fleet().fingerprints().stream().allMatch(fingerprint -> {
            FleetAnswer answer = find(held.fleetAnswers, fingerprint.kind());
            return answer != null && answer.sequence() == judged.fleet().sequence();
        });
    }

    private static @Nullable FleetAnswer find(List<FleetAnswer> fleetAnswers, Fingerprint.Kind kind) {
        return fleetAnswers.stream().filter(s -> s.kind() == kind).findFirst().orElse(null);
    }

    private HeldCase held(String caseId) {
        for (HeldCase held : state.held) {
            if (held.caseId.equals(caseId)) {
                return held;
            }
        }
        HeldCase fresh = new HeldCase();
        fresh.caseId = caseId;
        fresh.fleetAnswers = new ArrayList<>();
        state.held.add(fresh);
        return fresh;
    }

    private void makeRoom() {
        if (state.held.size() > LIMIT) {
            HeldCase leaves = state.held.stream()
                    .filter(held -> held.judged == null)
                    .findFirst()
                    .or(() -> state.held.stream().filter(held -> held.published).findFirst())
                    .orElse(null);
            state.held.remove(leaves);
        }
    }
}
