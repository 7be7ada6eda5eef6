package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/**
 * Case folding of A to Z and nothing else. Full Unicode folding would let {@code lsaſs.exe} or a Turkish dotless i pass
 * for names that Windows keeps apart.
 */
public final class AsciiCase {
    private AsciiCase() {}

    /** Returns the text with A to Z in lower case, and the text itself when there is none. */
    public static String lower(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (isUpper(text.charAt(i))) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            chars[i] = lower(chars[i]);
        }
        return new String(chars);
    }

    /** Returns the character in lower case if it is one of A to Z. */
    public static char lower(char c) {
        return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Whether both are null, or equal but for the case of A to Z. */
    public static boolean equalsIgnoreCase(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.length() == b.length() && matchesAt(a, 0, b);
    }

    /** Whether the text begins with the prefix; false for null. */
    public static boolean startsWithIgnoreCase(@Nullable String text, String prefix) {
        return text != null && text.length() >= prefix.length() && matchesAt(text, 0, prefix);
    }

    /** Whether the text ends with the suffix; false for null. */
    public static boolean endsWithIgnoreCase(@Nullable String text, String suffix) {
        return text != null
                && text.length() >= suffix.length()
                && matchesAt(text, text.length() - suffix.length(), suffix);
    }

    /** Whether the text contains the part; false for null. */
    public static boolean containsIgnoreCase(@Nullable String text, String part) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i + part.length() <= text.length(); i++) {
            if (matchesAt(text, i, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesAt(String text, int offset, String part) {
        for (int i = 0; i < part.length(); i++) {
            if (lower(text.charAt(offset + i)) != lower(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
