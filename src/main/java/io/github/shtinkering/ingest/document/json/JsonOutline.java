package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a JSON document stand in its bytes. Most records that pass the byte filter tell nothing new, and of
 * those only a few fields are ever asked for; so only what is asked for becomes a node.
 *
 * <p>The nodes are Jackson's own, over {@link OutlinedObject} and {@link OutlinedArray}: whoever reads them cannot tell
 * them from a parsed tree. They refer to the bytes and hold for as long as these do not change, and until the outline is
 * cleared for another document. Not thread-safe.
 */
final class JsonOutline {
    // Of each value, in the document's order: the place of its name, the name's sign, where the value begins and
    // ends (a text with its quotes; inverted, when it has escapes), and the entry behind it and all that is in it.
    private static final int NAME = 0;
    private static final int SIGN = 1;
    private static final int START = 2;
    private static final int END = 3;
    private static final int BEHIND = 4;
    private static final int ENTRY = 5;

    /** The longest name that an outline takes. */
    static final int LONGEST_NAME = 255;

    private static final long SECRET = new SecureRandom().nextLong() | 1;
    private static final int USUAL_VALUES = 80;
    private static final int MOST_DIGITS_OF_LONG = 18;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private byte[] bytes = {};
    private int[] entries = new int[USUAL_VALUES * ENTRY];
    private int size;
    private @Nullable JsonNode[] nodes = {};

    /** Begins another document: what was made of the last one must no longer be used. */
    void clear(byte[] document) {
        bytes = document;
        size = 0;
    }

    /**
     * Begins a value; returns its entry, which {@link #end} completes when the values within it have been added.
     *
     * @param name where its name begins
     * @param sign the name's; 0 for a value without name
     */
    int begin(int name, int sign, int start) {
        int entry = size;
        size += ENTRY;
        if (size > entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[entry + NAME] = name;
        entries[entry + SIGN] = sign;
        entries[entry + START] = start;
        return entry;
    }

    /** Ends a value before this byte. */
    void end(int entry, int end) {
        entries[entry + END] = end;
        entries[entry + BEHIND] = size;
    }

    /** Ends a text with escapes in it before this byte. */
    void endEscaped(int entry, int end) {
        entries[entry + END] = ~end;
        entries[entry + BEHIND] = size;
    }

    /** Tells most names apart at a glance: the length and the first and last letter. */
    static int sign(int length, int first, int last) {
        return length << 2 * Byte.SIZE | first << Byte.SIZE | last;
    }

    /** The document's root; when all values have been added. */
    JsonNode root() {
        nodes = new JsonNode[size / ENTRY]; // anew: putting young nodes into an old array costs the collector more
        return node(0);
    }

    /** The entry behind a value and all that is in it: the next in the same object or array, if it has one. */
    int behind(int entry) {
        return entries[entry + BEHIND];
    }

    /** The first entry in an object or array; {@link #behind} it when it is empty. */
    int first(int entry) {
        return entry + ENTRY;
    }

    /** The member's name. */
    String name(int entry) {
        int length = entries[entry + SIGN] >>> 2 * Byte.SIZE;
        return new String(bytes, entries[entry + NAME], length, StandardCharsets.US_ASCII);
    }

    /** The {@linkplain #sign(int, int, int) sign} of a member's name. */
    int sign(int entry) {
        return entries[entry + SIGN];
    }

    /** A hash of a member's whole name that nobody outside this process can foresee, as that of {@link #hash(String)}. */
    int hash(int entry) {
        int start = entries[entry + NAME];
        int length = entries[entry + SIGN] >>> 2 * Byte.SIZE;
        long hash = length;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ bytes[i]) * SECRET;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    /** The same of a name in ASCII. */
    static int hash(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * SECRET;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    /** Whether two members have the same name. */
    boolean areNamesakes(int one, int other) {
        int length = entries[one + SIGN] >>> 2 * Byte.SIZE;
        int start = entries[one + NAME];
        int otherStart = entries[other + NAME];
        return entries[one + SIGN] == entries[other + SIGN]
                && Arrays.equals(bytes, start, start + length, bytes, otherStart, otherStart + length);
    }

    /** Whether a member has this name, whose sign is also given. */
    boolean isNamed(int entry, String name, int sign) {
        if (entries[entry + SIGN] != sign) {
            return false;
        }
        int start = entries[entry + NAME];
        for (int i = 0; i < name.length(); i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value as a node, always the same. */
    JsonNode node(int entry) {
        JsonNode made = nodes[entry / ENTRY];
        if (made == null) {
            int end = entries[entry + END];
            made = make(entry, entries[entry + START], end < 0 ? ~end : end, end < 0);
            nodes[entry / ENTRY] = made;
        }
        return made;
    }

    private JsonNode make(int entry, int start, int end, boolean hasEscapes) {
        return switch (bytes[start]) {
            case '{' -> new ObjectNode(NODES, new OutlinedObject(this, entry));
            case '[' -> new ArrayNode(NODES, new OutlinedArray(this, entry));
            case '"' -> text(start, end, hasEscapes);
            case 't' -> BooleanNode.TRUE;
            case 'f' -> BooleanNode.FALSE;
            case 'n' -> NullNode.getInstance();
            default -> number(start, end);
        };
    }

    private JsonNode text(int start, int end, boolean hasEscapes) {
        int first = start + 1;
        int last = end - 1;
        return hasEscapes
                ? unescaped(first, last)
                : TextNode.valueOf(new String(bytes, first, last - first, StandardCharsets.UTF_8));
    }

    /** A text with escapes; those by number may be halves of pairs, and are Jackson's to read. */
    private JsonNode unescaped(int first, int last) {
        byte[] text = new byte[last - first];
        int length = 0;
        for (int i = first; i < last; i++) {
            byte letter = bytes[i];
            if (letter == '\\') {
                letter = bytes[++i];
                if (letter == 'u') {
                    return parsed(first - 1, last + 1);
                }
                letter = escaped(letter);
            }
            text[length++] = letter;
        }
        return TextNode.valueOf(new String(text, 0, length, StandardCharsets.UTF_8));
    }

    private static byte escaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter; // quote, backslash, slash
        };
    }

    private JsonNode number(int start, int end) {
        if (end - start > MOST_DIGITS_OF_LONG) {
            return parsed(start, end);
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return parsed(start, end);
            }
            number = 10 * number + bytes[i] - '0';
        }
        return number <= Integer.MAX_VALUE ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    /** What is not plain is Jackson's to read, here as in a whole document. */
    private JsonNode parsed(int start, int end) {
        try {
            return JsonTrees.MAPPER.readTree(bytes, start, end - start);
        } catch (IOException e) {
            throw new UncheckedIOException("an outlined value is no JSON", e);
        }
    }
}
