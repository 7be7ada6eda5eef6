package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;
import io.github.shtinkering.evtx.xml.WindowsTime;
import io.github.shtinkering.evtx.xml.XmlOutput;
import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * Values as Windows writes them in XML. One whose bytes do not fit its type is written as these bytes in hex: an odd value
 * shall not cost the event.
 */
final class ValueWriter {
    /** The file does not say which code page was meant. */
    private static final Charset ANSI = Charset.forName("windows-1252");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final HexFormat LOWER_HEX = HexFormat.of();
    /** Bytes of a SID before its parts. */
    static final int SID_HEAD_BYTES = 8;

    private final XmlOutput out;

    ValueWriter(XmlOutput out) {
        this.out = out;
    }

    /** Writes one value, not an array. */
    void write(int type, byte[] bytes, int begin, int end, boolean inAttribute) throws DamagedException {
        int size = end - begin;
        int expected = ValueType.size(type);
        if (expected != 0 && expected != size) {
            hex(bytes, begin, end);
            return;
        }
        switch (type) {
            case ValueType.NULL -> {}
            case ValueType.STRING, ValueType.XML -> out.text(bytes, begin, size / Character.BYTES, inAttribute);
            case ValueType.ANSI_STRING -> out.text(new String(bytes, begin, size, ANSI), inAttribute);
            case ValueType.INT8 -> out.plain(Integer.toString(bytes[begin]));
            case ValueType.UINT8 -> out.decimal(bytes[begin] & 0xff);
            case ValueType.INT16 -> out.plain(Integer.toString((short) LittleEndian.u16(bytes, begin)));
            case ValueType.UINT16 -> out.decimal(LittleEndian.u16(bytes, begin));
            case ValueType.INT32 -> out.plain(Integer.toString(LittleEndian.i32(bytes, begin)));
            case ValueType.UINT32 -> out.decimal(LittleEndian.u32(bytes, begin));
            case ValueType.INT64 -> out.plain(Long.toString(LittleEndian.i64(bytes, begin)));
            case ValueType.UINT64 -> out.plain(Long.toUnsignedString(LittleEndian.i64(bytes, begin)));
            case ValueType.REAL32 -> out.plain(Float.toString(Float.intBitsToFloat(LittleEndian.i32(bytes, begin))));
            case ValueType.REAL64 ->
                out.plain(Double.toString(Double.longBitsToDouble(LittleEndian.i64(bytes, begin))));
            case ValueType.BOOL -> out.plain(Boolean.toString(LittleEndian.i32(bytes, begin) != 0));
            case ValueType.GUID -> guid(bytes, begin);
            case ValueType.FILETIME -> out.plain(WindowsTime.ofFileTime(LittleEndian.i64(bytes, begin)));
            case ValueType.SYSTEMTIME -> out.plain(WindowsTime.ofSystemTime(bytes, begin));
            case ValueType.SID -> sid(bytes, begin, end);
            case ValueType.HEX_INT32 -> out.plain("0x" + Integer.toHexString(LittleEndian.i32(bytes, begin)));
            case ValueType.HEX_INT64 -> out.plain("0x" + Long.toHexString(LittleEndian.i64(bytes, begin)));
            case ValueType.SIZE_T, ValueType.HANDLE -> pointer(bytes, begin, end);
            default -> hex(bytes, begin, end);
        }
    }

    /** The end of the element of an array that begins at a place; behind the place in any case where there is room. */
    static int elementEnd(int type, byte[] bytes, int begin, int end) {
        return switch (type) {
            case ValueType.STRING -> terminated(bytes, begin, end, Character.BYTES);
            case ValueType.ANSI_STRING -> terminated(bytes, begin, end, 1);
            case ValueType.SID -> end - begin < SID_HEAD_BYTES ? end : Math.min(end, begin + sidBytes(bytes, begin));
            case ValueType.SIZE_T, ValueType.HANDLE -> Math.min(end, begin + Long.BYTES);
            default -> ValueType.size(type) == 0 ? end : Math.min(end, begin + ValueType.size(type));
        };
    }

    /** Behind the zero that ends a text. */
    private static int terminated(byte[] bytes, int begin, int end, int unit) {
        for (int i = begin; i + unit <= end; i += unit) {
            if (bytes[i] == 0 && bytes[i + unit - 1] == 0) {
                return i + unit;
            }
        }
        return end;
    }

    /** A number of the machine's word. */
    private void pointer(byte[] bytes, int begin, int end) throws DamagedException {
        switch (end - begin) {
            case Integer.BYTES -> out.plain("0x" + Integer.toHexString(LittleEndian.i32(bytes, begin)));
            case Long.BYTES -> out.plain("0x" + Long.toHexString(LittleEndian.i64(bytes, begin)));
            default -> hex(bytes, begin, end);
        }
    }

    private void guid(byte[] bytes, int begin) throws DamagedException {
        String first = LOWER_HEX.toHexDigits(LittleEndian.i32(bytes, begin));
        String second = LOWER_HEX.toHexDigits((short) LittleEndian.u16(bytes, begin + 4));
        String third = LOWER_HEX.toHexDigits((short) LittleEndian.u16(bytes, begin + 6));
        String rest = LOWER_HEX.formatHex(bytes, begin + 8, begin + 16);
        out.plain(
                "{" + first + "-" + second + "-" + third + "-" + rest.substring(0, 4) + "-" + rest.substring(4) + "}");
    }

    private static int sidBytes(byte[] bytes, int begin) {
        return SID_HEAD_BYTES + Integer.BYTES * (bytes[begin + 1] & 0xff);
    }

    /** Whether bytes are a whole SID. */
    static boolean isSid(byte[] bytes, int begin, int end) {
        return end - begin >= SID_HEAD_BYTES && end - begin == sidBytes(bytes, begin);
    }

    /** The authority of a SID. */
    static long authority(byte[] bytes, int begin) {
        long authority = 0;
        for (int i = begin + 2; i < begin + SID_HEAD_BYTES; i++) {
            authority = authority << Byte.SIZE | bytes[i] & 0xff;
        }
        return authority;
    }

    private void sid(byte[] bytes, int begin, int end) throws DamagedException {
        if (!isSid(bytes, begin, end)) {
            hex(bytes, begin, end);
            return;
        }
        out.plain("S-");
        out.decimal(bytes[begin] & 0xff);
        out.plain("-");
        out.decimal(authority(bytes, begin));
        for (int i = begin + SID_HEAD_BYTES; i < end; i += Integer.BYTES) {
            out.plain("-");
            out.decimal(LittleEndian.u32(bytes, i));
        }
    }

    private void hex(byte[] bytes, int begin, int end) throws DamagedException {
        out.plain(HEX.formatHex(bytes, begin, end));
    }
}
