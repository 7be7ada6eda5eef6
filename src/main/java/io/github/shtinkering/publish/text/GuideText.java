package io.github.shtinkering.publish.text;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A case's own names and numbers inside the sentences of a guide. What stands between backticks in a guide is offered as a
 * command to copy, so no value brings any.
 */
public final class GuideText {
    private static final int LONGEST_VALUE = 300;
    private static final int MOST_NAMES = 10;
    private static final long MEGABYTE = 1_048_576L;

    private GuideText() {}

    /** A value that a stranger chose. */
    public static String value(String raw) {
        String shown = raw.length() <= LONGEST_VALUE ? raw : TextValues.cut(raw, LONGEST_VALUE) + "…";
        return VisibleText.of(shown).replace("`", "\\u0060");
    }

    /** To the second, which is what a person compares. */
    public static String time(long millis) {
        return DocumentTimes.words(millis);
    }

    /** A size of a file. */
    public static String size(long bytes) {
        return bytes < MEGABYTE
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : String.format(Locale.ROOT, "%,d MB", Math.round((double) bytes / MEGABYTE));
    }

    /** Names one after the other, of many the first. */
    public static String list(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() <= MOST_NAMES ? shown : shown + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /** All of them in a sentence: "a, b and c". */
    public static String enumeration(List<String> things) {
        int last = things.size() - 1;
        return last < 1
                ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
    }

    /** The name of a program's file. */
    public static String program(@Nullable ProcessRef process) {
        return process == null || process.executable() == null
                ? "an unknown program"
                : value(WindowsPath.fileName(process.executable()));
    }

    /** Who did something: the account where it is told, else the program. */
    public static String who(@Nullable ProcessRef process) {
        return process == null || process.user() == null ? program(process) : value(process.user());
    }

    /** With which program it was done; nothing where {@link #who} says it already. */
    public static String with(@Nullable ProcessRef process) {
        return process == null || process.user() == null ? "" : " with " + program(process);
    }
}
