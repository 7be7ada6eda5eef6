package io.github.shtinkering.ingest.document;

import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.normal.TextValues;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes dead letters, cut to a bound that lets nearly every record be sent through again. */
public final class DeadLetters {
    private static final int MAX_RECORD = 256 << 10;

    private DeadLetters() {}

    public static DeadLetter ofText(String code, String message, String origin, byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, Math.min(length, MAX_RECORD), StandardCharsets.UTF_8);
        return ofText(code, message, origin, text);
    }

    public static DeadLetter ofText(String code, String message, String origin, String record) {
        return new DeadLetter(
                code,
                TextValues.wellFormed(message),
                origin,
                TextValues.wellFormed(TextValues.cut(record, MAX_RECORD)),
                null);
    }

    public static DeadLetter ofBytes(String code, String message, String origin, byte[] bytes, int offset, int length) {
        byte[] cut = new byte[Math.min(length, MAX_RECORD)];
        System.arraycopy(bytes, offset, cut, 0, cut.length);
        return new DeadLetter(code, message, origin, null, Base64.getEncoder().encodeToString(cut));
    }
}
