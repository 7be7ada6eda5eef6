package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's Windows event log receiver: the body as it makes it of the event's XML. */
public final class OpenTelemetry implements WindowsEventFormat {
    @Override
    public String name() {
        return "opentelemetry";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("system_time") && record.has("channel") && record.has("computer");
    }

    /** Receivers before those that tell the event's version leave the header's process out. */
    @Override
    public boolean hasHeader(JsonNode record) {
        return record.has("version");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(Json.text(record, "computer")),
                null,
                Json.text(record, "provider", "name"),
                Json.text(record, "channel"),
                WindowsEvent.eventId(record.path("event_id")),
                Json.text(record, "record_id"),
                context.time(Json.text(record, "system_time")),
                headerPid(record),
                null,
                new JsonFields(record.path("event_data")));
    }

    private static @Nullable Long headerPid(JsonNode record) {
        return Pids.parse(Json.text(record, "execution", "process_id"));
    }
}
