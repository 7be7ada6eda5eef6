package io.github.shtinkering.evtx.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The XML of one event after another, as UTF-8. What cannot stand in XML becomes U+FFFD. Bytes that were handed out are
 * never overwritten: they may still be read in another thread.
 */
public final class XmlOutput {
    private static final int BLOCK_BYTES = 256 * 1024; // under half a G1 region, so no humongous allocation
    private static final int FIRST_BLOCK_BYTES = 32 * 1024; // of few events
    private static final int LITTLE_ROOM = 16 * 1024;
    private static final int REPLACEMENT = 0xfffd;
    private static final int MOST_DIGITS = 19;
    private static final int LONGEST_CHARACTER = 6; // &quot; is the longest that a character becomes
    private static final byte[][] REFERENCES = references();
    private static final int MOST_SEARCHABLE = 5; // &amp;
    private static final long NO_ASCII = 0xff80_ff80_ff80_ff80L; // bits of four units
    private static final int ONES = 0x0101_0101;
    private static final int HIGH_BITS = ONES << 7;
    private static final boolean[] PLAIN = plain();

    private final int limit;
    private byte[] block = new byte[FIRST_BLOCK_BYTES];
    private int start;
    private int at;
    private long allowance;

    /**
     * @param limit longest event in bytes
     */
    public XmlOutput(int limit) {
        this.limit = limit;
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        for (int unit = ' '; unit < 0x7f; unit++) {
            plain[unit] = unit != '&' && unit != '<' && unit != '>' && unit != '"';
        }
        return plain;
    }

    private static byte[][] references() {
        byte[][] references = new byte['>' + 1][];
        references['&'] = ascii("&amp;");
        references['<'] = ascii("&lt;");
        references['>'] = ascii("&gt;");
        references['"'] = ascii("&quot;");
        return references;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Says how many bytes may be written until this is said again. */
    public void allow(long bytes) {
        allowance = bytes;
    }

    /** Begins an event; what was written of one that did not end is gone. */
    public void begin() {
        allowance -= length();
        at = start;
        if (block.length - at < LITTLE_ROOM) {
            block = new byte[Math.min(BLOCK_BYTES, 2 * block.length)];
            start = 0;
            at = 0;
        }
    }

    /** The array in which the event stands. */
    public byte[] block() {
        return block;
    }

    /** Where the event begins in {@link #block}. */
    public int start() {
        return start;
    }

    /** Bytes of the event so far. */
    public int length() {
        return at - start;
    }

    /** Ends the event. */
    public void finish() {
        allowance -= length();
        start = at;
    }

    /** Takes back the last bytes of the event, from an index in it on. */
    public byte[] cut(int from) {
        byte[] cut = Arrays.copyOfRange(block, start + from, at);
        allowance -= cut.length;
        at = start + from;
        return cut;
    }

    /** Writes bytes that are XML already. */
    public void raw(byte[] xml) throws DamagedException {
        room(xml.length);
        System.arraycopy(xml, 0, block, at, xml.length);
        at += xml.length;
    }

    /** Writes text; only what stands in ASCII and needs no reference. */
    public void plain(String ascii) throws DamagedException {
        int length = ascii.length();
        room(length);
        for (int i = 0; i < length; i++) {
            block[at++] = (byte) ascii.charAt(i);
        }
    }

    /** Writes a number that has no sign. */
    public void decimal(long number) throws DamagedException {
        room(MOST_DIGITS);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            block[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    /** Writes text. */
    public void text(String text, boolean inAttribute) throws DamagedException {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
        text(utf16, 0, text.length(), inAttribute);
    }

    /**
     * Writes text that stands in bytes as UTF-16, without what ends it in C.
     *
     * @param begin of the text in the bytes
     * @param length in units of two bytes
     */
    public void text(byte[] bytes, int begin, int length, boolean inAttribute) throws DamagedException {
        int count = length;
        while (count > 0 && LittleEndian.u16(bytes, begin + 2 * (count - 1)) == 0) {
            count--;
        }
        for (int i = 0; i < count; i++) {
            room(count - i);
            i = copyPlain(bytes, begin, i, count);
            if (i < count) {
                int unit = LittleEndian.u16(bytes, begin + 2 * i);
                if (Character.isHighSurrogate((char) unit) && i + 1 < count) {
                    i += pair(unit, LittleEndian.u16(bytes, begin + 2 * (i + 1)));
                } else {
                    character(unit, inAttribute);
                }
            }
        }
    }

    /** Copies characters that mean themselves everywhere, for which there is room; tells where the first other stands. */
    private int copyPlain(byte[] bytes, int begin, int from, int count) {
        byte[] target = block;
        int to = at;
        int i = from;
        while (i + 4 <= count) {
            long units = LittleEndian.i64(bytes, begin + 2 * i);
            if ((units & NO_ASCII) != 0 || !arePlain(units)) {
                break;
            }
            LittleEndian.putI32(target, to, packed(units));
            to += 4;
            i += 4;
        }
        while (i < count) {
            int unit = LittleEndian.u16(bytes, begin + 2 * i);
            if (unit >= 0x80 || !PLAIN[unit]) {
                break;
            }
            target[to++] = (byte) unit;
            i++;
        }
        at = to;
        return i;
    }

    private static int packed(long units) {
        long pairs = units | units >>> 8;
        return (int) (pairs & 0xffff | (pairs >>> 16) & 0xffff_0000L);
    }

    /**
     * Writes text that stands in bytes as UTF-16, to be searched: {@code &} as in XML, and {@code _} for all else that
     * does not mean itself in an attribute, or is beyond ASCII.
     *
     * @param begin of the text in the bytes
     * @param length in units of two bytes
     */
    public void searchable(byte[] bytes, int begin, int length) throws DamagedException {
        room(MOST_SEARCHABLE * length);
        int to = at;
        int i = 0;
        while (i < length) {
            long units = i + 4 <= length ? LittleEndian.i64(bytes, begin + 2 * i) : NO_ASCII;
            int four = packed(units);
            if ((units & NO_ASCII) == 0 && meanThemselves(four)) {
                LittleEndian.putI32(block, to, four);
                to += 4;
                i += 4;
            } else {
                int behind = Math.min(length, i + 4);
                for (; i < behind; i++) {
                    to = searchable(LittleEndian.u16(bytes, begin + 2 * i), to);
                }
            }
        }
        at = to;
    }

    private int searchable(int unit, int to) {
        if (unit == '&') {
            System.arraycopy(REFERENCES['&'], 0, block, to, REFERENCES['&'].length);
            return to + REFERENCES['&'].length;
        }
        block[to] = (byte) (unit < PLAIN.length && PLAIN[unit] ? unit : '_');
        return to + 1;
    }

    /** Whether four bytes of ASCII mean themselves in an attribute. */
    private static boolean meanThemselves(int four) {
        int controls = four - ONES * ' ' & ~four;
        int quotes = (four | ONES * ('&' ^ '"')) ^ ONES * '&'; // 0 at these two
        int brackets = (four | ONES * ('>' ^ '<')) ^ ONES * '>';
        return ((controls | quotes - ONES & ~quotes | brackets - ONES & ~brackets) & HIGH_BITS) == 0;
    }

    /** Whether four characters of ASCII mean themselves everywhere. */
    private static boolean arePlain(long units) {
        return PLAIN[(int) units & 0x7f]
                && PLAIN[(int) (units >>> 16) & 0x7f]
                && PLAIN[(int) (units >>> 32) & 0x7f]
                && PLAIN[(int) (units >>> 48) & 0x7f];
    }

    /** Writes a character of two units, or a replacement for the first; tells how many more than the first were used. */
    private int pair(int high, int low) throws DamagedException {
        if (!Character.isLowSurrogate((char) low)) {
            character(high, false);
            return 0;
        }
        int point = Character.toCodePoint((char) high, (char) low);
        room(LONGEST_CHARACTER);
        block[at++] = (byte) (0xf0 | point >> 18);
        block[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        block[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        block[at++] = (byte) (0x80 | point & 0x3f);
        return 1;
    }

    private void character(int unit, boolean inAttribute) throws DamagedException {
        byte[] reference = unit < REFERENCES.length ? REFERENCES[unit] : null;
        room(LONGEST_CHARACTER);
        if (reference != null) {
            raw(reference);
        } else if (unit == '\t' || unit == '\n' || unit == '\r') {
            blank(unit, inAttribute);
        } else if (unit < ' ' || Character.isSurrogate((char) unit) || unit >= 0xfffe) {
            utf8(REPLACEMENT);
        } else {
            utf8(unit);
        }
    }

    /** In an attribute, XML takes them for blanks where they do not stand as references. */
    private void blank(int unit, boolean inAttribute) throws DamagedException {
        if (inAttribute) {
            plain("&#" + unit + ";");
        } else {
            block[at++] = (byte) unit;
        }
    }

    private void room(int count) throws DamagedException {
        long needed = (long) length() + count;
        if (needed > limit || needed > allowance) {
            throw new DamagedException("it would write more XML than an event has room for");
        }
        if (count > block.length - at) {
            byte[] roomier = new byte[Math.max(BLOCK_BYTES, (int) (2 * needed))];
            System.arraycopy(block, start, roomier, 0, length());
            at = length();
            start = 0;
            block = roomier;
        }
    }

    private void utf8(int unit) {
        if (unit < 0x80) {
            block[at++] = (byte) unit;
        } else if (unit < 0x800) {
            block[at++] = (byte) (0xc0 | unit >> 6);
            block[at++] = (byte) (0x80 | unit & 0x3f);
        } else {
            block[at++] = (byte) (0xe0 | unit >> 12);
            block[at++] = (byte) (0x80 | unit >> 6 & 0x3f);
            block[at++] = (byte) (0x80 | unit & 0x3f);
        }
    }
}
