package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;

/** Winlogbeat 5 and 6: flat, and {@code host.name} and {@code beat.hostname} are the collector's. */
public final class Winlogbeat6 implements WindowsEventFormat {
    @Override
    public String name() {
        return "winlogbeat6";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("event_id") && record.has("log_name") && record.has("computer_name");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(Json.text(record, "computer_name")),
                null,
                Json.text(record, "source_name"),
                Json.text(record, "log_name"),
                WindowsEvent.eventId(record.path("event_id")),
                Json.text(record, "record_number"),
                context.time(Json.text(record, "@timestamp")),
                Pids.parse(Json.text(record, "process_id")),
                null,
                new JsonFields(record.path("event_data")));
    }
}
