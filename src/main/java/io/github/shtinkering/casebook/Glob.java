package io.github.shtinkering.casebook;

import io.github.shtinkering.telemetry.normal.Ascii;

/**
 * A glob as exceptions use it (CONTRACT): {@code *} stands for any run of characters, backslashes included, {@code ?}
 * for one; a backslash is itself, and case is ignored.
 */
final class Glob {
    private Glob() {}

    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** In time linear in the pattern times the text, whatever the pattern is. */
    static boolean matches(String pattern, String text) {
        String p = Ascii.lower(pattern);
        String t = Ascii.lower(text);
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
}
