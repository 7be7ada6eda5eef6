package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;

/** Velociraptor's artifacts of event logs: flat rows, without the header's process. Its whole events are event trees. */
public final class Velociraptor implements WindowsEventFormat {
    @Override
    public String name() {
        return "velociraptor";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("EventTime") && record.has("EventID") && record.has("EventData") && record.has("Computer");
    }

    @Override
    public boolean hasHeader(JsonNode record) {
        return false;
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(Json.text(record, "Computer")),
                null,
                Json.text(record, "Provider"),
                Json.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                Json.text(record, "EventRecordID"),
                context.time(Json.text(record, "EventTime")),
                null,
                null,
                new JsonFields(record.path("EventData")));
    }
}
