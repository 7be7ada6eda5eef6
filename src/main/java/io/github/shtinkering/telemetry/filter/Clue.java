package io.github.shtinkering.telemetry.filter;

/** What the scan does about a suspicious pair of bytes: looks closer. */
@FunctionalInterface
interface Clue {
    /**
     * Whether the record may matter for what stands around the pair.
     *
     * @param pair where the pair begins
     * @param begin where the record begins
     * @param end behind its last byte
     */
    boolean matters(byte[] bytes, int pair, int begin, int end);
}
