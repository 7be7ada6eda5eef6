package io.github.shtinkering.ingest.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The trigrams (three bytes, the case of letters apart) that the scan stops at, and what each of them may be part of. They
 * are kept by a hash, so some other trigrams stop the scan in vain; one load and one comparison decide then, before anybody
 * is called, whether the four bytes around are those of a clue.
 */
final class SuspiciousTrigrams {
    /** Bytes of a trigram. */
    static final int TRIGRAM = 3;

    /** Takes the case from letters; digits and signs stay apart from letters, and from one another. */
    private static final int FOLD = 0xdfdf_dfdf;

    /**
     * Spreads trigrams over the table. Any odd number would do; of twenty thousand this one stopped the scan the least over
     * Windows events of many shippers. Shifted, so that a fourth byte above the three has no part in the product.
     */
    private static final int SPREAD = 6_083_339 << Byte.SIZE;

    private static final int INDEX_BITS = 15; // its bytes fit into the nearest cache of usual processors

    /** The scan stops here for a clue. */
    private static final int CLUE = 1;

    /** The scan stops here for three digits. */
    private static final int DIGITS = 2;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 1 << INDEX_BITS;
    private static final int WINDOW = FilterWord.WINDOW;

    private final byte[] stops = new byte[SIZE]; // beside the clues, so that the scan stays in the nearest cache
    private final Suspicion[][] suspicions = new Suspicion[SIZE][];
    private final EventIds eventIds;

    /** What a trigram may be part of: four bytes, or, with every bit in {@code folded}, whatever stands there. */
    private record Suspicion(int before, int window, int folded, TrigramAction clue) {
        boolean isConfirmed(byte[] bytes, int trigram, int begin, int end) {
            int start = trigram - before;
            boolean isAlike = folded == -1
                    || (start >= begin && start + WINDOW <= end && ((int) INT.get(bytes, start) | folded) == window);
            return isAlike && clue.matters(bytes, trigram, begin, end);
        }
    }

    SuspiciousTrigrams(EventIds eventIds) {
        this.eventIds = eventIds;
    }

    /** By index, 0 for the trigrams that the scan passes over. */
    byte[] stops() {
        return stops;
    }

    /** Whether the record may matter for what stands around a trigram. */
    boolean matter(byte[] bytes, int trigram, int begin, int end) {
        int index = index(bytes[trigram], bytes[trigram + 1], bytes[trigram + 2]);
        int stop = stops[index];
        return stop != 0
                && (((stop & DIGITS) != 0 && eventIds.matter(bytes, trigram, begin, end))
                        || ((stop & CLUE) != 0 && isConfirmed(suspicions[index], bytes, trigram, begin, end)));
    }

    private static boolean isConfirmed(Suspicion[] suspicions, byte[] bytes, int trigram, int begin, int end) {
        for (Suspicion suspicion : suspicions) {
            if (suspicion.isConfirmed(bytes, trigram, begin, end)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Stops at a trigram in every case of its letters.
     *
     * @param before how many bytes of the window stand before the trigram
     * @param window four bytes, the first one lowest; letters in lower case
     * @param folded bits that do not count in them, set in both
     */
    void add(String trigram, int before, int window, int folded, TrigramAction clue) {
        add(trigram, new Suspicion(before, window, folded, clue));
    }

    /** Stops at a trigram in every case of its letters, whatever stands around it. */
    void add(String trigram, TrigramAction clue) {
        add(trigram, new Suspicion(0, 0, -1, clue));
    }

    /** Stops at three digits. */
    void addDigits(String trigram) {
        stops[index(trigram)] |= DIGITS;
    }

    private void add(String trigram, Suspicion suspicion) {
        int index = index(trigram);
        Suspicion[] before = suspicions[index] == null ? new Suspicion[0] : suspicions[index];
        Suspicion[] after = new Suspicion[before.length + 1];
        System.arraycopy(before, 0, after, 0, before.length);
        after[before.length] = suspicion;
        suspicions[index] = after;
        stops[index] |= CLUE;
    }

    private static int index(String trigram) {
        return index(trigram.charAt(0), trigram.charAt(1), trigram.charAt(2));
    }

    private static int index(int first, int second, int third) {
        return index((first & 0xff) | (second & 0xff) << Byte.SIZE | (third & 0xff) << 2 * Byte.SIZE);
    }

    /**
     * The place of a trigram among {@link #stops()}.
     *
     * @param bytes the trigram, its first byte lowest, and above it any fourth byte
     */
    static int index(int bytes) {
        return (bytes & FOLD) * SPREAD >>> Integer.SIZE - INDEX_BITS;
    }
}
