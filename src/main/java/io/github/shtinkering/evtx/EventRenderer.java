package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.XmlBytes;
import io.github.shtinkering.evtx.xml.XmlOutput;
import java.util.List;

/** Writes the events of one chunk after another as XML, those apart that a screen rejects. */
final class EventRenderer {
    /** Templates within values within templates: how many of both. */
    static final int DEEPEST_FRAGMENT = 16;

    private static final int MOST_STEPS = 1 << 20; // a full chunk takes some ten thousand
    private static final long MOST_BYTES = 32L << 20; // of all events of a chunk; a full one writes some 300 kB

    private final XmlOutput out;
    private final ValueWriter writer;
    private final WorkLimit steps = new WorkLimit();
    private final TemplateCache templates;
    private final EventSketch sketch;
    private int depth;

    /**
     * @param limit longest event in bytes
     */
    EventRenderer(int limit, EventScreen screen) {
        out = new XmlOutput(limit);
        writer = new ValueWriter(out);
        templates = new TemplateCache(steps, screen);
        sketch = new EventSketch(screen, templates, limit);
    }

    /** Turns to the next chunk. */
    void begin(byte[] nextChunk) {
        templates.begin(nextChunk);
        steps.allow(MOST_STEPS);
        out.allow(MOST_BYTES);
    }

    /**
     * Writes an event that stands between two places of the chunk, unless the screen rejects it.
     *
     * @param size bytes of its record
     */
    EventLogEntry event(EventLogEntry.Place place, int begin, int end, int size) throws DamagedException {
        if (sketch.isRejected(begin, end)) {
            return EventLogEntry.rejected(place, size);
        }
        out.begin();
        depth = 0;
        fragment(begin, end, true);
        if (out.length() == 0) {
            throw new DamagedException("it holds no event");
        }
        EventLogEntry entry = EventLogEntry.event(place, out.block(), out.start(), out.length(), size);
        out.finish();
        return entry;
    }

    void fixed(XmlBytes xml) throws DamagedException {
        steps.take();
        xml.writeTo(out);
    }

    /** A template with a record's values. */
    void instance(int template, TemplateValues values) throws DamagedException {
        List<TemplatePiece> pieces = templates.at(template).pieces();
        deeper();
        TemplatePiece.writeAll(pieces, values, this);
        depth--;
    }

    /** One value; an array's elements with commas between them. */
    void value(TemplateValues values, int index, boolean inAttribute) throws DamagedException {
        int type = values.type(index);
        if ((type & ValueType.ARRAY) == 0) {
            single(type, values, index, inAttribute);
            return;
        }
        int begin = values.begin(index);
        int end = values.end(index);
        for (int at = begin; at < end; ) {
            if (at > begin) {
                out.plain(",");
            }
            at = element(type & ~ValueType.ARRAY, values, at, end, inAttribute);
        }
    }

    /** An element of XML for each element of the value. */
    void repeated(TemplateValues values, int index, List<TemplatePiece> opening, XmlBytes closing)
            throws DamagedException {
        int type = values.type(index);
        boolean isArray = (type & ValueType.ARRAY) != 0 && values.begin(index) < values.end(index);
        if (!isArray) {
            TemplatePiece.writeAll(opening, values, this);
            single(type, values, index, false);
            fixed(closing);
            return;
        }
        for (int at = values.begin(index); at < values.end(index); ) {
            TemplatePiece.writeAll(opening, values, this);
            at = element(type & ~ValueType.ARRAY, values, at, values.end(index), false);
            fixed(closing);
        }
    }

    private void single(int type, TemplateValues values, int index, boolean inAttribute) throws DamagedException {
        steps.take();
        if (type == ValueType.NULL) {
            return;
        }
        if (type == ValueType.BINARY_XML && !inAttribute) {
            deeper();
            fragment(values.begin(index), values.end(index), false);
            depth--;
        } else {
            writer.write(type, values.chunk(), values.begin(index), values.end(index), inAttribute);
        }
    }

    /** Writes one element of an array and tells where the next begins. */
    private int element(int type, TemplateValues values, int at, int end, boolean inAttribute) throws DamagedException {
        steps.take();
        int behind = ValueWriter.elementEnd(type, values.chunk(), at, end);
        writer.write(type, values.chunk(), at, behind, inAttribute);
        return behind;
    }

    private void fragment(int begin, int end, boolean inTemplate) throws DamagedException {
        TemplatePiece.writeAll(templates.fragment(begin, end, inTemplate), TemplateValues.NONE, this);
    }

    private void deeper() throws DamagedException {
        depth++;
        if (depth > DEEPEST_FRAGMENT) {
            throw new DamagedException("its templates are nested too deep");
        }
    }
}
