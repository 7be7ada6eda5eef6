package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.document.xml.EventXml;

/** Log Analytics' EventData: an object, JSON in a string, or XML in a string, alone or in what is around it. */
public final class SentinelEventData {
    private SentinelEventData() {}

    /** Returns the data of a record; what could not be parsed for the table stands in a column of its own. */
    public static JsonNode of(JsonNode record) {
        JsonNode data = parse(record.path("EventData"));
        boolean isData = data.isObject() || (data.isArray() && data.path(0).isObject());
        return isData ? data : parse(record.path("RawEventData"));
    }

    private static JsonNode parse(JsonNode eventData) {
        if (eventData.size() == 1 && eventData.path(0).isTextual()) {
            return parse(eventData.path(0));
        }
        if (!eventData.isTextual()) {
            return eventData;
        }
        String text = eventData.textValue().strip();
        if (!text.startsWith("<")) {
            return JsonTrees.parse(text);
        }
        JsonNode tree = EventXml.parse(text);
        if (tree == null) {
            return MissingNode.getInstance();
        }
        for (String around : new String[] {"Event", "DataItem"}) {
            JsonNode data = JsonTrees.at(tree, EventXml.ROOT, around, "EventData");
            if (data.isObject()) {
                return data;
            }
        }
        return JsonTrees.at(tree, EventXml.ROOT, "EventData");
    }
}
