package io.github.shtinkering.publish.document;

import org.jspecify.annotations.Nullable;

/**
 * What a sink must know of a document, taken where the document is made, so that nobody reads the text again.
 *
 * @param riskScore {@code event.risk_score}; 0 where the document has none
 * @param ofCase of a case's document; null for every other
 * @param ofHost of a host's document; null for every other
 * @param ofDeadLetter of a dead letter; null for every other
 */
public record DocumentDigest(
        int riskScore,
        @Nullable CaseDigest ofCase,
        @Nullable HostDigest ofHost,
        @Nullable DeadLetterDigest ofDeadLetter) {
    /** Of a document of which nothing is known but its score. */
    public static DocumentDigest of(int riskScore) {
        return new DocumentDigest(riskScore, null, null, null);
    }

    static DocumentDigest of(int riskScore, CaseDigest ofCase) {
        return new DocumentDigest(riskScore, ofCase, null, null);
    }

    static DocumentDigest of(HostDigest ofHost) {
        return new DocumentDigest(0, null, ofHost, null);
    }

    /** Of a dead letter. */
    public static DocumentDigest of(DeadLetterDigest ofDeadLetter) {
        return new DocumentDigest(0, null, null, ofDeadLetter);
    }
}
