package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** What shippers, stores and exports wrap around an event. */
final class Envelopes {
    /** Arrays of events: Azure exports, Elastic's test documents, Log Analytics' and Graph's answers. */
    private static final String[] ARRAYS = {"records", "Records", "events", "expected", "value"};
    /** One event: an Elasticsearch hit, a Splunk export. */
    private static final String[] OBJECTS = {"_source", "result"};
    /** An event as a string: Logstash and Beats, Elastic's original, Splunk, container logs, Fluent Bit's XML, Wazuh. */
    private static final String[][] TEXTS = {
        {"message"}, {"event", "original"}, {"_raw"}, {"event"}, {"log"}, {"raw"}, {"System"}, {"full_log"}
    };

    private Envelopes() {}

    /** Returns what the envelope holds: an object, an array, or a text with an event in it; null when it is none. */
    static @Nullable JsonNode inner(JsonNode node) {
        if (node.isArray()) {
            return node;
        }
        if (node.isTextual()) {
            return holdsEvent(node) ? node : null;
        }
        JsonNode hits = Json.at(node, "hits", "hits");
        if (hits.isArray()) {
            return hits;
        }
        JsonNode structured = structured(node);
        return structured != null ? structured : text(node);
    }

    private static @Nullable JsonNode structured(JsonNode node) {
        for (String key : ARRAYS) {
            if (node.path(key).isArray()) {
                return node.get(key);
            }
        }
        for (String key : OBJECTS) {
            if (node.path(key).isObject()) {
                return node.get(key);
            }
        }
        JsonNode hunted = Json.at(node, "document", "data"); // chainsaw's hunt
        if (hunted.isObject()) {
            return hunted;
        }
        boolean splunkCollector = node.has("sourcetype") && node.path("event").isObject();
        return splunkCollector ? node.get("event") : null;
    }

    private static @Nullable JsonNode text(JsonNode node) {
        for (String[] path : TEXTS) {
            JsonNode text = Json.at(node, path);
            if (holdsEvent(text)) {
                return TextNode.valueOf(text.textValue());
            }
        }
        return null;
    }

    private static boolean holdsEvent(JsonNode node) {
        if (!node.isTextual()) {
            return false;
        }
        String text = node.textValue().strip();
        return (text.startsWith("{") && text.endsWith("}"))
                || (text.startsWith("[") && text.endsWith("]"))
                || (text.startsWith("<") && text.endsWith(">"));
    }
}
