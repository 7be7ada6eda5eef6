package io.github.shtinkering.ingest.filter;

/** What the scan does about a suspicious trigram: looks closer. */
@FunctionalInterface
interface TrigramAction {
    /**
     * Whether the record may matter for what stands around the trigram.
     *
     * @param trigram where the trigram begins
     * @param begin where the record begins
     * @param end behind its last byte
     */
    boolean matters(byte[] bytes, int trigram, int begin, int end);
}
