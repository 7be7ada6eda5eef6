package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/** Process ids as shippers spell them: decimal or {@code 0x} hex, as text or number. */
public final class ProcessIds {
    private static final long MAX_PID = 0xFFFF_FFFFL;
    private static final int MAX_DIGITS = 10;

    private ProcessIds() {}

    /** Returns the PID, 0 to 2^32-1; null for absent, {@code -}, blank, or what is no PID. */
    public static @Nullable Long parse(@Nullable String raw) {
        String text = TextValues.value(raw);
        if (text == null) {
            return null;
        }
        return AsciiCase.startsWithIgnoreCase(text, "0x") ? digits(text.substring(2), 16) : digits(text, 10);
    }

    private static @Nullable Long digits(String text, int radix) {
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        int length = text.length() - start;
        if (length == 0 || length > MAX_DIGITS) {
            return null;
        }
        long pid = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return null;
            }
            pid = pid * radix + digit;
        }
        return pid <= MAX_PID ? pid : null;
    }
}
