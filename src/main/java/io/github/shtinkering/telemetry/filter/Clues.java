package io.github.shtinkering.telemetry.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The pairs of bytes that the scan stops at, and what each of them may be part of. Nearly every stop is in vain, so one load
 * and one comparison decide, before anybody is called, whether the four bytes around the pair are those of a clue.
 */
final class Clues {
    /** The scan stops here for a clue. */
    static final int CLUE = 1;

    /** The scan stops here for two digits. */
    static final int DIGITS = 2;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PAIRS = 1 << 16;
    private static final int BYTES = 1 << 8;
    private static final int WINDOW = Word.WINDOW;

    private final byte[] stops = new byte[PAIRS]; // beside the clues, so that the scan stays in the nearest cache
    private final Suspicion[][] suspicions = new Suspicion[PAIRS][];

    /** What a pair may be part of: four bytes, or, with every bit in {@code folded}, whatever stands there. */
    private record Suspicion(int before, int window, int folded, Clue clue) {
        boolean isConfirmed(byte[] bytes, int pair, int begin, int end) {
            int start = pair - before;
            boolean isAlike = folded == -1
                    || (start >= begin && start + WINDOW <= end && ((int) INT.get(bytes, start) | folded) == window);
            return isAlike && clue.matters(bytes, pair, begin, end);
        }
    }

    /** 0 at every pair, its first byte the lower one, that the scan passes over; else why it stops there. */
    byte[] stops() {
        return stops;
    }

    /** Whether the record may matter for what stands around a pair at which the scan has stopped for a clue. */
    boolean matter(byte[] bytes, int pair, int begin, int end) {
        for (Suspicion suspicion : suspicions[pairAt(bytes, pair)]) {
            if (suspicion.isConfirmed(bytes, pair, begin, end)) {
                return true;
            }
        }
        return false;
    }

    static int pairAt(byte[] bytes, int index) {
        return pair(bytes[index], bytes[index + 1]);
    }

    /**
     * Stops at a pair of letters in every case.
     *
     * @param before how many bytes of the window stand before the pair
     * @param window four bytes, the first one lowest; letters in lower case
     * @param folded bits that do not count in them, set in both
     */
    void addFolded(int first, int second, int before, int window, int folded, Clue clue) {
        for (int one : cases(first)) {
            for (int other : cases(second)) {
                add(one, other, new Suspicion(before, window, folded, clue));
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

    /** Stops at this very pair, whatever stands around it. */
    void add(int first, int second, Clue clue) {
        add(first, second, new Suspicion(0, 0, -1, clue));
    }

    /** Stops at this pair of digits. */
    void addDigits(int first, int second) {
        stops[pair(first, second)] |= DIGITS;
    }

    private void add(int first, int second, Suspicion suspicion) {
        int pair = pair(first, second);
        Suspicion[] before = suspicions[pair] == null ? new Suspicion[0] : suspicions[pair];
        Suspicion[] after = new Suspicion[before.length + 1];
        System.arraycopy(before, 0, after, 0, before.length);
        after[before.length] = suspicion;
        suspicions[pair] = after;
        stops[pair] |= CLUE;
    }

    private static int pair(int first, int second) {
        return (first & 0xff) | (second & 0xff) << Byte.SIZE;
    }
}
