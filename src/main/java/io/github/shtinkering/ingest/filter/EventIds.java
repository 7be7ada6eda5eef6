package io.github.shtinkering.ingest.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Finds event ids, which are four digits and would be met everywhere: in PIDs, ports and record numbers. So a number
 * counts only as a whole, and not as the value of a field that is known to hold something else. Only these fields are
 * left out; a field of any other name may be somebody's event id.
 */
final class EventIds {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZEROS = ONES * '0';
    private static final long ABOVE_NINE = ONES * (0x80 - 10); // added to a digit's value leaves the high bit clear

    private static final int DIGITS = 4;
    private static final int AROUND = 2; // bytes loaded before a trigram

    // Of eight bytes, of which two stand before a trigram, those that tell, and of these the ones that must be no
    // digits.
    private static final long TELLING_AT_TRIGRAM = 0x0080_8080_8080_8000L;
    private static final long EDGES_AT_TRIGRAM = 0x0080_0000_0000_8000L;
    private static final long TELLING_BEFORE = TELLING_AT_TRIGRAM >>> Byte.SIZE;
    private static final long EDGES_BEFORE = EDGES_AT_TRIGRAM >>> Byte.SIZE;

    private static final int LONGEST_GAP = 16; // quotes, colons, blanks between a field's name and its value
    private static final List<String> OTHER_FIELDS = List.of(
            "processid",
            "process_id",
            "threadid",
            "thread_id",
            "pid",
            "recordid",
            "record_id",
            "recordnumber",
            "record_number",
            "port");

    private final boolean[] wanted = new boolean[10_000];

    EventIds(int... ids) {
        for (int id : ids) {
            wanted[id] = true;
        }
    }

    /** Stops at the ids' digits. */
    void addTo(SuspiciousTrigrams clues) {
        for (int id = 1_000; id < wanted.length; id++) {
            if (wanted[id]) {
                String digits = Integer.toString(id);
                clues.addDigits(digits.substring(0, SuspiciousTrigrams.TRIGRAM));
                clues.addDigits(digits.substring(1));
            }
        }
    }

    /** Whether a trigram is part of an event id. */
    boolean matter(byte[] bytes, int trigram, int begin, int end) {
        boolean isInside = trigram - AROUND >= begin && trigram - AROUND + Long.BYTES <= end;
        int first = isInside
                ? first((long) LONG.get(bytes, trigram - AROUND), trigram)
                : firstAtTheEdge(bytes, trigram, begin, end);
        return first >= 0
                && wanted[value(bytes, first)]
                && isWhole(bytes, first, first + DIGITS, begin, end)
                && !isOtherField(bytes, first, begin);
    }

    /**
     * Where the number of exactly four digits begins that the trigram is part of: with it, or one before; -1 when it is no
     * such number.
     *
     * @param around the trigram, two bytes before and three behind it
     */
    private static int first(long around, int trigram) {
        long digits = around ^ ZEROS;
        long others = ((digits & ~HIGH_BITS) + ABOVE_NINE | digits) & HIGH_BITS;
        if ((others & TELLING_AT_TRIGRAM) == EDGES_AT_TRIGRAM) {
            return trigram;
        }
        return (others & TELLING_BEFORE) == EDGES_BEFORE ? trigram - 1 : -1;
    }

    private static int firstAtTheEdge(byte[] bytes, int trigram, int begin, int end) {
        for (int first = trigram; first >= Math.max(begin, trigram - 1); first--) {
            boolean isEdge = first == begin || !AsciiFold.isDigit(bytes[first - 1]);
            if (isEdge && isNumber(bytes, first, first + DIGITS, end)) {
                return first;
            }
        }
        return -1;
    }

    /** Whether digits go on up to a place and end there. */
    private static boolean isNumber(byte[] bytes, int from, int behind, int end) {
        for (int i = from; i < behind; i++) {
            if (i == end || !AsciiFold.isDigit(bytes[i])) {
                return false;
            }
        }
        return behind == end || !AsciiFold.isDigit(bytes[behind]);
    }

    private static int value(byte[] bytes, int first) {
        int value = 0;
        for (int i = first; i < first + DIGITS; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    /** Whether no letter touches the number, the letter of an escape apart: JSON within JSON writes {@code \n4624}. */
    private static boolean isWhole(byte[] bytes, int first, int behind, int begin, int end) {
        boolean touchesBefore = first > begin && AsciiFold.isLetter(bytes[first - 1]);
        boolean isEscape = first - 1 > begin && bytes[first - 2] == '\\';
        boolean touchesBehind = behind < end && AsciiFold.isLetter(bytes[behind]);
        return (!touchesBefore || isEscape) && !touchesBehind;
    }

    private static boolean isOtherField(byte[] bytes, int first, int begin) {
        int nameEnd = skipGap(bytes, first, begin);
        if (isThreadId(bytes, nameEnd, begin)) {
            return true;
        }
        for (String field : OTHER_FIELDS) {
            if (endsWith(bytes, nameEnd, begin, field)) {
                return true;
            }
        }
        return false;
    }

    /** {@code "thread":{"id":4624}}, as Winlogbeat has it. */
    private static boolean isThreadId(byte[] bytes, int nameEnd, int begin) {
        if (!endsWith(bytes, nameEnd, begin, "id")) {
            return false;
        }
        int gapEnd = nameEnd - 2;
        int outerEnd = skipGap(bytes, gapEnd, begin);
        return outerEnd < gapEnd && endsWith(bytes, outerEnd, begin, "thread");
    }

    private static int skipGap(byte[] bytes, int from, int begin) {
        int i = from;
        while (i > begin && from - i < LONGEST_GAP && !AsciiFold.isWordPart(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean endsWith(byte[] bytes, int end, int begin, String name) {
        int start = end - name.length();
        if (start < begin) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (AsciiFold.lower(bytes[start + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
