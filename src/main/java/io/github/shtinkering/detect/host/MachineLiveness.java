package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.retention.RetentionClass;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How much is known of a machine by the sightings of its LSASS: one that lives is seen again and again.
 *
 * @param buckets in how many buckets LSASS was seen
 * @param spanMillis from the first to the last
 * @param records how many records tell so, as far as they are told apart
 */
record MachineLiveness(int buckets, long spanMillis, int records) implements Comparable<MachineLiveness> {
    private static final int SEVERAL = 3;
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final Comparator<MachineLiveness> ORDER = Comparator.comparingInt(MachineLiveness::buckets)
            .thenComparingLong(MachineLiveness::spanMillis)
            .thenComparingInt(MachineLiveness::records);

    static MachineLiveness of(List<SightingPoint> sightings, Predicate<SightingPoint> whose) {
        TreeSet<Long> buckets = new TreeSet<>();
        int records = 0;
        for (SightingPoint point : sightings) {
            if (whose.test(point)) {
                buckets.add(Math.floorDiv(point.timeMillis(), SightingPoint.BUCKET_MILLIS));
                records += point.twoRecords() ? 2 : 1;
            }
        }
        long span = buckets.isEmpty() ? 0 : (buckets.last() - buckets.first()) * SightingPoint.BUCKET_MILLIS;
        return new MachineLiveness(buckets.size(), span, records);
    }

    /**
     * Whether anything else is known of a machine an hour or more before its first arming, or after its last.
     *
     * @param entries its timeline; without an arming there is nothing besides
     */
    static boolean besides(List<TimelineEntry> entries, HostDisambiguation machines, String machine) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (TimelineEntry element : entries) {
            if (element.kind() == EntryKind.ARMING || element.kind() == EntryKind.PREPARATION) {
                first = Math.min(first, element.event().firstMillis());
                last = Math.max(last, element.event().lastMillis());
            }
        }
        if (first > last) {
            return false;
        }
        long before = first - HOUR_MILLIS;
        long after = last + HOUR_MILLIS;
        return machines.facts(machine).stream()
                        .anyMatch(f ->
                                RetentionClass.of(f) != RetentionClass.REGISTRY && apart(f.timeMillis(), before, after))
                || machines.sightings(machine).stream().anyMatch(p -> p.timeMillis() >= after || !p.mayBeAfter(before));
    }

    private static boolean apart(long millis, long before, long after) {
        return millis <= before || millis >= after;
    }

    /** Whether it is a machine's own, which one forged record does not give. */
    boolean isOfItsOwn() {
        return buckets >= SEVERAL && spanMillis >= HOUR_MILLIS;
    }

    @Override
    public int compareTo(MachineLiveness other) {
        return ORDER.compare(this, other);
    }
}
