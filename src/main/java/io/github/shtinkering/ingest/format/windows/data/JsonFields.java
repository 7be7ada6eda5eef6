package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * EventData as JSON in any of the shapes that tools make of the XML: an object of names; the same in {@code Data}; a list
 * of pairs ({@code @Name} and {@code #text}, {@code Name} and {@code Value}); a list of objects with one name each; a list
 * of values without names.
 */
public final class JsonFields implements EventFields {
    private static final String[] NAMES = {"@Name", "Name", "name"};
    private static final String[] VALUES = {"#text", "Value", "value", "Text", ""};

    private final JsonNode data;
    private final JsonNode list; // looked up once: most names that are asked for are not there
    private @Nullable Map<String, JsonNode> pairs; // once a name was asked for

    public JsonFields(JsonNode data) {
        this.data = data;
        this.list = listIn(data);
    }

    @Override
    public @Nullable String get(String name) {
        return JsonTrees.text(find(name));
    }

    @Override
    public boolean has(String name) {
        JsonNode value = find(name);
        return value.isValueNode() || JsonTrees.text(value) != null;
    }

    private JsonNode find(String name) {
        JsonNode named = JsonTrees.at(data, name);
        return named.isMissingNode() ? listed(name) : named;
    }

    private JsonNode listed(String name) {
        if (list.isObject()) {
            JsonNode named = list.path(name);
            return named.isMissingNode() ? pairs().getOrDefault(name, named) : named;
        }
        return list.isArray() ? pairs().getOrDefault(name, MissingNode.getInstance()) : MissingNode.getInstance();
    }

    /** What the list names, by its name: of two with one name the first. */
    private Map<String, JsonNode> pairs() {
        if (pairs == null) {
            Map<String, JsonNode> found = new HashMap<>();
            for (JsonNode element : list.isArray() ? list : List.of(list)) {
                if (list.isArray() && element.size() == 1) {
                    element.properties().forEach(only -> found.putIfAbsent(only.getKey(), only.getValue()));
                } else {
                    addPair(element, found);
                }
            }
            pairs = found;
        }
        return pairs;
    }

    private static void addPair(JsonNode pair, Map<String, JsonNode> found) {
        JsonNode value = value(pair);
        if (!value.isMissingNode()) {
            for (String key : NAMES) {
                found.putIfAbsent(pair.path(key).asText(), value);
            }
        }
    }

    private static JsonNode value(JsonNode pair) {
        for (String key : VALUES) {
            if (pair.has(key)) {
                return pair.get(key);
            }
        }
        return MissingNode.getInstance();
    }

    @Override
    public @Nullable String at(int index) {
        JsonNode values = list.isObject() ? JsonTrees.at(list, "#text") : list;
        if (values.isArray()) {
            JsonNode element = values.path(index);
            return element.isObject() ? JsonTrees.text(value(element)) : JsonTrees.text(element);
        }
        String only = index == 0 ? JsonTrees.text(values) : null;
        return only != null ? only : EventFields.super.at(index);
    }

    private static JsonNode listIn(JsonNode data) {
        if (data.isArray()) {
            return data;
        }
        JsonNode list = data.path("Data");
        return list.isMissingNode() ? data.path("data") : list;
    }
}
