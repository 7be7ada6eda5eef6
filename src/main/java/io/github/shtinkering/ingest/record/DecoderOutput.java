package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.normal.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Takes what {@link RecordDecoder} makes of the bytes. For every record exactly one of {@link #irrelevant}, {@link
 * #decoded} and {@link #dead} is called, so that the counts add up; the facts of a decoded record come before it
 * is reported as decoded.
 */
public interface DecoderOutput {
    /**
     * Asked before the fact of a sighting of LSASS or of a logon is made, which costs more than all before it: false when
     * it would say nothing new. The record is decoded nevertheless.
     *
     * @param sighting the fact's payload, or null
     * @param logon the fact's payload, or null
     */
    default boolean mayBeNews(
            HostName host,
            @Nullable String hostId,
            long timeMillis,
            @Nullable LsassSighting sighting,
            @Nullable Logon logon) {
        return true;
    }

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
