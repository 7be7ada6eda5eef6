package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
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
                context.hostName(JsonTrees.text(record, "computer")),
                null,
                JsonTrees.text(record, "provider", "name"),
                JsonTrees.text(record, "channel"),
                WindowsEvent.eventId(record.path("event_id")),
                JsonTrees.text(record, "record_id"),
                context.time(JsonTrees.text(record, "system_time")),
                headerPid(record),
                null,
                new JsonFields(record.path("event_data")));
    }

    private static @Nullable Long headerPid(JsonNode record) {
        return ProcessIds.parse(JsonTrees.text(record, "execution", "process_id"));
    }
}
