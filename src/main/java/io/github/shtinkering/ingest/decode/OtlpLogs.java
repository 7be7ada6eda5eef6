package io.github.shtinkering.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import java.util.Map;

/**
 * OpenTelemetry's protocol as JSON, where every value names its type: {@code {"kvlistValue":{"values":[{"key":"channel",
 * "value":{"stringValue":"Security"}}]}}} for {@code {"channel":"Security"}}.
 */
final class OtlpLogs {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SCOPES = "scopeLogs";
    private static final String FILE_ATTRIBUTE = "log.file.";

    private OtlpLogs() {}

    /** Whether an object holds the log records of one resource. */
    static boolean isOfResource(JsonNode object) {
        return object.path(SCOPES).isArray() && !object.path(SCOPES).isEmpty();
    }

    /**
     * Returns the records of a resource, their bodies as plain JSON. What was read from a file is any program's text, and
     * speaks for the resource's host only; of Windows' events the receiver may be a collector.
     */
    static JsonNode records(JsonNode resource) {
        JsonNode host = value(named(JsonTrees.at(resource, "resource", "attributes"), "host.name"), 0);
        ArrayNode records = NODES.arrayNode();
        for (JsonNode scope : resource.path(SCOPES)) {
            JsonNode logs = scope.path("logRecords");
            if (!logs.isArray()) {
                records.add(scope);
            }
            logs.forEach(log -> records.add(record(log, host)));
        }
        return records;
    }

    /** The record of a log; the log itself when it has no body. */
    private static JsonNode record(JsonNode log, JsonNode host) {
        if (!log.has("body")) {
            return log;
        }
        ObjectNode record = NODES.objectNode();
        record.set("body", value(log.get("body"), 0));
        if (isOfFile(log.path("attributes"))) {
            record.set("host", host);
        }
        return record;
    }

    private static boolean isOfFile(JsonNode attributes) {
        return attributes
                .valueStream()
                .anyMatch(attribute -> attribute.path("key").asText().startsWith(FILE_ATTRIBUTE));
    }

    private static JsonNode named(JsonNode attributes, String name) {
        for (JsonNode attribute : attributes) {
            if (name.equals(attribute.path("key").asText())) {
                return attribute.path("value");
            }
        }
        return MissingNode.getInstance();
    }

    /** The plain value; what is none of the types, or not in its shape, stays as it is. */
    private static JsonNode value(JsonNode typed, int depth) {
        if (typed.size() != 1 || !typed.isObject() || depth > RecordFinder.MAX_DEPTH) {
            return typed.isMissingNode() ? NODES.nullNode() : typed;
        }
        Map.Entry<String, JsonNode> member = typed.properties().iterator().next();
        JsonNode value = member.getValue();
        JsonNode values = value.path("values");
        return switch (member.getKey()) {
            case "kvlistValue" -> values.isArray() ? object(values, depth + 1) : typed;
            case "arrayValue" -> values.isArray() ? array(values, depth + 1) : typed;
            case "stringValue", "intValue", "doubleValue", "boolValue" -> value;
            default -> typed;
        };
    }

    private static JsonNode object(JsonNode pairs, int depth) {
        ObjectNode object = NODES.objectNode();
        pairs.forEach(pair -> object.set(pair.path("key").asText(), value(pair.path("value"), depth)));
        return object;
    }

    private static JsonNode array(JsonNode values, int depth) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(value(value, depth)));
        return array;
    }
}
