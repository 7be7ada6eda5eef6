package io.github.shtinkering.telemetry.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A word without which a record cannot say what the word stands for, found whatever the case of its ASCII letters.
 *
 * <p>Of its letters the four are named whose pairs are the rarest in Windows logs: the scan stops at these pairs, and
 * every one that it meets in vain costs time.
 */
final class Word {
    /** Bytes in which the scan is sure to meet a pair: three pairs begin in them, and it looks at every third. */
    static final int WINDOW = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CASE_BIT = 0x20;

    private final String text;
    private final int rarest;
    private final int window;
    private final int caseBits;

    /**
     * @param text lower case
     * @param rarest where in it its four rarest letters begin
     */
    Word(String text, int rarest) {
        this.text = text;
        this.rarest = rarest;
        int four = 0;
        int bits = 0;
        for (int i = WINDOW - 1; i >= 0; i--) {
            char letter = text.charAt(rarest + i);
            four = four << Byte.SIZE | letter;
            bits = bits << Byte.SIZE | (AsciiFold.isLetter(letter) ? CASE_BIT : 0);
        }
        this.window = four;
        this.caseBits = bits;
    }

    String text() {
        return text;
    }

    /** Stops at the pairs of the four rarest letters. */
    void addTo(Clues clues) {
        for (int i = 0; i < WINDOW - 1; i++) {
            int place = i;
            clues.addFolded(
                    text.charAt(rarest + i),
                    text.charAt(rarest + i + 1),
                    (bytes, pair, begin, end) -> isAround(bytes, pair - place, begin, end));
        }
    }

    /** Whether the word stands in the record with its rarest letters at a place. */
    private boolean isAround(byte[] bytes, int place, int begin, int end) {
        int start = place - rarest;
        return place >= begin
                && place + WINDOW <= end
                && ((int) INT.get(bytes, place) | caseBits) == window
                && start >= begin
                && start + text.length() <= end
                && isAt(bytes, start);
    }

    private boolean isAt(byte[] bytes, int start) {
        for (int i = 0; i < text.length(); i++) {
            if (AsciiFold.lower(bytes[start + i]) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
