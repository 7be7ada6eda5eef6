package io.github.shtinkering.ingest.document.xml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree that {@link EventXml} describes, made of an event's tags as they are read. */
final class EventXmlTree {
    private static final int MAX_DEPTH = 32;

    private final Element root = new Element("");
    private final Deque<Element> open = new ArrayDeque<>();

    /** The tree; when all that was begun has ended. */
    ObjectNode root() {
        return root.node();
    }

    /** Whether an element has begun and not ended. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Begins an element; false when it is nested too deep. */
    boolean begin(String name) {
        open.push(new Element(name));
        return open.size() <= MAX_DEPTH;
    }

    /** An attribute of the element that has just begun. */
    void attribute(String name, String value) {
        open.element().add(name, value);
    }

    /** Whether the element that has just begun has the attribute; looks through all that it has. */
    boolean hasAttribute(String name) {
        return open.element().attribute(name) != null;
    }

    /** The name of the innermost open element. */
    String name() {
        return open.element().name;
    }

    /**
     * Ends the innermost open element.
     *
     * @param text what stands in it behind its last child, or in it if it has none
     */
    void end(String text) {
        Element element = open.pop();
        Element parent = open.isEmpty() ? root : open.element();
        if (element.children != null) {
            parent.node().set(element.name, element.children);
        } else if (element.name.equals("Data")) {
            datum(parent.node(), element.attribute("Name"), text);
        } else if (element.attributes.isEmpty()) {
            parent.node().put(element.name, text);
        } else {
            if (!text.isBlank()) {
                element.node().put("#text", text);
            }
            parent.node().set(element.name, element.node());
        }
    }

    private static void datum(ObjectNode parent, @Nullable String name, String text) {
        if (name != null && !name.isEmpty()) {
            parent.put(name, text);
        } else if (parent.path("Data") instanceof ArrayNode list) {
            list.add(text);
        } else {
            parent.putArray("Data").add(text);
        }
    }

    /** An element; most hold nothing but text, and need no object for their children. */
    private static final class Element {
        private final String name;
        private List<String> attributes = List.of(); // names and values by turns
        private @Nullable ObjectNode children;

        Element(String name) {
            this.name = name;
        }

        void add(String attribute, String value) {
            if (attributes.isEmpty()) {
                attributes = new ArrayList<>(4);
            }
            attributes.add(attribute);
            attributes.add(value);
        }

        @Nullable
        String attribute(String attribute) {
            for (int i = 0; i < attributes.size(); i += 2) {
                if (attributes.get(i).equals(attribute)) {
                    return attributes.get(i + 1);
                }
            }
            return null;
        }

        ObjectNode node() {
            if (children == null) {
                children = JsonNodeFactory.instance.objectNode();
                for (int i = 0; i < attributes.size(); i += 2) {
                    children.withObjectProperty("#attributes").put(attributes.get(i), attributes.get(i + 1));
                }
            }
            return children;
        }
    }
}
