package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/** What counts as a value, and how long one may be: everything in a log is the attacker's to write. */
public final class TextValues {
    /** Windows' own limit of a path, in characters, is 32,767; nothing that matters here is longer than this. */
    public static final int MAX_PATH = 4_096;

    /** Bound of a command line, in characters: Windows' own. */
    public static final int MAX_COMMAND_LINE = 32_767;

    /** How much of a command line is kept once it has been read, in characters. */
    public static final int KEPT_COMMAND_LINE = 1_024;

    /** Bound of names, users, ids, in characters. */
    public static final int MAX_NAME = 512;

    private TextValues() {}

    /** What Sysmon writes for a program that it could not name. */
    private static final String UNKNOWN_PROCESS = "<unknown process>";

    /**
     * Returns the trimmed text; null for what Windows, Sysmon and the shippers write for "no value": null, blank, {@code -},
     * {@code <unknown process>}.
     */
    public static @Nullable String value(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String text = raw.strip();
        return text.isEmpty() || text.equals("-") || text.equals(UNKNOWN_PROCESS) ? null : text;
    }

    /** Returns the value, trimmed and cut to the bound; null when it is none. */
    public static @Nullable String value(@Nullable String raw, int maxLength) {
        String text = value(raw);
        return text == null ? null : cut(text, maxLength);
    }

    /**
     * Returns the text with U+FFFD in place of halves of surrogate pairs: JSON can escape them, but no UTF-8 can hold
     * them, and a writer would fail on them.
     */
    public static String wellFormed(String text) {
        return hasNoSurrogates(text) ? text : replaceLoneSurrogates(text);
    }

    /** Whether all characters are of the basic plane, as nearly always, and so no half of a pair is alone. */
    public static boolean hasNoSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String replaceLoneSurrogates(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (isLoneSurrogate(text, i)) {
                chars[i] = '\uFFFD';
            }
        }
        return new String(chars);
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    /** Returns at most {@code maxLength} characters of the text, never half of a surrogate pair. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end);
    }
}
