package io.github.shtinkering.sink;

import io.github.shtinkering.ingest.Tally;
import org.jspecify.annotations.Nullable;

/**
 * One finished document on its way to a sink, with what the sink must know of it without reading it.
 *
 * @param kind where it belongs
 * @param key what a newer document of the kind replaces: the case's id, the campaign's id, the host; the record's id
 *     or an empty string where nothing is ever replaced
 * @param version grows with every document of a key, also over restarts; 0 where nothing is ever replaced
 * @param json one JSON object on one line; empty for a tally
 * @param tally the counts of a tally; null for every other kind
 */
public record OutputDocument(
        Kind kind,
        String key,
        long version,
        String json,
        @Nullable Tally tally) {
    /** What a document tells. */
    public enum Kind {
        /** A revision of a case. */
        ALERT,
        /** The revision of a case that is known already, with newer counts and times: it replaces, and is no news. */
        CASE_UPDATE,
        /** A revision of a fleet-wide campaign or roll-up. */
        CAMPAIGN,
        /** What is known of a host. */
        HOST,
        /** A record that could not be used. */
        DEAD_LETTER,
        /** A use or a refusal of an exception. */
        AUDIT,
        /** Counts of records. */
        TALLY
    }

    /** Refuses a document of several lines, which would be several documents to a reader of lines. */
    public OutputDocument {
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a document is one line; this one of " + kind + " " + key + " is not");
        }
    }

    /** A document of any kind but a tally. */
    public static OutputDocument of(Kind kind, String key, long version, String json) {
        return new OutputDocument(kind, key, version, json, null);
    }

    /** A share of the counts. */
    public static OutputDocument of(Tally tally) {
        return new OutputDocument(Kind.TALLY, "", 0, "", tally);
    }
}
