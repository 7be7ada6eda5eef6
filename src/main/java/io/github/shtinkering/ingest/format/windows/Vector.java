package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;

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
                context.hostName(JsonTrees.text(record, "computer")),
                null,
                JsonTrees.text(record, "provider_name"),
                JsonTrees.text(record, "channel"),
                WindowsEvent.eventId(record.path("event_id")),
                JsonTrees.text(record, "record_id"),
                context.time(JsonTrees.text(record, "timestamp")),
                ProcessIds.parse(JsonTrees.text(record, "process_id")),
                null,
                new JsonFields(record.path("event_data")));
    }
}
