package io.github.shtinkering.normal;

import io.github.shtinkering.fact.IntegrityLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an integrity level: a word ({@code High}), a label's SID or its last number, or the label's English name. */
public final class IntegrityLevels {
    private static final String SID = "s-1-16-";
    private static final String LABEL = "mandatory label\\";
    private static final String LEVEL = " mandatory level";

    private static final long LOW = 0x1000;
    private static final long MEDIUM = 0x2000;
    private static final long HIGH = 0x3000;
    private static final long SYSTEM = 0x4000;
    private static final long PROTECTED = 0x5000;
    private static final long SECURE = 0x7000;

    private static final Map<String, IntegrityLevel> WORDS = Map.ofEntries(
            Map.entry("untrusted", IntegrityLevel.UNTRUSTED),
            Map.entry("low", IntegrityLevel.LOW),
            Map.entry("appcontainer", IntegrityLevel.LOW),
            Map.entry("medium", IntegrityLevel.MEDIUM),
            Map.entry("medium plus", IntegrityLevel.MEDIUM),
            Map.entry("mediumplus", IntegrityLevel.MEDIUM),
            Map.entry("high", IntegrityLevel.HIGH),
            Map.entry("system", IntegrityLevel.SYSTEM),
            Map.entry("protected", IntegrityLevel.PROTECTED),
            Map.entry("protected process", IntegrityLevel.PROTECTED));

    private IntegrityLevels() {}

    /** Returns the level; null for nothing and for what is none. */
    public static @Nullable IntegrityLevel parse(@Nullable String raw) {
        String text = TextValues.value(raw);
        if (text == null) {
            return null;
        }
        String word = AsciiCase.lower(text);
        word = word.startsWith(LABEL) ? word.substring(LABEL.length()) : word;
        word = word.endsWith(LEVEL) ? word.substring(0, word.length() - LEVEL.length()) : word;
        IntegrityLevel known = WORDS.get(word);
        return known != null
                ? known
                : ofNumber(ProcessIds.parse(word.startsWith(SID) ? word.substring(SID.length()) : word));
    }

    /** The last number of a label's SID; levels between two named ones are rare, and count as the lower one. */
    private static @Nullable IntegrityLevel ofNumber(@Nullable Long number) {
        if (number == null || number > SECURE) {
            return null;
        }
        if (number >= PROTECTED) {
            return IntegrityLevel.PROTECTED;
        }
        if (number >= SYSTEM) {
            return IntegrityLevel.SYSTEM;
        }
        if (number >= HIGH) {
            return IntegrityLevel.HIGH;
        }
        if (number >= MEDIUM) {
            return IntegrityLevel.MEDIUM;
        }
        return number >= LOW ? IntegrityLevel.LOW : IntegrityLevel.UNTRUSTED;
    }
}
