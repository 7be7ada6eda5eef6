package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.fleet.count.Prevalence;

/**
 * How many hosts the fleet has: those that spoke lately. Knows nothing of Flink.
 *
 * <p>A host is kept on the day of its own event time on which it was heard of last, and on some before; so the hosts since
 * any day are counted the same in whatever order they spoke.
 */
final class HostCensus {
    /** A host that was silent for longer when something began is no part of the fleet that it happened to. */
    private static final long SILENT_DAYS = 7;

    private final DistinctHostsByDay spoke;

    /** @param spoke the state, changed in place */
    HostCensus(DistinctHostsByDay spoke) {
        this.spoke = spoke;
    }

    void see(String host, long newestMillis, long arrivalMillis) {
        spoke.add(host, newestMillis, arrivalMillis);
    }

    /** The same with how many hosts there are. */
    Prevalence complete(Prevalence prevalence, long arrivalMillis) {
        long began = Math.min(prevalence.sinceMillis(), arrivalMillis);
        long since = DistinctHostsByDay.day(began) - SILENT_DAYS;
        return prevalence.in(spoke.since(since).estimate());
    }
}
