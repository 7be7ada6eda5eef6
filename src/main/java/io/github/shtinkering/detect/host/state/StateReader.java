package io.github.shtinkering.detect.host.state;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
    private final DataInput in;
    private final List<String> known = new ArrayList<>();

    StateReader(DataInput in) {
        this.in = in;
    }

    int count() throws IOException {
        return Math.toIntExact(unsigned());
    }

    long number() throws IOException {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long unsigned() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number in the state has no end");
    }

    long hash() throws IOException {
        return in.readLong();
    }

    boolean flag() throws IOException {
        return in.readByte() != 0;
    }

    @Nullable
    String text() throws IOException {
        int number = count();
        if (number == StateWriter.NO_TEXT) {
            return null;
        }
        if (number == StateWriter.NEW_TEXT) {
            known.add(in.readUTF());
            return known.get(known.size() - 1);
        }
        return known.get(number - StateWriter.FIRST_KNOWN_TEXT);
    }

    /** A text that is never null. */
    String requiredText() throws IOException {
        String text = text();
        if (text == null) {
            throw new IOException("a text is missing in the state");
        }
        return text;
    }

    <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, requiredText());
    }

    <E extends Enum<E>> @Nullable E optionalConstant(Class<E> type) throws IOException {
        String name = text();
        return name == null ? null : Enum.valueOf(type, name);
    }

    String id() throws IOException {
        if (!flag()) {
            return in.readUTF();
        }
        byte[] id = new byte[StateWriter.HEX_ID_DIGITS / 2];
        in.readFully(id);
        return HexFormat.of().formatHex(id);
    }

    @Nullable
    Long optionalNumber() throws IOException {
        return flag() ? Long.valueOf(number()) : null;
    }

    @Nullable
    Boolean optionalFlag() throws IOException {
        long value = number();
        return value < 0 ? null : Boolean.valueOf(value == 1);
    }
}
