package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.XmlOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The templates of one chunk after another; each is read once, when it is first used. */
final class TemplateCache {
    private static final int MOST_LITERAL_BYTES = 4 << 20; // of all templates of a chunk

    private final XmlOutput literal = new XmlOutput(MOST_LITERAL_BYTES);
    private final XmlOutput shown = new XmlOutput(MOST_LITERAL_BYTES);
    private final WorkLimit steps;
    private final EventScreen screen;
    private final Map<Integer, Template> read = new HashMap<>();
    private byte[] chunk = new byte[0];

    TemplateCache(WorkLimit steps, EventScreen screen) {
        this.steps = steps;
        this.screen = screen;
    }

    /** Turns to the next chunk. */
    void begin(byte[] nextChunk) {
        chunk = nextChunk;
        read.clear();
        literal.allow(MOST_LITERAL_BYTES);
        shown.allow(MOST_LITERAL_BYTES);
    }

    byte[] chunk() {
        return chunk;
    }

    /** The template whose definition begins at a place of the chunk. */
    Template at(int place) throws DamagedException {
        Template template = read.get(place);
        if (template == null) {
            template = TemplateSurvey.of(BinaryXmlParser.template(chunk, place, literal, steps), shown, screen);
            read.put(place, template);
        }
        return template;
    }

    /** What stands between two places of the chunk. */
    List<TemplatePiece> fragment(int begin, int end, boolean inTemplate) throws DamagedException {
        return BinaryXmlParser.fragment(chunk, begin, end, literal, steps, inTemplate);
    }
}
