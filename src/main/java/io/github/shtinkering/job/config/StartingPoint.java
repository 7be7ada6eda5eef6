package io.github.shtinkering.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.shtinkering.job.config.problem.InvalidKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where in its topics a job without a checkpoint begins.
 *
 * @param kind how the place is given
 * @param timestampMillis for {@link Kind#TIMESTAMP} the record time to begin at, milliseconds since 1970; else 0
 */
public record StartingPoint(Kind kind, long timestampMillis) {
    /** The group's committed offsets, and the earliest record where there are none. */
    public static final StartingPoint COMMITTED = new StartingPoint(Kind.COMMITTED, 0);

    public enum Kind {
        COMMITTED,
        EARLIEST,
        LATEST,
        TIMESTAMP
    }

    /** Reads {@code committed}, {@code earliest}, {@code latest} or an RFC 3339 time. */
    @JsonCreator
    public static StartingPoint parse(String text) {
        return switch (text) {
            case "committed" -> COMMITTED;
            case "earliest" -> new StartingPoint(Kind.EARLIEST, 0);
            case "latest" -> new StartingPoint(Kind.LATEST, 0);
            default -> timestamp(text);
        };
    }

    private static StartingPoint timestamp(String text) {
        try {
            return new StartingPoint(Kind.TIMESTAMP, Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new InvalidKey(
                    "", "is committed, earliest, latest or a time like 2026-11-09T08:00:00Z, not '" + text + "'");
        }
    }
}
