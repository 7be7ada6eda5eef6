package io.github.shtinkering.detect.host.state;

import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain data small: numbers by their size, a text once and then by its number, nothing for what is null. */
final class StateWriter {
    static final int NO_TEXT = 0;
    static final int NEW_TEXT = 1;
    static final int FIRST_KNOWN_TEXT = 2;
    static final int HEX_ID_DIGITS = 24;

    private final DataOutput out;
    private final Map<String, Integer> known = new HashMap<>();

    StateWriter(DataOutput out) {
        this.out = out;
    }

    /** A number that is not negative. */
    void count(int value) throws IOException {
        unsigned(value);
    }

    /** Any number; small ones, also negative, in few bytes. */
    void number(long value) throws IOException {
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
    void hash(long value) throws IOException {
        out.writeLong(value);
    }

    void flag(boolean value) throws IOException {
        out.writeByte(value ? 1 : 0);
    }

    /** Any text; not as UTF-8, which has no place for half a surrogate pair. */
    void text(@Nullable String text) throws IOException {
        Integer number = text == null ? null : known.get(text);
        if (text == null) {
            unsigned(NO_TEXT);
        } else if (number != null) {
            unsigned(number);
        } else {
            unsigned(NEW_TEXT);
            out.writeUTF(text);
            known.put(text, FIRST_KNOWN_TEXT + known.size());
        }
    }

    /** By name, so that the order of the constants is of no meaning. */
    void constant(Enum<?> constant) throws IOException {
        text(constant.name());
    }

    /** As {@link #constant}, or nothing for null. */
    void optionalConstant(@Nullable Enum<?> constant) throws IOException {
        text(constant == null ? null : constant.name());
    }

    /** An id; the usual ones, of hex digits, in half the bytes. */
    void id(String id) throws IOException {
        boolean hex = id.length() == HEX_ID_DIGITS && id.chars().allMatch(StateWriter::isLowerHexDigit);
        flag(hex);
        if (hex) {
            out.write(HexFormat.of().parseHex(id));
        } else {
            out.writeUTF(id);
        }
    }

    private static boolean isLowerHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
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
