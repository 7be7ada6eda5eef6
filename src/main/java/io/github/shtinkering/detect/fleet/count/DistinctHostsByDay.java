package io.github.shtinkering.detect.fleet.count;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distinct hosts by day of event time, over a window that slides with the newest day. What is kept is a function of what
 * was seen, not of the order in which it came. A Flink POJO.
 */
public class DistinctHostsByDay {
    /** Days that are kept. */
    public static final int DAYS = 40;

    private static final long DAY_MILLIS = 86_400_000L;

    /** By day since the epoch. */
    public Map<Long, Day> days = new HashMap<>();

    /** By first day, the hosts since: kept as they come, so that asking does not count all days again. */
    private transient @Nullable Map<Long, DistinctHosts> since;

    /** One day. A Flink POJO. */
    public static class Day {
        /** The hosts that were seen on it. */
        public DistinctHosts hosts = new DistinctHosts();
        /** Event time of the first of them, milliseconds. */
        public long firstMillis = Long.MAX_VALUE;
    }

    public static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    /**
     * Counts a host on a day.
     *
     * @param millis event time
     * @param arrivalMillis when it arrived: a clock that runs ahead must not push the window away, so what says that it
     *     happens later than it arrives happens when it arrives
     */
    public void add(String host, long millis, long arrivalMillis) {
        long time = Math.min(millis, arrivalMillis);
        long oldest = newest() - DAYS;
        if (!days.isEmpty() && day(time) <= oldest) {
            return;
        }
        day(host, time);
        long from = newest() - DAYS;
        if (days.keySet().removeIf(day -> day <= from)) {
            since = null;
        }
    }

    private void day(String host, long time) {
        Day day = days.computeIfAbsent(day(time), d -> new Day());
        day.hosts.add(host);
        day.firstMillis = Math.min(day.firstMillis, time);
        if (since != null) {
            since.forEach((firstDay, hosts) -> {
                if (firstDay <= day(time)) {
                    hosts.add(host);
                }
            });
        }
    }

    private long newest() {
        return days.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The hosts of a day and of those after it; to be read only. */
    public DistinctHosts since(long firstDay) {
        long oldest = days.keySet().stream().mapToLong(Long::longValue).min().orElse(firstDay);
        Map<Long, DistinctHosts> counted = since == null ? new HashMap<>() : since;
        since = counted;
        return counted.computeIfAbsent(Math.max(firstDay, oldest), this::count);
    }

    private DistinctHosts count(long firstDay) {
        DistinctHosts hosts = new DistinctHosts();
        days.forEach((day, of) -> {
            if (day >= firstDay) {
                hosts.addAll(of.hosts);
            }
        });
        return hosts;
    }

    /** All hosts of the window. */
    public DistinctHosts all() {
        return since(Long.MIN_VALUE);
    }

    /** Event time of the first sighting of the window, milliseconds. */
    public long sinceMillis() {
        return days.values().stream().mapToLong(day -> day.firstMillis).min().orElse(Long.MAX_VALUE);
    }
}
