package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** An attribute of the element that has just begun; false when it has one of that name. */
    boolean attribute(String name, String value) {
        return open.element().attribute(name, value);
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
            datum(parent.node(), element.attributes.getOrDefault("Name", ""), text);
        } else if (element.attributes.isEmpty()) {
            parent.node().put(element.name, text);
        } else {
            if (!text.isBlank()) {
                element.node().put("#text", text);
            }
            parent.node().set(element.name, element.node());
        }
    }

    private static void datum(ObjectNode parent, String name, String text) {
        if (!name.isEmpty()) {
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
        private Map<String, String> attributes = Map.of();
        private @Nullable ObjectNode children;

        Element(String name) {
            this.name = name;
        }

        boolean attribute(String attribute, String value) {
            if (attributes.isEmpty()) {
                attributes = new LinkedHashMap<>(4);
            }
            return attributes.putIfAbsent(attribute, value) == null;
        }

        ObjectNode node() {
            if (children == null) {
                children = JsonNodeFactory.instance.objectNode();
                if (!attributes.isEmpty()) {
                    attributes.forEach(children.putObject("#attributes")::put);
                }
            }
            return children;
        }
    }
}
