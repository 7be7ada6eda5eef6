package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;
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
                context.hostName(Json.text(record, "Computer")),
                null,
                Json.text(record, "Provider"),
                Json.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventId")),
                Json.text(record, "EventRecordId"),
                context.time(Json.text(record, "TimeCreated")),
                Pids.parse(Json.text(record, "ProcessId")),
                null,
                new JsonFields(data(record.path("Payload"))));
    }

    private static JsonNode data(JsonNode payload) {
        JsonNode data = Json.at(payload.isTextual() ? Json.parse(payload.textValue()) : payload, "EventData");
        return Json.at(data, "Data").isTextual() ? unnamed(data.get("Data").textValue()) : data;
    }

    /** Values without names stand in one text. */
    private static JsonNode unnamed(String values) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("Data");
        BETWEEN_UNNAMED.splitAsStream(values).forEach(list::add);
        return data;
    }
}
