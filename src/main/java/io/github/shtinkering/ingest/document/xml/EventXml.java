package io.github.shtinkering.ingest.document.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Event XML as the JSON tree that {@code evtx_dump} makes of the same event, under {@value #ROOT}: elements are objects
 * with their attributes in {@code #attributes}, {@code <Data Name="x">} is the field {@code x}, {@code Data} without name
 * a list. No document types, no entities but XML's own.
 */
public final class EventXml {
    /** The key of the tree, for the format that reads it. */
    public static final String ROOT = "#event-xml";

    private static final XMLInputFactory FACTORY = factory();

    private EventXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    /** Returns each {@code <Event>...</Event>} of a text; a text may hold several, with or without a root around them. */
    public static List<String> split(String text) {
        List<String> events = new ArrayList<>();
        int start = nextStart(text, 0);
        while (start >= 0) {
            int end = text.indexOf("</Event>", start);
            if (end < 0) {
                events.add(text.substring(start));
                return events;
            }
            events.add(text.substring(start, end + "</Event>".length()));
            start = nextStart(text, end);
        }
        return events;
    }

    private static int nextStart(String text, int from) {
        int start = text.indexOf("<Event", from);
        while (start >= 0 && start + 6 < text.length() && " >\t\r\n".indexOf(text.charAt(start + 6)) < 0) {
            start = text.indexOf("<Event", start + 1);
        }
        return start;
    }

    /** Returns the tree of one event or part of one; null when the XML is not well-formed, too deep, or has a document type. */
    public static @Nullable JsonNode parse(String xml) {
        ObjectNode plain = PlainEventXml.tree(xml);
        ObjectNode tree = plain != null ? plain : parsed(xml);
        return tree == null ? null : JsonNodeFactory.instance.objectNode().set(ROOT, tree);
    }

    /** The tree by Java's own reader. */
    static @Nullable ObjectNode parsed(String xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static ObjectNode read(XMLStreamReader reader) throws XMLStreamException {
        EventXmlTree tree = new EventXmlTree();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begin(reader, tree);
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    tree.end(text.toString());
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw new XMLStreamException("document types and processing instructions are not read");
                default -> {} // comments, the end
            }
        }
        return tree.root();
    }

    private static void begin(XMLStreamReader reader, EventXmlTree tree) throws XMLStreamException {
        if (!tree.begin(reader.getLocalName())) {
            throw new XMLStreamException("nested too deep");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            tree.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }
}
