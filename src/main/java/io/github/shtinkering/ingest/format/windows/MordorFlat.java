package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;

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
        String created = JsonTrees.text(record, "TimeCreated");
        return new WindowsEvent(
                context.hostName(JsonTrees.text(record, "Hostname")),
                null,
                JsonTrees.text(record, "SourceName"),
                JsonTrees.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                null,
                context.time(created != null ? created : JsonTrees.text(record, "@timestamp")),
                null,
                "Message",
                new JsonFields(record));
    }
}
