package io.github.shtinkering.telemetry;

import io.github.shtinkering.fact.Fact;

/**
 * Takes what {@link RecordDecoder} makes of the bytes. For every record exactly one of {@link #irrelevant}, {@link
 * #decoded} and {@link #dead} is called, so that the counts add up (P6); the facts of a decoded record come before it
 * is reported as decoded.
 */
public interface DecoderOutput {
    /** A fact of the record that is being decoded. */
    void fact(Fact fact);

    /** A record that cannot matter, or that decodes to nothing that the job uses. */
    void irrelevant(String format);

    /**
     * A record that gave at least one fact, also one that says nothing new.
     *
     * @param eventTimeMillis the newest event time among its facts
     */
    void decoded(String format, long eventTimeMillis);

    /** A record that could not be used. */
    void dead(String format, DeadLetter letter);
}
