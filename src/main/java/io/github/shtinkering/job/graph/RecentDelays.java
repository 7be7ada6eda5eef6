package io.github.shtinkering.job.graph;

import io.github.shtinkering.ingest.Tally;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long after their events the records of the last minutes came: what a dashboard asks, where a total since the start
 * would hide that a shipper is falling behind now.
 */
final class RecentDelays {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MINUTES = 5;

    private final Deque<Minute> minutes = new ArrayDeque<>();

    private record Minute(long number, Tally sum) {}

    /** Adds the delays of a tally that came at this time. */
    synchronized void add(Tally tally, long nowMillis) {
        forget(nowMillis);
        long number = Math.floorDiv(nowMillis, MINUTE_MILLIS);
        Minute last = minutes.peekLast();
        if (last != null && last.number == number) {
            minutes.removeLast();
            minutes.addLast(new Minute(number, last.sum.plus(tally)));
        } else {
            minutes.addLast(new Minute(number, tally));
        }
    }

    /** The delay in seconds that this share of the records did not exceed, as the end of its bucket; NaN without any. */
    synchronized double seconds(double share, long nowMillis) {
        forget(nowMillis);
        Long seconds = minutes.stream()
                .map(Minute::sum)
                .reduce(Tally::plus)
                .map(sum -> sum.delaySeconds(share))
                .orElse(null);
        return seconds == null ? Double.NaN : seconds;
    }

    private void forget(long nowMillis) {
        long oldest = Math.floorDiv(nowMillis, MINUTE_MILLIS) - MINUTES + 1;
        while (!minutes.isEmpty() && minutes.peekFirst().number < oldest) {
            minutes.removeFirst();
        }
    }
}
