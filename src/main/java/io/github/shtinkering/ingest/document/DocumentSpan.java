package io.github.shtinkering.ingest.document;

import io.github.shtinkering.ingest.DeadLetter;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one document, without blanks, byte-order mark and a schema's id around it.
 *
 * @param bytes the buffer, which may hold more
 */
@SuppressWarnings("ArrayRecordComponent") // a view for the length of one call, never compared or kept
public record DocumentSpan(byte[] bytes, int offset, int length) {

    /** Before JSON, Confluent's serialisers write a zero and the id of a schema in four bytes. */
    private static final int SCHEMA_PREFIX = 5;

    public static DocumentSpan trimmed(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        if (length >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF) {
            start += 3;
        } else if (length > SCHEMA_PREFIX
                && bytes[start] == 0
                && (bytes[start + SCHEMA_PREFIX] == '{' || bytes[start + SCHEMA_PREFIX] == '[')) {
            start += SCHEMA_PREFIX;
        }
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        return new DocumentSpan(bytes, start, end - start);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** Whether it begins and ends as JSON or XML do, behind a header of syslog or without. */
    boolean isWhole() {
        if (isBracketed()) {
            return true;
        }
        byte last = bytes[offset + length - 1];
        SyslogHeader header = last == '}' || last == ']' || last == '>' ? SyslogHeader.of(this) : null;
        return header != null && isBracketedBehind(header);
    }

    private boolean isBracketedBehind(SyslogHeader header) {
        int start = new DocumentSpan(bytes, offset, Math.min(length, SyslogHeader.LONGEST))
                .text()
                .substring(0, header.length())
                .getBytes(StandardCharsets.UTF_8)
                .length;
        return start < length && new DocumentSpan(bytes, offset + start, length - start).isBracketed();
    }

    private boolean isBracketed() {
        byte last = bytes[offset + length - 1];
        return switch (bytes[offset]) {
            case '{' -> last == '}';
            case '[' -> last == ']';
            case '<' -> last == '>';
            default -> false;
        };
    }

    public boolean isText() {
        return Utf8Check.check(bytes, offset, length) == Utf8Check.Verdict.TEXT;
    }

    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    public DeadLetter deadText(String code, String message, String origin) {
        return DeadLetters.ofText(code, message, origin, bytes, offset, length);
    }

    public DeadLetter deadBytes(String code, String message, String origin) {
        return DeadLetters.ofBytes(code, message, origin, bytes, offset, length);
    }
}
