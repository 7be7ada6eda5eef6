package io.github.shtinkering.ingest.source;

/**
 * The clock that stamps arrivals and draws watermarks so that no record is ever late: a record is stamped after every
 * watermark that was drawn before it, whatever the wall clock does.
 *
 * <p>Not thread-safe: one a source reader, used by its emitting thread.
 */
final class ArrivalClock {
    private final WallClock wall;
    private long lastWatermark = Long.MIN_VALUE;

    ArrivalClock(WallClock wall) {
        this.wall = wall;
    }

    /** The time of arrival of a record that is being emitted now. */
    long arrival() {
        return Math.max(wall.millis(), lastWatermark + 1);
    }

    /** The watermark to emit now: it never goes back, and every later arrival lies behind it. */
    long watermark() {
        lastWatermark = arrival() - 1;
        return lastWatermark;
    }
}
