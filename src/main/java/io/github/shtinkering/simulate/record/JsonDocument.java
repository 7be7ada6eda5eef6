package io.github.shtinkering.simulate.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON document that is filled by dotted paths. A null value is not written: records leave out what they lack. */
public final class JsonDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    public JsonDocument put(String path, @Nullable Object value) {
        if (value != null) {
            put(fields, path, value instanceof JsonDocument document ? document.fields : value);
        }
        return this;
    }

    public JsonDocument putAll(Map<String, ?> flat) {
        fields.putAll(flat);
        return this;
    }

    /** The document as a tree of maps. */
    public Map<String, ?> fields() {
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> node, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            node.put(path, value);
        } else {
            Map<String, Object> child = (Map<String, Object>)
                    node.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put(child, path.substring(dot + 1), value);
        }
    }

    /** The document in one line. */
    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
