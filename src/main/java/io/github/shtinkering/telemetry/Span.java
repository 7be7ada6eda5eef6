package io.github.shtinkering.telemetry;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of one document, without blanks and byte-order mark around it.
 *
 * @param bytes the buffer, which may hold more
 */
@SuppressWarnings("ArrayRecordComponent") // a view for the length of one call, never compared or kept
record Span(byte[] bytes, int offset, int length) {

    static Span trimmed(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        if (length >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF) {
            start += 3;
        }
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        return new Span(bytes, start, end - start);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    boolean isBracketed() {
        byte last = bytes[offset + length - 1];
        return switch (bytes[offset]) {
            case '{' -> last == '}';
            case '[' -> last == ']';
            case '<' -> last == '>';
            default -> false;
        };
    }

    boolean isXml() {
        return bytes[offset] == '<';
    }

    boolean isText() {
        return Utf8.check(bytes, offset, length) == Utf8.Verdict.TEXT;
    }

    String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    DeadLetter deadText(String code, String message, String origin) {
        return DeadLetters.ofText(code, message, origin, bytes, offset, length);
    }

    DeadLetter deadBytes(String code, String message, String origin) {
        return DeadLetters.ofBytes(code, message, origin, bytes, offset, length);
    }
}
