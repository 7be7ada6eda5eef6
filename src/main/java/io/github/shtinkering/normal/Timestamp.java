package io.github.shtinkering.normal;

/**
 * A point in time as a record tells it.
 *
 * @param millis milliseconds since the epoch, UTC
 * @param clockMillis what the clock can tell apart: 1, or 1000 where the text has no fraction of a second
 */
public record Timestamp(long millis, int clockMillis) {}
