package io.github.shtinkering.detect.fleet.group;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether enough distinct hosts were seen within any 24 hours: a function of the event times, in whatever order they came.
 *
 * <p>A window that was found is remembered: it is all that is looked at while it stands, and who comes can only make more of
 * it. Where there is none, only windows around what came can have become one.
 */
public final class SlidingWindow {
    public static final long MILLIS = 86_400_000L;

    private final int needed;
    private final WorkCounter effort;
    /** At each time the hosts, each as often as its members show it. */
    private final TreeMap<Long, Map<String, Integer>> hosts = new TreeMap<>();
    /** Where the window begins that was found last; null when there was none. */
    private @Nullable Long found;
    /** Times that came since. */
    private final Set<Long> added = new HashSet<>();

    /** @param needed how many hosts are enough */
    SlidingWindow(int needed, WorkCounter effort) {
        this.needed = needed;
        this.effort = effort;
    }

    void add(GroupMember member) {
        for (long time : member.times()) {
            hosts.computeIfAbsent(time, t -> new HashMap<>()).merge(member.host(), 1, Integer::sum);
            added.add(time);
        }
    }

    void remove(GroupMember member) {
        for (long time : member.times()) {
            Map<String, Integer> there = hosts.get(time);
            there.computeIfPresent(member.host(), (host, count) -> count == 1 ? null : count - 1);
            if (there.isEmpty()) {
                hosts.remove(time);
            }
        }
    }

    /** Whether so many hosts lie within some window. */
    public boolean holds() {
        if (found != null && !stands(found)) {
            found = search(hosts);
        } else if (found == null) {
            for (long time : added) {
                found = search(hosts.subMap(time - MILLIS, true, time + MILLIS, true));
                if (found != null) {
                    break;
                }
            }
        }
        added.clear();
        return found != null;
    }

    private boolean stands(long start) {
        Set<String> within = new HashSet<>();
        for (Map<String, Integer> there :
                hosts.subMap(start, true, start + MILLIS, true).values()) {
            for (String host : there.keySet()) {
                effort.spend(1);
                within.add(host);
                if (within.size() >= needed) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where a window begins that holds; null when none does. */
    private @Nullable Long search(NavigableMap<Long, Map<String, Integer>> times) {
        Map<String, Integer> within = new HashMap<>();
        var oldest = times.entrySet().iterator();
        Map.Entry<Long, Map<String, Integer>> start = null;
        for (Map.Entry<Long, Map<String, Integer>> point : times.entrySet()) {
            start = start == null ? oldest.next() : start;
            while (point.getKey() - start.getKey() > MILLIS) {
                start.getValue()
                        .keySet()
                        .forEach(host -> within.computeIfPresent(host, (h, count) -> count == 1 ? null : count - 1));
                start = oldest.next();
            }
            point.getValue().keySet().forEach(host -> within.merge(host, 1, Integer::sum));
            effort.spend(point.getValue().size());
            if (within.size() >= needed) {
                return start.getKey();
            }
        }
        return null;
    }

    /** The first event time, milliseconds; there is one. */
    long firstMillis() {
        return hosts.firstKey();
    }
}
