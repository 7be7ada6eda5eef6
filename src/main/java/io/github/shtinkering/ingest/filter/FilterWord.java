package io.github.shtinkering.ingest.filter;

/**
 * A word without which a record cannot say what the word stands for, found whatever the case of its ASCII letters.
 *
 * <p>Of its letters the four are named whose trigrams are the rarest in Windows logs: the scan stops at these, and every
 * one that it meets in vain costs time.
 */
final class FilterWord {
    /** Bytes in which the scan is sure to meet a trigram: two begin in them, and it looks at every second. */
    static final int WINDOW = 4;

    private static final int CASE_BIT = 0x20;

    private final String text;
    private final int rarest;
    private final int window;
    private final int caseBits;

    /**
     * @param text lower case
     * @param rarest where in it its four rarest letters begin
     */
    FilterWord(String text, int rarest) {
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

    /** Stops at both trigrams of the four rarest letters. */
    void addTo(SuspiciousTrigrams clues) {
        for (int i = 0; i <= WINDOW - SuspiciousTrigrams.TRIGRAM; i++) {
            int start = rarest + i;
            clues.add(
                    text.substring(start, start + SuspiciousTrigrams.TRIGRAM),
                    i,
                    window,
                    caseBits,
                    (bytes, trigram, begin, end) -> isWhole(bytes, trigram - start, begin, end));
        }
    }

    /** Whether the word begins here. */
    private boolean isWhole(byte[] bytes, int start, int begin, int end) {
        return start >= begin && start + text.length() <= end && isAt(bytes, start);
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
