package io.github.shtinkering.codec;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain data small: numbers by their size, nothing for what is null. */
public final class CompactWriter {
    static final int NO_TEXT = 0;
    static final int NEW_TEXT = 1;
    static final int FIRST_KNOWN_TEXT = 2;
    static final int HEX_ID_DIGITS = 24;

    private static final int LATIN_1_MAX = 0xff;

    private final DataOutput out;
    private final @Nullable Map<String, Integer> known;

    private CompactWriter(DataOutput out, @Nullable Map<String, Integer> known) {
        this.out = out;
        this.known = known;
    }

    /** For much that belongs together: a text is written once, and then by its number. */
    public static CompactWriter ofMany(DataOutput out) {
        return new CompactWriter(out, new HashMap<>());
    }

    /** For something small that repeats little. */
    public static CompactWriter ofOne(DataOutput out) {
        return new CompactWriter(out, null);
    }

    /** A number that is not negative. */
    public void count(int value) throws IOException {
        unsigned(value);
    }

    /** Any number; small ones, also negative, in few bytes. */
    public void number(long value) throws IOException {
        unsigned((value << 1) ^ (value >> 63));
    }

    private void unsigned(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** A number whose every bit counts. */
    public void hash(long value) throws IOException {
        out.writeLong(value);
    }

    public void flag(boolean value) throws IOException {
        out.writeByte(value ? 1 : 0);
    }

    /** Any text or null. */
    public void text(@Nullable String text) throws IOException {
        if (text == null) {
            unsigned(NO_TEXT);
            return;
        }
        Integer number = known == null ? null : known.get(text);
        if (number != null) {
            unsigned(number);
            return;
        }
        unsigned(NEW_TEXT);
        characters(text);
        if (known != null) {
            known.put(text, FIRST_KNOWN_TEXT + known.size());
        }
    }

    /** One byte a character where all have room; else two, as UTF-8 has no place for half a surrogate pair. */
    private void characters(String text) throws IOException {
        boolean narrow = isLatin1(text);
        unsigned((long) text.length() << 1 | (narrow ? 0 : 1));
        if (narrow) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            out.writeChars(text);
        }
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LATIN_1_MAX) {
                return false;
            }
        }
        return true;
    }

    /** By name, so that the order of the constants is of no meaning. */
    public void constant(Enum<?> constant) throws IOException {
        text(constant.name());
    }

    /** As {@link #constant}, or nothing for null. */
    void optionalConstant(@Nullable Enum<?> constant) throws IOException {
        text(constant == null ? null : constant.name());
    }

    /** An id; the usual ones, of hex digits, in half the bytes. */
    void id(String id) throws IOException {
        boolean hex = isUsual(id);
        flag(hex);
        if (hex) {
            out.write(HexFormat.of().parseHex(id));
        } else {
            characters(id);
        }
    }

    private static boolean isUsual(String id) {
        if (id.length() != HEX_ID_DIGITS) {
            return false;
        }
        for (int i = 0; i < HEX_ID_DIGITS; i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    void optionalNumber(@Nullable Long value) throws IOException {
        flag(value != null);
        if (value != null) {
            number(value);
        }
    }

    void optionalFlag(@Nullable Boolean value) throws IOException {
        number(value == null ? -1 : value ? 1 : 0);
    }
}
