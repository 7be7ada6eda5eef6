package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;

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
                context.hostName(JsonTrees.text(record, "computer_name")),
                null,
                JsonTrees.text(record, "source_name"),
                JsonTrees.text(record, "log_name"),
                WindowsEvent.eventId(record.path("event_id")),
                JsonTrees.text(record, "record_number"),
                context.time(JsonTrees.text(record, "@timestamp")),
                ProcessIds.parse(JsonTrees.text(record, "process_id")),
                null,
                new JsonFields(record.path("event_data")));
    }
}
