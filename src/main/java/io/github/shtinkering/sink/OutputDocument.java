package io.github.shtinkering.sink;

import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.publish.document.CaseDigest;
import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.document.DocumentDigest;
import org.jspecify.annotations.Nullable;

/**
 * One finished document on its way to a sink, with what the sink must know of it without reading it.
 *
 * @param kind where it belongs
 * @param key what a newer document of the kind replaces: the case's id, the campaign's id, the host; the record's id
 *     or an empty string where nothing is ever replaced
 * @param version grows with every document of a key, also over restarts; 0 where nothing is ever replaced
 * @param json one JSON object on one line; empty for a tally
 * @param digest what the document says of itself; null where there is nothing that a sink must know
 * @param finding an alert as a finding of OCSF, one line; null where nobody asked for it, and for every other kind
 * @param tally the counts of a tally; null for every other kind
 */
public record OutputDocument(
        Kind kind,
        String key,
        long version,
        String json,
        @Nullable DocumentDigest digest,
        @Nullable String finding,
        @Nullable Tally tally) {
    /** What is written first in every document that has a time. */
    private static final String TIME_FIRST = "{\"@timestamp\":";

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
    public static OutputDocument of(Kind kind, String key, long version, String json, @Nullable DocumentDigest digest) {
        return new OutputDocument(kind, key, version, json, digest, null, null);
    }

    /** A dead letter. */
    public static OutputDocument deadLetter(DeadLetterDigest letter, String json) {
        return of(Kind.DEAD_LETTER, letter.origin(), 0, json, DocumentDigest.of(letter));
    }

    /** A share of the counts. */
    public static OutputDocument of(Tally tally) {
        return new OutputDocument(Kind.TALLY, "", 0, "", null, null, tally);
    }

    /** Whether it is an alert, of a revision or of what is newer in one. */
    public boolean isAlert() {
        return kind == Kind.ALERT || kind == Kind.CASE_UPDATE;
    }

    /** Whether the document has a time, {@code @timestamp}. */
    public boolean hasTime() {
        return json.startsWith(TIME_FIRST);
    }

    /**
     * An alert in a form, one line.
     *
     * @throws IllegalStateException when the publisher was not told that this form is wanted
     */
    public String in(AlertForm form) {
        String text = form == AlertForm.OCSF ? finding : json;
        if (text == null) {
            throw new IllegalStateException("no " + form + " was written of " + kind + " " + key);
        }
        return text;
    }

    /** {@code event.risk_score}; 0 where the document has none. */
    public int riskScore() {
        return digest == null ? 0 : digest.riskScore();
    }

    /**
     * What counts and tells a case.
     *
     * @throws IllegalStateException when it is no alert
     */
    public CaseDigest caseDigest() {
        if (digest == null || digest.ofCase() == null) {
            throw new IllegalStateException(kind + " " + key + " is of no case");
        }
        return digest.ofCase();
    }
}
