package io.github.shtinkering.normal;

import java.util.List;

/**
 * A number at the beginning of an argument, as {@code wcstoul} reads it: blanks, a sign, {@code 0x}, digits of any
 * script, and whatever follows them. A number with a leading zero is octal to some programs and decimal to others.
 */
final class ArgumentNumber {
    private static final long MAX = 0xFFFF_FFFFL;

    private ArgumentNumber() {}

    /** What the argument may mean, the likeliest first; empty when it begins with no number. */
    static List<Long> read(String argument) {
        int at = 0;
        while (at < argument.length() && isBlank(argument.charAt(at))) {
            at++;
        }
        boolean negative = at < argument.length() && argument.charAt(at) == '-';
        if (negative || at < argument.length() && argument.charAt(at) == '+') {
            at++;
        }
        boolean zero = at < argument.length() && argument.charAt(at) == '0';
        boolean hex = zero
                && at + 2 < argument.length()
                && Character.toLowerCase(argument.charAt(at + 1)) == 'x'
                && Character.digit(argument.charAt(at + 2), 16) >= 0;
        if (hex) {
            return List.of(signed(digits(argument, at + 2, 16), negative));
        }
        if (at == argument.length() || Character.digit(argument.charAt(at), 10) < 0) {
            return List.of();
        }
        long decimal = signed(digits(argument, at, 10), negative);
        long octal = zero ? signed(digits(argument, at, 8), negative) : decimal;
        return octal == decimal ? List.of(decimal) : List.of(decimal, octal);
    }

    private static long digits(String text, int from, int radix) {
        long number = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return number;
            }
            number = Math.min(MAX, number * radix + digit);
        }
        return number;
    }

    private static long signed(long number, boolean negative) {
        return negative && number < MAX ? -number & MAX : number;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
