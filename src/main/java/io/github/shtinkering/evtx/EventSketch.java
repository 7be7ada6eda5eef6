package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;
import io.github.shtinkering.evtx.xml.WindowsTime;
import io.github.shtinkering.evtx.xml.XmlOutput;

/**
 * The values of one event after another, for an {@link EventScreen}. Where the screen might see less of an event than its
 * XML holds, the event is not judged by it.
 */
final class EventSketch {
    /** Stands for the text around a value: it ends words, and numbers, and is no name of a field. */
    static final String GAP = "<_>";

    private static final int DEEPEST = EventRenderer.DEEPEST_FRAGMENT / 2; // which counts a value and its template
    private static final int MOST_BYTES_A_BYTE = 6; // &quot; of a code page
    private static final int MOST_BYTES_A_VALUE = 64; // above that: a time takes the most

    private final EventScreen screen;
    private final TemplateCache templates;
    private final XmlOutput out;
    private final ValueWriter writer;
    private final int limit;
    private long mostBytes;

    /**
     * @param limit longest event in bytes
     */
    EventSketch(EventScreen screen, TemplateCache templates, int limit) {
        this.screen = screen;
        this.templates = templates;
        this.limit = limit;
        out = new XmlOutput(Integer.MAX_VALUE);
        writer = new ValueWriter(out);
    }

    /** Whether the event that stands between two places of the chunk need not be written: it is whole, and rejected. */
    boolean isRejected(int begin, int end) {
        if (screen == EventScreen.NONE) {
            return false;
        }
        out.begin();
        out.allow(Long.MAX_VALUE);
        mostBytes = 0;
        try {
            return fragment(begin, end, 1)
                    && mostBytes <= limit
                    && !screen.mayMatter(out.block(), out.start(), out.length());
        } catch (DamagedException e) {
            return false; // writing it will tell what is wrong
        }
    }

    /** Sketches a fragment; false when it is not just a template whose own text is of no interest. */
    private boolean fragment(int begin, int end, int depth) throws DamagedException {
        TemplatePiece.Instance instance = BinaryXmlParser.onlyInstance(templates.chunk(), begin, end);
        if (instance == null || depth > DEEPEST) {
            return false;
        }
        Template template = templates.at(instance.template());
        return template.isIndifferent() && values(template, instance.own(), depth);
    }

    private boolean values(Template template, TemplateValues values, int depth) throws DamagedException {
        long bytes = MOST_BYTES_A_BYTE * (long) values.bytes() + MOST_BYTES_A_VALUE * (long) values.count();
        mostBytes += template.fixedBytes() + template.mostUses() * bytes;
        out.plain(GAP);
        for (int i = 0; i < values.count(); i++) {
            int type = values.type(i);
            int begin = values.begin(i);
            int end = values.end(i);
            if (type == ValueType.BINARY_XML) {
                if (!fragment(begin, end, depth + 1)) {
                    return false;
                }
            } else if ((type & ValueType.ARRAY) != 0) {
                mostBytes += template.fixedBytes() * (long) (end - begin);
                elements(type & ~ValueType.ARRAY, begin, end);
            } else if (isTold(type, begin, end)) {
                value(type, begin, end);
            }
        }
        return true;
    }

    private void elements(int type, int begin, int end) throws DamagedException {
        for (int at = begin; at < end; ) {
            int behind = ValueWriter.elementEnd(type, templates.chunk(), at, end);
            value(type, at, behind);
            at = behind;
        }
    }

    private void value(int type, int begin, int end) throws DamagedException {
        if (type == ValueType.STRING || type == ValueType.XML) {
            out.searchable(templates.chunk(), begin, (end - begin) / Character.BYTES);
        } else {
            writer.write(type, templates.chunk(), begin, end, true);
        }
        out.plain(GAP);
    }

    /** Whether a value may become text, or a number of four digits with no letter beside it. */
    private boolean isTold(int type, int begin, int end) throws DamagedException {
        byte[] bytes = templates.chunk();
        int size = end - begin;
        int expected = ValueType.size(type);
        if (expected != 0 && expected != size) {
            return size == Short.BYTES;
        }
        return switch (type) {
            case ValueType.NULL, ValueType.INT8, ValueType.UINT8, ValueType.BOOL -> false;
            case ValueType.HEX_INT32, ValueType.HEX_INT64 -> false;
            case ValueType.INT16 -> hasFourDigits((short) LittleEndian.u16(bytes, begin));
            case ValueType.UINT16 -> hasFourDigits(LittleEndian.u16(bytes, begin));
            case ValueType.INT32 -> hasFourDigits(LittleEndian.i32(bytes, begin));
            case ValueType.UINT32 -> hasFourDigits(LittleEndian.u32(bytes, begin));
            case ValueType.INT64, ValueType.UINT64 -> hasFourDigits(LittleEndian.i64(bytes, begin));
            case ValueType.FILETIME -> !WindowsTime.isUsual(LittleEndian.i64(bytes, begin));
            case ValueType.GUID -> hasGroupOfDigits(bytes, begin);
            case ValueType.SID ->
                ValueWriter.isSid(bytes, begin, end) ? hasPartOfFourDigits(bytes, begin, end) : size == Short.BYTES;
            case ValueType.STRING, ValueType.XML, ValueType.ANSI_STRING -> size > 0;
            case ValueType.REAL32, ValueType.REAL64, ValueType.SYSTEMTIME -> true;
            default -> size == Short.BYTES;
        };
    }

    private static boolean hasFourDigits(long number) {
        long magnitude = Math.abs(number);
        return magnitude >= 1_000 && magnitude < 10_000;
    }

    /** Whether one of the groups of four in it is of digits only, and none of them 0 first. */
    private static boolean hasGroupOfDigits(byte[] bytes, int begin) {
        return isOfDigits(LittleEndian.u16(bytes, begin + 4))
                || isOfDigits(LittleEndian.u16(bytes, begin + 6))
                || isOfDigits((bytes[begin + 8] & 0xff) << Byte.SIZE | bytes[begin + 9] & 0xff);
    }

    private static boolean isOfDigits(int group) {
        int letters = group >> 3 & (group >> 2 | group >> 1) & 0x1111; // the digits from 10 on
        return letters == 0 && group >= 0x1000;
    }

    private static boolean hasPartOfFourDigits(byte[] bytes, int begin, int end) {
        boolean found = hasFourDigits(ValueWriter.authority(bytes, begin));
        for (int i = begin + ValueWriter.SID_HEAD_BYTES; i < end; i += Integer.BYTES) {
            found |= hasFourDigits(LittleEndian.u32(bytes, i));
        }
        return found;
    }
}
