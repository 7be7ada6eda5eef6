package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Names like {@code winlog.event_data.TargetObject} as the objects that they stand for, as exports, searches and pipelines
 * flatten them. Where a name has a value of its own beside members, the value is the member {@value JsonTrees#TEXT}.
 */
final class DottedNames {
    private static final int MOST_PARTS = 8;
    private static final int MAX_DEPTH = 8; // of objects whose names are looked at
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DottedNames() {}

    /** Returns the tree without dots in its names; the tree itself when there are none. */
    static JsonNode nested(JsonNode tree) {
        return hasDots(tree, 0) ? copy(tree, 0) : tree;
    }

    private static boolean hasDots(JsonNode node, int depth) {
        if (depth == MAX_DEPTH || !node.isContainerNode()) {
            return false;
        }
        if (node.isObject() && node.propertyStream().anyMatch(member -> isDotted(member.getKey()))) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasDots(child, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDotted(String name) {
        int dots = 0;
        int before = -1;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (dot == before + 1 || dot == name.length() - 1) {
                return false; // nothing before or behind it
            }
            before = dot;
            dots++;
        }
        return dots > 0 && dots < MOST_PARTS;
    }

    private static JsonNode copy(JsonNode node, int depth) {
        if (depth == MAX_DEPTH) {
            return node;
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(copy(element, depth + 1)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            put(object, isDotted(name) ? name.split("\\.") : new String[] {name}, copy(member.getValue(), depth + 1));
        }
        return object;
    }

    private static void put(ObjectNode object, String[] path, JsonNode value) {
        ObjectNode parent = object;
        for (int i = 0; i < path.length - 1; i++) {
            parent = child(parent, path[i]);
        }
        String name = path[path.length - 1];
        JsonNode before = parent.get(name);
        if (before instanceof ObjectNode members) {
            if (value.isObject()) {
                value.properties().forEach(member -> put(members, new String[] {member.getKey()}, member.getValue()));
            } else {
                members.set(JsonTrees.TEXT, value);
            }
        } else if (before != null && value instanceof ObjectNode members) {
            members.set(JsonTrees.TEXT, before);
            parent.set(name, members);
        } else {
            parent.set(name, value);
        }
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        JsonNode before = parent.get(name);
        if (before instanceof ObjectNode members) {
            return members;
        }
        ObjectNode members = parent.putObject(name);
        if (before != null) {
            members.set(JsonTrees.TEXT, before);
        }
        return members;
    }
}
