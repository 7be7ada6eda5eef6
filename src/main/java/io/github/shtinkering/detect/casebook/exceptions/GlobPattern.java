package io.github.shtinkering.detect.casebook.exceptions;

import io.github.shtinkering.normal.AsciiCase;

/**
 * A glob as exceptions use it: {@code *} stands for any run of characters, backslashes included, {@code ?}
 * for one; a backslash is itself, and case is ignored, as Windows ignores it: a letter beyond ASCII never equals one
 * of ASCII, whatever Unicode says of the Kelvin sign or of the dotless i.
 */
final class GlobPattern {
    private GlobPattern() {}

    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** In time linear in the pattern times the text, whatever the pattern is. */
    static boolean matches(String pattern, String text) {
        String p = lower(pattern);
        String t = lower(text);
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < t.length()) {
            if (at < p.length() && p.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < p.length() && (p.charAt(at) == '?' || p.charAt(at) == t.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < p.length() && p.charAt(at) == '*') {
            at++;
        }
        return at == p.length();
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char folded = c < 0x80 ? AsciiCase.lower(c) : Character.toLowerCase(c);
            lower.append(c >= 0x80 && folded < 0x80 ? c : folded);
        }
        return lower.toString();
    }
}
