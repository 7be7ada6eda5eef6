package io.github.shtinkering.telemetry;

import io.github.shtinkering.telemetry.normal.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes dead letters, cut to a bound that lets nearly every record be sent through again. */
final class DeadLetters {
    private static final int MAX_RECORD = 256 << 10;

    private DeadLetters() {}

    static DeadLetter ofText(String code, String message, String origin, byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, Math.min(length, MAX_RECORD), StandardCharsets.UTF_8);
        return ofText(code, message, origin, text);
    }

    static DeadLetter ofText(String code, String message, String origin, String record) {
        return new DeadLetter(
                code, Text.wellFormed(message), origin, Text.wellFormed(Text.cut(record, MAX_RECORD)), null);
    }

    static DeadLetter ofBytes(String code, String message, String origin, byte[] bytes, int offset, int length) {
        byte[] cut = new byte[Math.min(length, MAX_RECORD)];
        System.arraycopy(bytes, offset, cut, 0, cut.length);
        return new DeadLetter(code, message, origin, null, Base64.getEncoder().encodeToString(cut));
    }
}
