package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values of every type, with what Windows writes for them. */
final class Values {
    private static final DateTimeFormatter TICKS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Instant FILETIME_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    /** Every type that may stand in an array, too. */
    private static final int[] TYPES = {
        ValueType.STRING, ValueType.ANSI_STRING, ValueType.INT8, ValueType.UINT8, ValueType.INT16, ValueType.UINT16,
        ValueType.INT32, ValueType.UINT32, ValueType.INT64, ValueType.UINT64, ValueType.REAL32, ValueType.REAL64,
        ValueType.BOOL, ValueType.GUID, ValueType.SIZE_T, ValueType.FILETIME, ValueType.SYSTEMTIME, ValueType.SID,
        ValueType.HEX_INT32, ValueType.HEX_INT64, ValueType.HANDLE
    };

    private Values() {}

    static XmlTree.Value string(String text) {
        return XmlTree.Value.of(ValueType.STRING, text.getBytes(UTF_16LE), text, List.of());
    }

    static XmlTree.Value none() {
        return XmlTree.Value.of(ValueType.NULL, new byte[0], "", List.of());
    }

    /** A value of any type, also of none, binary, and arrays. */
    static XmlTree.Value any(Random random) {
        int kind = random.nextInt(TYPES.length + 8);
        if (kind < TYPES.length) {
            return single(TYPES[kind], random);
        }
        return switch (kind - TYPES.length) {
            case 0, 1 -> none();
            case 2 -> binary(random);
            case 3 -> XmlTree.Value.of(ValueType.XML, "<x/>".getBytes(UTF_16LE), "<x/>", List.of());
            default -> array(TYPES[random.nextInt(TYPES.length)], random);
        };
    }

    private static XmlTree.Value array(int type, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> elements = new ArrayList<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            XmlTree.Value element = single(type, random);
            bytes.writeBytes(element.bytes());
            if (type == ValueType.STRING || type == ValueType.ANSI_STRING) {
                bytes.writeBytes(new byte[type == ValueType.STRING ? 2 : 1]);
            }
            elements.add(element.xml());
        }
        String written = String.join(",", elements);
        return XmlTree.Value.of(ValueType.ARRAY | type, bytes.toByteArray(), unescaped(written), elements);
    }

    private static String unescaped(String xml) {
        return xml.replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static XmlTree.Value binary(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return XmlTree.Value.of(
                ValueType.BINARY, bytes, HexFormat.of().withUpperCase().formatHex(bytes), List.of());
    }

    private static XmlTree.Value single(int type, Random random) {
        long number = random.nextBoolean() ? random.nextLong() : random.nextInt(3) - 1;
        return switch (type) {
            case ValueType.STRING -> string(text(random, "ab \\&<>\"'\u00e4\u20ac\t\n;#x]-"));
            case ValueType.ANSI_STRING -> {
                String text = text(random, "ab &<\"\u00e4\u20ac~");
                yield value(type, text.getBytes(Charset.forName("windows-1252")), text);
            }
            case ValueType.INT8 -> value(type, bytes(1, number), Byte.toString((byte) number));
            case ValueType.UINT8 -> value(type, bytes(1, number), unsigned(number, 8));
            case ValueType.INT16 -> value(type, bytes(2, number), Short.toString((short) number));
            case ValueType.UINT16 -> value(type, bytes(2, number), unsigned(number, 16));
            case ValueType.INT32 -> value(type, bytes(4, number), Integer.toString((int) number));
            case ValueType.UINT32 -> value(type, bytes(4, number), unsigned(number, 32));
            case ValueType.INT64 -> value(type, bytes(8, number), Long.toString(number));
            case ValueType.UINT64 -> value(type, bytes(8, number), unsigned(number, 64));
            case ValueType.REAL32 -> {
                float real = random.nextFloat();
                yield value(type, bytes(4, Float.floatToIntBits(real)), String.valueOf(real));
            }
            case ValueType.REAL64 -> {
                double real = random.nextGaussian();
                yield value(type, bytes(8, Double.doubleToLongBits(real)), String.valueOf(real));
            }
            case ValueType.BOOL -> value(type, bytes(4, number), String.valueOf((int) number != 0));
            case ValueType.GUID -> guid(random);
            case ValueType.FILETIME -> fileTime(random);
            case ValueType.SYSTEMTIME -> systemTime(random);
            case ValueType.SID -> sid(random);
            case ValueType.HEX_INT32 -> value(type, bytes(4, number), "0x" + hex(number, 32));
            default -> value(type, bytes(8, number), "0x" + hex(number, 64));
        };
    }

    private static XmlTree.Value value(int type, byte[] bytes, String written) {
        return XmlTree.Value.of(type, bytes, written, List.of());
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.append(alphabet.charAt(0)).toString();
    }

    private static byte[] bytes(int size, long number) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number);
        return Arrays.copyOf(bytes.array(), size);
    }

    private static BigInteger magnitude(long number, int bits) {
        return BigInteger.valueOf(number).mod(BigInteger.ONE.shiftLeft(bits));
    }

    private static String unsigned(long number, int bits) {
        return magnitude(number, bits).toString();
    }

    private static String hex(long number, int bits) {
        return magnitude(number, bits).toString(16);
    }

    private static XmlTree.Value guid(Random random) {
        UUID guid = new UUID(random.nextLong(), random.nextLong());
        long most = guid.getMostSignificantBits();
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt((int) (most >> 32)).putShort((short) (most >> 16)).putShort((short) most);
        bytes.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        return value(ValueType.GUID, bytes.array(), "{" + guid + "}");
    }

    private static XmlTree.Value fileTime(Random random) {
        long ticks = random.nextLong(200_000_000_000_000_000L);
        Instant time = FILETIME_EPOCH.plusSeconds(ticks / 10_000_000).plusNanos(ticks % 10_000_000 * 100);
        return value(ValueType.FILETIME, bytes(8, ticks), TICKS.format(time));
    }

    private static XmlTree.Value systemTime(Random random) {
        Instant time = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        var utc = time.atOffset(ZoneOffset.UTC);
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) utc.getYear()).putShort((short) utc.getMonthValue());
        bytes.putShort((short) (utc.getDayOfWeek().getValue() % 7)).putShort((short) utc.getDayOfMonth());
        bytes.putShort((short) utc.getHour()).putShort((short) utc.getMinute());
        bytes.putShort((short) utc.getSecond()).putShort((short) (utc.getNano() / 1_000_000));
        return value(ValueType.SYSTEMTIME, bytes.array(), MILLIS.format(time));
    }

    private static XmlTree.Value sid(Random random) {
        int parts = random.nextInt(6);
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * parts).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1).put((byte) parts).put(new byte[] {0, 0, 0, 0, 0, 5});
        StringBuilder sid = new StringBuilder("S-1-5");
        for (int i = 0; i < parts; i++) {
            int part = random.nextInt();
            bytes.putInt(part);
            sid.append('-').append(Integer.toUnsignedLong(part));
        }
        return value(ValueType.SID, bytes.array(), sid.toString());
    }
}
