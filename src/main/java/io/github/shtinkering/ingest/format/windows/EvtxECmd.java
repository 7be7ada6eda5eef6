package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import java.util.regex.Pattern;

/** EvtxECmd's JSON, also out of KAPE: the header as fields, the event's data as JSON in a text. */
public final class EvtxECmd implements WindowsEventFormat {
    private static final Pattern BETWEEN_UNNAMED = Pattern.compile(", ");

    @Override
    public String name() {
        return "evtxecmd";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("Payload") && record.has("EventId") && record.has("Channel");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(JsonTrees.text(record, "Computer")),
                null,
                JsonTrees.text(record, "Provider"),
                JsonTrees.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventId")),
                JsonTrees.text(record, "EventRecordId"),
                context.time(JsonTrees.text(record, "TimeCreated")),
                ProcessIds.parse(JsonTrees.text(record, "ProcessId")),
                null,
                new JsonFields(data(record.path("Payload"))));
    }

    private static JsonNode data(JsonNode payload) {
        JsonNode data = JsonTrees.at(payload.isTextual() ? JsonTrees.parse(payload.textValue()) : payload, "EventData");
        return JsonTrees.at(data, "Data").isTextual() ? unnamed(data.get("Data").textValue()) : data;
    }

    /** Values without names stand in one text. */
    private static JsonNode unnamed(String values) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("Data");
        BETWEEN_UNNAMED.splitAsStream(values).forEach(list::add);
        return data;
    }
}
