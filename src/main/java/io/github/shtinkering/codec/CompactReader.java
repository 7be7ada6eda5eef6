package io.github.shtinkering.codec;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CompactWriter} wrote, now or in an earlier version. */
public final class CompactReader {
    private static final int LENGTH_IN_CHARACTERS = 6;

    private final DataInput in;
    private final int version;
    private final @Nullable List<String> known;

    private CompactReader(DataInput in, int version, @Nullable List<String> known) throws IOException {
        if (version < 1 || version > FactCodec.VERSION) {
            throw new IOException(
                    "what is read is of version " + version + ", newer than this program's " + FactCodec.VERSION);
        }
        this.in = in;
        this.version = version;
        this.known = known;
    }

    /**
     * For what {@link CompactWriter#ofMany} wrote.
     *
     * @param version the version of what is read, at most {@link FactCodec#VERSION}
     * @throws IOException if it is none that this program knows
     */
    public static CompactReader ofMany(DataInput in, int version) throws IOException {
        return new CompactReader(in, version, new ArrayList<>());
    }

    /** As {@link #ofMany}, for what {@link CompactWriter#ofOne} wrote. */
    public static CompactReader ofOne(DataInput in, int version) throws IOException {
        return new CompactReader(in, version, null);
    }

    int version() {
        return version;
    }

    public int count() throws IOException {
        return Math.toIntExact(unsigned());
    }

    public long number() throws IOException {
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

    public long hash() throws IOException {
        return in.readLong();
    }

    public boolean flag() throws IOException {
        return in.readByte() != 0;
    }

    @Nullable
    public String text() throws IOException {
        int number = count();
        if (number == CompactWriter.NO_TEXT) {
            return null;
        }
        if (number != CompactWriter.NEW_TEXT) {
            return Objects.requireNonNull(known).get(number - CompactWriter.FIRST_KNOWN_TEXT);
        }
        String text = characters();
        if (known != null) {
            known.add(text);
        }
        return text;
    }

    private String characters() throws IOException {
        if (version < LENGTH_IN_CHARACTERS) {
            return in.readUTF();
        }
        long head = unsigned();
        int length = Math.toIntExact(head >>> 1);
        if ((head & 1) == 0) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = in.readChar();
        }
        return new String(characters);
    }

    /** A text that is never null. */
    public String requiredText() throws IOException {
        String text = text();
        if (text == null) {
            throw new IOException("a text is missing in the state");
        }
        return text;
    }

    public <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, requiredText());
    }

    <E extends Enum<E>> @Nullable E optionalConstant(Class<E> type) throws IOException {
        String name = text();
        return name == null ? null : Enum.valueOf(type, name);
    }

    String id() throws IOException {
        if (!flag()) {
            return characters();
        }
        byte[] id = new byte[CompactWriter.HEX_ID_DIGITS / 2];
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
