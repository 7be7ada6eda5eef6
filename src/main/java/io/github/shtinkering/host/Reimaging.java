package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a machine was installed anew: a source that named one host id names another from then on (domain.md 5.6). Nothing
 * of the old registry is left then.
 *
 * <p>A pure function of the facts. Each source has ids of its own, so only ids of the same source are compared; ids
 * whose times overlap are two machines of one name, and no re-imaging. Several sources notice the same re-imaging at
 * different times: it lies before the first record of them all that has a new id.
 */
final class Reimaging {
    /** The first record of the new installation tells its time; what it was like before is gone by then. */
    private static final long BEFORE_FIRST_RECORD_MILLIS = 1_000L;

    private Reimaging() {}

    /** One source's records with one host id. */
    private record Span(long from, long to) {
        Span with(long timeMillis) {
            return new Span(Math.min(from, timeMillis), Math.max(to, timeMillis));
        }
    }

    /** From the last record with the old id to the first with the new. */
    private record Change(long after, long before) {}

    /** The event times of the re-imagings, in order. */
    static List<Long> times(List<Fact> facts) {
        Map<String, Map<String, Span>> sources = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.hostId() != null) {
                long time = fact.timeMillis();
                sources.computeIfAbsent(fact.format(), format -> new LinkedHashMap<>())
                        .merge(fact.hostId(), new Span(time, time), (span, now) -> span.with(time));
            }
        }
        List<Change> changes = new ArrayList<>();
        sources.values().forEach(ids -> changes.addAll(changes(List.copyOf(ids.values()))));
        changes.sort(Comparator.comparingLong(Change::before).thenComparingLong(Change::after));
        List<Long> times = new ArrayList<>();
        for (Change change : changes) {
            boolean noticedBefore = !times.isEmpty() && change.after() < last(times);
            if (!noticedBefore) {
                times.add(change.before() - BEFORE_FIRST_RECORD_MILLIS);
            }
        }
        return times;
    }

    private static List<Change> changes(List<Span> spans) {
        List<Span> ordered =
                spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).from() <= ordered.get(i - 1).to()) {
                return List.of();
            }
            changes.add(new Change(ordered.get(i - 1).to(), ordered.get(i).from()));
        }
        return changes;
    }

    private static long last(List<Long> times) {
        return times.get(times.size() - 1);
    }
}
