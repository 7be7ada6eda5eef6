package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.TextValues;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** NTSTATUS codes: {@code 0xC0000005}, {@code c0000005} and {@code -1073741819} are one. */
final class ErrorCodes {
    private static final Pattern HEX = Pattern.compile("(?:0x)*([0-9a-f]{1,8})");
    private static final Pattern DECIMAL = Pattern.compile("-\\d{1,10}");
    private static final Pattern STATUS_CODE = Pattern.compile("(?i)status code (-?[0-9a-fx]{1,12})");
    private static final int MAX_TEXT = 4_096;

    private ErrorCodes() {}

    /** Returns lower-case hex without 0x; null when it is no code. */
    static @Nullable String normalise(@Nullable String raw) {
        String text = TextValues.value(raw);
        if (text == null || text.length() > 32) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return Integer.toHexString((int) Long.parseLong(text));
        }
        Matcher hex = HEX.matcher(AsciiCase.lower(text));
        return hex.matches() ? hex.group(1) : null;
    }

    /** Returns the code of a text with "status code ..." in it; null when there is none. */
    static @Nullable String inText(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = STATUS_CODE.matcher(TextValues.cut(text, MAX_TEXT));
        return matcher.find() ? normalise(matcher.group(1)) : null;
    }
}
