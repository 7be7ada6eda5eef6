package io.github.shtinkering.telemetry.filter;

import org.jspecify.annotations.Nullable;

/** The pairs of bytes that the scan stops at, and what each of them may be part of. */
final class Clues {
    private static final int PAIRS = 1 << 16;
    private static final int BYTES = 1 << 8;

    private final byte[] stops = new byte[PAIRS]; // beside the clues, so that the scan stays in the nearest cache
    private final @Nullable Clue[][] clues = new Clue[PAIRS][];

    /** 1 at every pair, its first byte the lower one, that the scan stops at; 0 elsewhere. */
    byte[] stops() {
        return stops;
    }

    /** Whether the record may matter for what stands around a pair at which the scan has stopped. */
    boolean matter(byte[] bytes, int pair, int begin, int end) {
        for (Clue clue : clues[pairAt(bytes, pair)]) {
            if (clue.matters(bytes, pair, begin, end)) {
                return true;
            }
        }
        return false;
    }

    static int pairAt(byte[] bytes, int index) {
        return pair(bytes[index], bytes[index + 1]);
    }

    /** Stops at a pair in every case. */
    void addFolded(int first, int second, Clue clue) {
        for (int one : cases(first)) {
            for (int other : cases(second)) {
                add(one, other, clue);
            }
        }
    }

    private static int[] cases(int letter) {
        int upper = AsciiFold.upper(letter);
        return upper == letter ? new int[] {letter} : new int[] {letter, upper};
    }

    /** Stops at every pair that ends with a byte. */
    void addBefore(int second, Clue clue) {
        for (int first = 0; first < BYTES; first++) {
            add(first, second, clue);
        }
    }

    /** Stops at this very pair. */
    void add(int first, int second, Clue clue) {
        int pair = pair(first, second);
        Clue[] before = clues[pair] == null ? new Clue[0] : clues[pair];
        Clue[] after = new Clue[before.length + 1];
        System.arraycopy(before, 0, after, 0, before.length);
        after[before.length] = clue;
        clues[pair] = after;
        stops[pair] = 1;
    }

    private static int pair(int first, int second) {
        return (first & 0xff) | (second & 0xff) << Byte.SIZE;
    }
}
