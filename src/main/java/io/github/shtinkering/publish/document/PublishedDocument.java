package io.github.shtinkering.publish.document;

import org.jspecify.annotations.Nullable;

/**
 * A finished document.
 *
 * @param kind what it is
 * @param key the case's id or the host's name
 * @param version grows with every document of a host, also over restarts
 * @param json one line
 * @param digest what sinks must know of it; null where there is nothing to know
 * @param finding a case's document as a finding of OCSF, one line; null where nobody asked for it, and of every other kind
 */
public record PublishedDocument(
        Kind kind,
        String key,
        long version,
        String json,
        @Nullable DocumentDigest digest,
        @Nullable String finding) {
    /** What a publication is. Names are part of the state of operators in flight. */
    public enum Kind {
        /** A new revision of a case. */
        REVISION,
        /** The same revision with newer counts and times. */
        UPDATE,
        /** What is known of a host. */
        HOST,
        /** A use of an exception. */
        AUDIT
    }
}
