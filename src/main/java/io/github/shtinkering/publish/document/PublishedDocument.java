package io.github.shtinkering.publish.document;

/**
 * A finished document.
 *
 * @param kind what it is
 * @param key the case's id or the host's name
 * @param version grows with every document of a host, also over restarts
 * @param json one line
 */
public record PublishedDocument(Kind kind, String key, long version, String json) {
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
