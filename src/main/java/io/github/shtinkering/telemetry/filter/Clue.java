package io.github.shtinkering.telemetry.filter;

/** What the scan does about a suspicious trigram: looks closer. */
@FunctionalInterface
interface Clue {
    /**
     * Whether the record may matter for what stands around the trigram.
     *
     * @param trigram where the trigram begins
     * @param begin where the record begins
     * @param end behind its last byte
     */
    boolean matters(byte[] bytes, int trigram, int begin, int end);
}
