package io.github.shtinkering.telemetry.filter;

/**
 * A word without which a record cannot say what the word stands for, found whatever the case of its ASCII letters.
 *
 * @param text lower case
 * @param rarest where in it the four bytes begin whose pairs are the rarest in Windows logs: the scan looks for these
 *     pairs, and every one that it meets in vain costs time
 */
record Word(String text, int rarest) {
    /** Bytes in which the scan is sure to look at a pair: three pairs lie in them, and it looks at every third. */
    static final int WINDOW = 4;

    Word {
        if (rarest < 0 || rarest + WINDOW > text.length()) {
            throw new IllegalArgumentException("no four bytes at " + rarest + " of " + text);
        }
    }

    /** Whether the word stands at a place. */
    boolean isAt(byte[] bytes, int start, int end) {
        if (start + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (AsciiFold.lower(bytes[start + i]) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
