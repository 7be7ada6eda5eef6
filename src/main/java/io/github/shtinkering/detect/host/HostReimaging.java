package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.HostIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When a machine was installed anew: a source that named one host id names another from then on. Nothing
 * of the old registry is left then.
 *
 * <p>A pure function of what was heard. Each source has ids of its own, so only ids of the same source are compared; ids
 * whose times overlap are two machines of one name ({@link HostDisambiguation}), and no re-imaging. Several sources notice the same re-imaging at
 * different times: it lies before the first record of them all that has a new id.
 */
final class HostReimaging {
    /** The first record of the new installation tells its time; what it was like before is gone by then. */
    private static final long BEFORE_FIRST_RECORD_MILLIS = 1_000L;

    private HostReimaging() {}

    /** From the last record with the old id to the first with the new. */
    private record Change(long after, long before) {}

    /**
     * The event times of the re-imagings of a machine, in order.
     *
     * @param identities all ids that it was heard with
     * @param started whether Windows or LSASS was seen to run under an id: one that only stands in some record is nobody's
     */
    static List<Long> times(List<HostIdentity> identities, Predicate<HostIdentity> started) {
        Map<String, Map<String, HostIdentity>> sources = new LinkedHashMap<>();
        for (HostIdentity identity : identities) {
            sources.computeIfAbsent(identity.source(), source -> new LinkedHashMap<>())
                    .merge(identity.id(), identity, HostIdentity::and);
        }
        List<Change> changes = new ArrayList<>();
        sources.values().forEach(ids -> changes.addAll(changes(ids.values(), started)));
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

    private static List<Change> changes(Collection<HostIdentity> ids, Predicate<HostIdentity> started) {
        List<HostIdentity> ordered = ids.stream()
                .sorted(Comparator.comparingLong(HostIdentity::fromMillis))
                .toList();
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            if (started.test(ordered.get(i))) {
                changes.add(
                        new Change(ordered.get(i - 1).toMillis(), ordered.get(i).fromMillis()));
            }
        }
        return changes;
    }

    private static long last(List<Long> times) {
        return times.get(times.size() - 1);
    }
}
