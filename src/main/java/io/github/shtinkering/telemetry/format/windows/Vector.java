package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;

/** Vector's {@code windows_event_log} source. */
public final class Vector implements WindowsEventFormat {
    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("event_id") && record.has("channel") && record.has("computer");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(Json.text(record, "computer")),
                null,
                Json.text(record, "provider_name"),
                Json.text(record, "channel"),
                WindowsEvent.eventId(record.path("event_id")),
                Json.text(record, "record_id"),
                context.time(Json.text(record, "timestamp")),
                Pids.parse(Json.text(record, "process_id")),
                null,
                new JsonFields(record.path("event_data")));
    }
}
