package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.CasebookState.KnownCase;
import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.FactId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the cases of a host again when its timeline is cut anew. */
final class KnownCases {
    /** Most cases that a host remembers, as far as its timeline does not hold more; the oldest settled ones leave first. */
    private static final int CASE_LIMIT = 64;

    private final String host;
    private final CasebookState state;

    KnownCases(String host, CasebookState state) {
        this.host = host;
        this.state = state;
    }

    /** The oldest known case that shares evidence with a cut, or a new one. */
    KnownCase named(String machine, CaseEvidence evidence, Set<KnownCase> alive) {
        Set<String> ids = ids(evidence.own());
        for (KnownCase known : state.cases) {
            boolean free = !alive.contains(known) && known.status != CaseStatus.MERGED;
            if (free && known.evidence.stream().anyMatch(ids::contains)) {
                known.machine = machine;
                alive.add(known);
                return known;
            }
        }
        KnownCase fresh = new KnownCase();
        fresh.id = FactId.of("case", host, state.opened++);
        fresh.machine = machine;
        state.cases.add(fresh);
        alive.add(fresh);
        return fresh;
    }

    /** The case of a new cut that holds evidence of a known one; null when none does. */
    static @Nullable KnownCase heir(KnownCase known, Map<CaseEvidence, KnownCase> names) {
        for (Map.Entry<CaseEvidence, KnownCase> entry : names.entrySet()) {
            Set<String> ids = ids(entry.getKey().elements());
            if (known.evidence.stream().anyMatch(ids::contains)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** A case of which the timeline still tells would be taken for a new one. */
    void forgetOldCases(Set<KnownCase> alive) {
        while (state.cases.size() > CASE_LIMIT) {
            KnownCase oldest = state.cases.stream()
                    .filter(c -> c.status != CaseStatus.OPEN && c.status != CaseStatus.SUPPRESSED)
                    .filter(c -> !alive.contains(c))
                    .findFirst()
                    .orElse(null);
            if (oldest == null) {
                return;
            }
            state.cases.remove(oldest);
        }
    }

    /** Ids of all facts that tell of these entries. */
    static Set<String> ids(List<TimelineEntry> elements) {
        Set<String> ids = new TreeSet<>();
        elements.forEach(t -> ids.addAll(t.event().members()));
        return ids;
    }
}
