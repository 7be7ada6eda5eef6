package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;

/**
 * Security-Datasets' flat export: no record ids, no header, and {@code TimeCreated} local although it ends in Z; Sysmon's
 * UtcTime is right.
 */
public final class MordorFlat implements WindowsEventFormat {
    @Override
    public String name() {
        return "mordor";
    }

    @Override
    public boolean recognises(JsonNode record) {
        boolean isOfNxlog = record.has("EventReceivedTime"); // and lacks what NXLog writes
        return record.has("Hostname") && record.has("EventID") && record.has("Channel") && !isOfNxlog;
    }

    @Override
    public boolean hasHeader(JsonNode record) {
        return false;
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String created = Json.text(record, "TimeCreated");
        return new WindowsEvent(
                context.hostName(Json.text(record, "Hostname")),
                null,
                Json.text(record, "SourceName"),
                Json.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                null,
                context.time(created != null ? created : Json.text(record, "@timestamp")),
                null,
                "Message",
                new JsonFields(record));
    }
}
