package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;
import io.github.shtinkering.evtx.xml.XmlBytes;
import io.github.shtinkering.evtx.xml.XmlName;
import io.github.shtinkering.evtx.xml.XmlOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML in its binary form into pieces. Processing instructions are left out: no event has them, and no reader of
 * events takes them.
 */
final class BinaryXmlParser {
    private static final int DEEPEST_ELEMENT = 64;
    private static final int MORE = 0x40; // a flag of tokens: of an element, that it has attributes; else no matter
    private static final int NAME_HEAD_BYTES = 8; // next name, hash, length
    private static final int TEMPLATE_HEAD_BYTES = 24; // next template, id, size
    private static final int TEMPLATE_SIZE_AT = 20;
    private static final int FRAGMENT_BYTES = 3; // version, flags

    private static final int END_OF_FRAGMENT = 0x00;
    private static final int ELEMENT = 0x01;
    private static final int END_OF_START_TAG = 0x02;
    private static final int END_OF_EMPTY_TAG = 0x03;
    private static final int END_TAG = 0x04;
    private static final int VALUE = 0x05;
    private static final int ATTRIBUTE = 0x06;
    private static final int CDATA = 0x07;
    private static final int CHARACTER_REFERENCE = 0x08;
    private static final int ENTITY_REFERENCE = 0x09;
    private static final int INSTRUCTION_TARGET = 0x0a;
    private static final int INSTRUCTION_DATA = 0x0b;
    private static final int TEMPLATE_INSTANCE = 0x0c;
    private static final int PLACE = 0x0d;
    private static final int OPTIONAL_PLACE = 0x0e;
    private static final int FRAGMENT = 0x0f;

    private final byte[] chunk;
    private final ByteCursor in;
    private final XmlOutput literal;
    private final WorkLimit steps;
    private final boolean inTemplate;
    private final List<TemplatePiece> pieces = new ArrayList<>();

    private BinaryXmlParser(byte[] chunk, ByteCursor in, XmlOutput literal, WorkLimit steps, boolean inTemplate) {
        this.chunk = chunk;
        this.in = in;
        this.literal = literal;
        this.steps = steps;
        this.inTemplate = inTemplate;
    }

    /**
     * Reads the template whose definition begins at a place of the chunk.
     *
     * @param literal for what is fixed in it, while it is read
     */
    static List<TemplatePiece> template(byte[] chunk, int at, XmlOutput literal, WorkLimit steps)
            throws DamagedException {
        ByteCursor head = new ByteCursor(chunk, at, chunk.length);
        head.take(TEMPLATE_SIZE_AT);
        long size = head.u32();
        int begin = head.take(size);
        return fragment(chunk, begin, head.at(), literal, steps, true);
    }

    /**
     * Reads what stands between two places of the chunk.
     *
     * @param inTemplate whether it belongs to a template, where elements say on what value they depend
     */
    static List<TemplatePiece> fragment(
            byte[] chunk, int begin, int end, XmlOutput literal, WorkLimit steps, boolean inTemplate)
            throws DamagedException {
        literal.begin();
        BinaryXmlParser parser =
                new BinaryXmlParser(chunk, new ByteCursor(chunk, begin, end), literal, steps, inTemplate);
        parser.content(0);
        parser.flush();
        return parser.pieces;
    }

    /** Up to the end of the element or fragment. */
    private void content(int depth) throws DamagedException {
        while (!in.isAtEnd()) {
            steps.take();
            int flagged = in.u8();
            int token = flagged & ~MORE;
            switch (token) {
                case END_OF_FRAGMENT, END_TAG -> {
                    return;
                }
                case FRAGMENT -> in.take(FRAGMENT_BYTES);
                case ELEMENT -> element(depth + 1, flagged != token);
                case TEMPLATE_INSTANCE -> {
                    TemplatePiece.Instance instance = instance(chunk, in);
                    flush();
                    pieces.add(instance);
                }
                case CDATA -> countedText(false);
                case INSTRUCTION_TARGET -> in.u32();
                case INSTRUCTION_DATA -> in.take(2L * in.u16());
                default -> inline(token, false);
            }
        }
    }

    /** What may stand in text and in attributes. */
    private void inline(int token, boolean inAttribute) throws DamagedException {
        switch (token) {
            case VALUE -> value(inAttribute);
            case CHARACTER_REFERENCE -> literal.text(Character.toString(in.u16()), inAttribute);
            case ENTITY_REFERENCE -> entity(inAttribute);
            case PLACE, OPTIONAL_PLACE -> {
                flush();
                pieces.add(new TemplatePiece.Place(place(), inAttribute));
            }
            default -> throw new DamagedException("token " + token + " cannot stand at byte " + (in.at() - 1));
        }
    }

    private void element(int depth, boolean hasAttributes) throws DamagedException {
        if (depth > DEEPEST_ELEMENT) {
            throw new DamagedException("its elements are nested too deep");
        }
        elementHead();
        if (hasAttributes) {
            flush(); // so that the tag begins with a piece, whatever values it has
        }
        int mark = literal.length();
        int piecesBefore = pieces.size();
        literal.plain("<");
        byte[] name = name(in.u32());
        literal.raw(name);
        if (hasAttributes) {
            in.u32(); // their size
        }
        startTag(depth, mark, piecesBefore, name);
    }

    /**
     * Passes over what stands before an element's name: on what value it depends, and its size. Windows leaves out an
     * element whose value is null; we write it empty. The first is missing where no template is; some writers do not keep
     * to it, so the name decides.
     */
    private void elementHead() throws DamagedException {
        int begin = in.at();
        if (isElementHead(inTemplate)) {
            return;
        }
        in.back(in.at() - begin);
        if (!isElementHead(!inTemplate)) {
            throw new DamagedException("the element at byte " + begin + " has no name");
        }
    }

    private boolean isElementHead(boolean withDependency) throws DamagedException {
        if (withDependency) {
            in.u16();
        }
        long size = in.u32();
        int name = in.at();
        boolean isHead = size <= in.end() - name && isName(in.u32());
        in.back(in.at() - name);
        return isHead;
    }

    private void startTag(int depth, int mark, int piecesBefore, byte[] name) throws DamagedException {
        while (true) {
            steps.take();
            int token = in.u8() & ~MORE;
            switch (token) {
                case ATTRIBUTE -> attribute();
                case END_OF_EMPTY_TAG -> {
                    literal.plain("/>");
                    return;
                }
                case END_OF_START_TAG -> {
                    literal.plain(">");
                    contentAndEndTag(depth, mark, piecesBefore, name);
                    return;
                }
                default -> throw new DamagedException("token " + token + " stands in a tag at byte " + (in.at() - 1));
            }
        }
    }

    private void contentAndEndTag(int depth, int mark, int piecesBefore, byte[] name) throws DamagedException {
        ByteCursor ahead = new ByteCursor(chunk, in.at(), in.end());
        boolean isOnlyPlace = isPlace(ahead.u8() & ~MORE);
        if (isOnlyPlace) {
            ahead.take(3);
            isOnlyPlace = (ahead.u8() & ~MORE) == END_TAG;
        }
        if (isOnlyPlace) {
            in.u8();
            int index = place();
            in.u8();
            List<TemplatePiece> opening = opening(mark, piecesBefore);
            endTag(name);
            pieces.add(new TemplatePiece.Repeated(opening, index, new XmlBytes(literal.cut(0))));
        } else {
            content(depth);
            endTag(name);
        }
    }

    /** Takes the start tag back from what has been read, and leaves what stands before it. */
    private List<TemplatePiece> opening(int mark, int piecesBefore) {
        TemplatePiece last = new TemplatePiece.Fixed(new XmlBytes(literal.cut(mark)));
        List<TemplatePiece> tag = pieces.subList(piecesBefore, pieces.size());
        List<TemplatePiece> opening = new ArrayList<>(tag);
        opening.add(last);
        tag.clear();
        flush();
        return List.copyOf(opening);
    }

    private void endTag(byte[] name) throws DamagedException {
        literal.plain("</");
        literal.raw(name);
        literal.plain(">");
    }

    private void attribute() throws DamagedException {
        int mark = literal.length();
        literal.plain(" ");
        literal.raw(name(in.u32()));
        literal.plain("=\"");
        int token = in.peek() & ~MORE;
        if (token == OPTIONAL_PLACE) {
            in.u8();
            int index = place();
            if (!isInline(in.peek() & ~MORE)) {
                XmlBytes opening = new XmlBytes(literal.cut(mark));
                flush();
                pieces.add(new TemplatePiece.OptionalAttribute(opening, index));
                return;
            }
            flush();
            pieces.add(new TemplatePiece.Place(index, true));
        }
        while (isInline(in.peek() & ~MORE)) {
            steps.take();
            inline(in.u8() & ~MORE, true);
        }
        literal.plain("\"");
    }

    private static boolean isInline(int token) {
        return token == VALUE || token == CHARACTER_REFERENCE || token == ENTITY_REFERENCE || isPlace(token);
    }

    private static boolean isPlace(int token) {
        return token == PLACE || token == OPTIONAL_PLACE;
    }

    /** The number of a place; its type is passed over, since the value has one itself. */
    private int place() throws DamagedException {
        int index = in.u16();
        in.u8();
        return index;
    }

    private void value(boolean inAttribute) throws DamagedException {
        int type = in.u8();
        if (type != ValueType.STRING) {
            throw new DamagedException("a fixed value is of type " + type + ", not text");
        }
        countedText(inAttribute);
    }

    private void countedText(boolean inAttribute) throws DamagedException {
        int length = in.u16();
        literal.text(chunk, in.take(2L * length), length, inAttribute);
    }

    private void entity(boolean inAttribute) throws DamagedException {
        String name = new String(name(in.u32()), java.nio.charset.StandardCharsets.UTF_8);
        String text =
                switch (name) {
                    case "amp" -> "&";
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "quot" -> "\"";
                    case "apos" -> "'";
                    default -> throw new DamagedException("it refers to an entity that XML does not know");
                };
        literal.text(text, inAttribute);
    }

    /** The template and the values that stand between two places of the chunk; null when anything else stands there. */
    static TemplatePiece.@Nullable Instance onlyInstance(byte[] chunk, int begin, int end) throws DamagedException {
        ByteCursor in = new ByteCursor(chunk, begin, end);
        if ((in.u8() & ~MORE) != FRAGMENT) {
            return null;
        }
        in.take(FRAGMENT_BYTES);
        if ((in.u8() & ~MORE) != TEMPLATE_INSTANCE) {
            return null;
        }
        TemplatePiece.Instance instance = instance(chunk, in);
        return in.isAtEnd() || (in.u8() & ~MORE) == END_OF_FRAGMENT ? instance : null;
    }

    private static TemplatePiece.Instance instance(byte[] chunk, ByteCursor in) throws DamagedException {
        in.u8(); // always 1
        in.u32(); // the first bytes of the template's id
        long definition = in.u32();
        if (definition == in.at()) {
            in.take(TEMPLATE_SIZE_AT);
            in.take(in.u32());
        }
        if (definition > chunk.length - TEMPLATE_HEAD_BYTES) {
            throw new DamagedException("its template lies outside of the chunk");
        }
        TemplateValues own = TemplateValues.read(chunk, in);
        return new TemplatePiece.Instance((int) definition, own);
    }

    /** Whether a name stands at a place of the chunk: a length, and that many units with a zero behind. */
    private boolean isName(long at) {
        if (at > chunk.length - NAME_HEAD_BYTES - Character.BYTES) {
            return false;
        }
        int length = LittleEndian.u16(chunk, (int) at + NAME_HEAD_BYTES - Character.BYTES);
        int behind = (int) at + NAME_HEAD_BYTES + Character.BYTES * length;
        return length > 0 && behind <= chunk.length - Character.BYTES && LittleEndian.u16(chunk, behind) == 0;
    }

    /** The name at a place of the chunk, fit for XML; passes over it if it stands here. */
    private byte[] name(long at) throws DamagedException {
        if (!isName(at)) {
            throw new DamagedException("no name stands at byte " + at + ", to which byte " + in.at() + " points");
        }
        int length = LittleEndian.u16(chunk, (int) at + NAME_HEAD_BYTES - Character.BYTES);
        if (at == in.at()) {
            in.take(NAME_HEAD_BYTES + Character.BYTES * (length + 1L));
        }
        byte[] name = new byte[length];
        for (int i = 0; i < length; i++) {
            char unit = (char) LittleEndian.u16(chunk, (int) at + NAME_HEAD_BYTES + Character.BYTES * i);
            name[i] = (byte) (XmlName.isAllowed(unit, i == 0) ? unit : '_');
        }
        return name;
    }

    private void flush() {
        if (literal.length() > 0) {
            pieces.add(new TemplatePiece.Fixed(new XmlBytes(literal.cut(0))));
        }
    }
}
