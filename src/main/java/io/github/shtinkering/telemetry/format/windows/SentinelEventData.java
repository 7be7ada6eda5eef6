package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.telemetry.EventXml;
import io.github.shtinkering.telemetry.Json;

/** Log Analytics' EventData: an object, JSON in a string, or XML in a string, alone or in a {@code DataItem}. */
final class SentinelEventData {
    private SentinelEventData() {}

    static JsonNode parse(JsonNode eventData) {
        if (!eventData.isTextual()) {
            return eventData;
        }
        String text = eventData.textValue().strip();
        if (!text.startsWith("<")) {
            return Json.parse(text);
        }
        JsonNode tree = EventXml.parse(text);
        JsonNode data = tree == null ? MissingNode.getInstance() : Json.at(tree, EventXml.ROOT, "EventData");
        return tree == null || data.isObject() ? data : Json.at(tree, EventXml.ROOT, "DataItem", "EventData");
    }
}
