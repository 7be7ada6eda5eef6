package io.github.shtinkering.ingest.format.edr;

import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import org.jspecify.annotations.Nullable;

/**
 * Sophos's name of a process, {@code 5436:133651876655206231} or the same in brackets.
 *
 * @param pid the process
 * @param started when it started; null when the FILETIME is none
 * @param text the name without brackets: unique on its host
 */
record SophosPid(long pid, @Nullable Timestamp started, String text) {

    /** Returns the name, or null when the text is none. */
    static @Nullable SophosPid parse(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String text = raw.startsWith("[") && raw.endsWith("]") ? raw.substring(1, raw.length() - 1) : raw;
        int colon = text.indexOf(':');
        Long pid = colon < 0 ? null : ProcessIds.parse(text.substring(0, colon));
        return pid == null ? null : new SophosPid(pid, TimestampParser.parse(text.substring(colon + 1)), text);
    }

    /** Returns the PID in decimal of a name that may be unknown. */
    static @Nullable String pidOf(@Nullable SophosPid name) {
        return name == null ? null : Long.toString(name.pid);
    }

    /** Returns the text of a name that may be unknown. */
    static @Nullable String textOf(@Nullable SophosPid name) {
        return name == null ? null : name.text;
    }
}
