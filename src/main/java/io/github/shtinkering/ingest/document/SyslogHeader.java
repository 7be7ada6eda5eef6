package io.github.shtinkering.ingest.document;

import io.github.shtinkering.normal.TextValues;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header that syslog puts before a message, as RFC 3164 and RFC 5424 have it and as daemons write it to files, where
 * the priority is left out or the time is in ISO form.
 *
 * @param host who is said to have sent the message; null when the header does not tell
 * @param length characters up to the message
 */
public record SyslogHeader(@Nullable String host, int length) {
    /** Bytes that are looked at. */
    static final int LONGEST = 1_024;

    private static final String OCTETS = "(?:\\d{1,7} )?";
    private static final String PRIORITY = "<\\d{1,3}>";
    private static final String ISO_TIME = "\\d{4}-\\d\\d-\\d\\dT[0-9:.,+Z-]{8,30}";
    private static final String BSD_TIME = "[A-Z][a-z]{2} [ \\d]\\d (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?: \\d{4})?";
    private static final String NEW =
            "1 (?:-|" + ISO_TIME + ") (?<new>\\S{1,255}) \\S{1,255} \\S{1,255} \\S{1,255} (?:-|(?:\\[[^\\]]*+\\])++)";
    private static final String OLD = "(?:" + BSD_TIME + "|" + ISO_TIME + ") (?<old>\\S{1,255}) [^{<]*+";
    private static final Pattern HEADER =
            Pattern.compile(OCTETS + "(?:(?:" + PRIORITY + ")?(?:" + NEW + "|" + OLD + ")|" + PRIORITY + ")\\s*+");

    /** Returns the header that a text begins with; null when it begins with none, or nothing follows. */
    public static @Nullable SyslogHeader of(String text) {
        if (!mayBegin(text)) {
            return null;
        }
        Matcher header = HEADER.matcher(TextValues.cut(text, LONGEST));
        if (!header.lookingAt() || header.end() == text.length()) {
            return null;
        }
        String named = header.group("new") != null ? header.group("new") : header.group("old");
        int behind = text.charAt(header.end()) == '\uFEFF' ? header.end() + 1 : header.end();
        return new SyslogHeader(TextValues.value(named), behind);
    }

    private static boolean mayBegin(String text) {
        char first = text.isEmpty() ? 0 : text.charAt(0);
        boolean isPriority = first == '<' && text.length() > 1 && Character.isDigit(text.charAt(1));
        return isPriority || (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z');
    }

    /** Returns the header that a document begins with; null when it begins with none. */
    public static @Nullable SyslogHeader of(DocumentSpan document) {
        return of(new DocumentSpan(document.bytes(), document.offset(), Math.min(document.length(), LONGEST)).text());
    }
}
