package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.normal.TextValues;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what NXLog and its kin lose: fields that stand only in the rendered message. Where structured fields exist
 * the message is never read: shippers render it offline, with zeros and {@code %9} in it.
 */
public final class RenderedMessages {
    private static final int MAX_LENGTH = 16_384;

    private RenderedMessages() {}

    /** Returns the word after the label, without a trailing comma; null when there is none. */
    public static @Nullable String value(@Nullable String message, String label) {
        String line = line(message, label);
        if (line == null) {
            return null;
        }
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != ',') {
            end++;
        }
        String word = line.substring(0, end);
        return TextValues.value(
                word.endsWith(".") && !word.contains("..") ? word.substring(0, word.length() - 1) : word);
    }

    /** Returns the rest of the line after the label; null when there is none. */
    public static @Nullable String line(@Nullable String message, String label) {
        if (message == null) {
            return null;
        }
        String text = TextValues.cut(message, MAX_LENGTH);
        int start = text.indexOf(label);
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start = text.indexOf(label, start + 1);
        }
        return start < 0 ? null : TextValues.value(firstLine(text.substring(start + label.length())));
    }

    /** Returns the text up to its first line end; null for null. */
    public static @Nullable String firstLine(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String cut = TextValues.cut(text, MAX_LENGTH);
        int end = 0;
        while (end < cut.length() && cut.charAt(end) != '\r' && cut.charAt(end) != '\n') {
            end++;
        }
        return cut.substring(0, end);
    }
}
