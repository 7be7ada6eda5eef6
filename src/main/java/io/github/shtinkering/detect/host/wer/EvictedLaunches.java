package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.Fact;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Launches that another process asked for and that had to leave for want of room, of one day of event time: nobody
 * launches WerFault at hundreds of processes by accident.
 *
 * @param domain the domain that came with the host's name
 * @param hostId the host's id where the source gave one
 * @param firstMillis event time of the first
 * @param lastMillis event time of the last
 * @param count how often one left; one that is delivered again may leave again
 */
public record EvictedLaunches(
        @Nullable String domain, @Nullable String hostId, long firstMillis, long lastMillis, int count) {
    /** Most of them; then the two that are closest to each other become one. */
    static final int LIMIT = 32;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final Comparator<EvictedLaunches> BY_TIME = Comparator.comparingLong(EvictedLaunches::firstMillis)
            .thenComparingLong(EvictedLaunches::lastMillis)
            .thenComparing(c -> String.valueOf(c.domain))
            .thenComparing(c -> String.valueOf(c.hostId));

    private static EvictedLaunches of(Fact launch) {
        return new EvictedLaunches(launch.domain(), launch.hostId(), launch.timeMillis(), launch.timeMillis(), 1);
    }

    /** Adds a launch that left to what left before. */
    public static void add(List<EvictedLaunches> known, Fact launch) {
        EvictedLaunches left = of(launch);
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).holdsTheDayOf(left)) {
                known.set(i, known.get(i).and(left));
                return;
            }
        }
        known.add(left);
        known.sort(BY_TIME);
        if (known.size() > LIMIT) {
            joinTheClosest(known);
        }
    }

    private static void joinTheClosest(List<EvictedLaunches> known) {
        int closest = 0;
        for (int i = 1; i < known.size() - 1; i++) {
            if (gap(known, i) < gap(known, closest)) {
                closest = i;
            }
        }
        known.set(closest, known.get(closest).and(known.remove(closest + 1)));
    }

    private static long gap(List<EvictedLaunches> known, int i) {
        return known.get(i + 1).firstMillis - known.get(i).lastMillis;
    }

    private boolean holdsTheDayOf(EvictedLaunches other) {
        return Objects.equals(domain, other.domain)
                && Objects.equals(hostId, other.hostId)
                && day() <= other.day()
                && other.day() <= Math.floorDiv(lastMillis, DAY_MILLIS);
    }

    /** The day of the first, since the epoch. */
    public long day() {
        return Math.floorDiv(firstMillis, DAY_MILLIS);
    }

    /** Both; a name that only one has is none. */
    public EvictedLaunches and(EvictedLaunches other) {
        return new EvictedLaunches(
                Objects.equals(domain, other.domain) ? domain : null,
                Objects.equals(hostId, other.hostId) ? hostId : null,
                Math.min(firstMillis, other.firstMillis),
                Math.max(lastMillis, other.lastMillis),
                (int) Math.min(Integer.MAX_VALUE, (long) count + other.count));
    }
}
