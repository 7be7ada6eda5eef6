package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Outlines JSON documents, one after the other, each in one pass over its bytes, texts eight at a time. It knows strict JSON only: what it lets
 * pass, Jackson reads and means the same by; all else, and whatever is unusual, is left to Jackson. Not thread-safe.
 */
public final class JsonOutliner {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final long DOTS = ONES * '.';

    private static final int LARGEST = 1 << 20; // bytes; more are a whole export
    private static final int MOST_VALUES = 1_024; // or an object's members would have to be hashed
    private static final int LONGEST_NUMBER = 40;
    private static final int MAX_DEPTH = 32; // half of what a document may have

    private final JsonOutline outline = new JsonOutline();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int values;
    private boolean isEscaped; // the text just read
    private boolean hasDottedNames;

    /**
     * Returns the tree of a document, which holds until the next is asked for; null when it must be parsed, be it because
     * it is no JSON.
     *
     * @param document valid UTF-8, which must not change for as long as the tree is used
     */
    @Nullable
    JsonNode tree(byte[] document, int offset, int length) {
        if (length > LARGEST) {
            return null;
        }
        bytes = document;
        at = offset;
        end = offset + length;
        values = 0;
        isEscaped = false;
        hasDottedNames = false;
        outline.clear(document);
        boolean whole = value(0, 0, 0) && isAtEnd();
        return whole ? outline.root() : null;
    }

    /** Whether a name in the last document has a dot in it. */
    boolean mayHaveDottedNames() {
        return hasDottedNames;
    }

    private boolean isAtEnd() {
        skipBlanks();
        return at == end;
    }

    /** Each of these methods goes past what it stands for; false when it is not that. */
    private boolean value(int name, int sign, int depth) {
        skipBlanks();
        if (at == end || ++values > MOST_VALUES || depth > MAX_DEPTH) {
            return false;
        }
        int entry = outline.begin(name, sign, at);
        boolean isValue =
                switch (bytes[at]) {
                    case '{' -> object(depth);
                    case '[' -> array(depth);
                    case '"' -> text();
                    case 't' -> literal("true");
                    case 'f' -> literal("false");
                    case 'n' -> literal("null");
                    default -> number();
                };
        if (isEscaped) {
            outline.endEscaped(entry, at);
        } else {
            outline.end(entry, at);
        }
        isEscaped = false;
        return isValue;
    }

    private boolean object(int depth) {
        at++;
        if (skip('}')) {
            return true;
        }
        do {
            if (!member(depth)) {
                return false;
            }
        } while (skip(','));
        return skip('}');
    }

    private boolean member(int depth) {
        skipBlanks();
        int name = at + 1;
        if (!name()) {
            return false;
        }
        int length = at - 1 - name;
        int sign = length == 0 ? 0 : JsonOutline.sign(length, bytes[name], bytes[at - 2]);
        return length <= JsonOutline.LONGEST_NAME && skip(':') && value(name, sign, depth + 1);
    }

    private boolean array(int depth) {
        at++;
        if (skip(']')) {
            return true;
        }
        do {
            if (!value(0, 0, depth + 1)) {
                return false;
            }
        } while (skip(','));
        return skip(']');
    }

    /** A name of plain ASCII, without escapes. */
    private boolean name() {
        if (at == end || bytes[at] != '"') {
            return false;
        }
        int i = at + 1;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) LONG.get(bytes, i);
            long stops = stops(eight) | eight & HIGH_BITS;
            long dots = zeros(eight ^ DOTS) & HIGH_BITS;
            if (stops != 0) {
                hasDottedNames |= (dots & below(stops)) != 0;
                at = i + (Long.numberOfTrailingZeros(stops) >> 3);
                return bytes[at++] == '"';
            }
            hasDottedNames |= dots != 0;
        }
        at = i;
        while (at < end && bytes[at] >= 0 && !isStop(bytes[at])) {
            hasDottedNames |= bytes[at++] == '.';
        }
        return at < end && bytes[at++] == '"';
    }

    private boolean text() {
        at = stop(at + 1);
        while (at < end && bytes[at] == '\\') {
            int escape = escape();
            if (escape == 0) {
                return false;
            }
            at = stop(at + escape);
            isEscaped = true;
        }
        return at < end && bytes[at++] == '"';
    }

    /** The length of the escape that begins here; 0 when it is none. */
    private int escape() {
        if (at + 1 == end) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> isHex(at + 2) && isHex(at + 3) && isHex(at + 4) && isHex(at + 5) ? 6 : 0;
            default -> 0;
        };
    }

    private boolean isHex(int index) {
        return index < end && Character.digit(bytes[index], 16) >= 0;
    }

    /** The first place from an index on with a quote, a backslash or a control character; the end when there is none. */
    private int stop(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long stops = stops((long) LONG.get(bytes, i));
            if (stops != 0) {
                return i + (Long.numberOfTrailingZeros(stops) >> 3);
            }
        }
        while (i < end && !isStop(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The high bits of bytes that end a text's run; of the lowest set bit this is right, of those above it maybe not. */
    private static long stops(long eight) {
        return (zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | eight - BLANKS & ~eight) & HIGH_BITS;
    }

    /** The high bit of the lowest byte that is zero is set; of those above it, it may be set wrongly. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight;
    }

    /** All bits below the lowest that is set. */
    private static long below(long bits) {
        return (bits & -bits) - 1;
    }

    private static boolean isStop(byte letter) {
        return letter == '"' || letter == '\\' || (letter & 0xff) < ' ';
    }

    private boolean literal(String word) {
        if (at + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private boolean number() {
        int start = at;
        at += bytes[at] == '-' ? 1 : 0;
        boolean isWhole = at < end && bytes[at] == '0' ? ++at > 0 : digits();
        boolean isNumber = isWhole && fraction() && exponent();
        return isNumber && at - start <= LONGEST_NUMBER;
    }

    private boolean fraction() {
        if (at == end || bytes[at] != '.') {
            return true;
        }
        at++;
        return digits();
    }

    private boolean exponent() {
        if (at == end || (bytes[at] != 'e' && bytes[at] != 'E')) {
            return true;
        }
        at++;
        at += at < end && (bytes[at] == '+' || bytes[at] == '-') ? 1 : 0;
        return digits();
    }

    private boolean digits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean skip(int wanted) {
        if (at < end && bytes[at] == wanted) { // nearly always: few shippers write blanks
            at++;
            return true;
        }
        skipBlanks();
        if (at == end || bytes[at] != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }
}
