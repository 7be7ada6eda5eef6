package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;

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
                context.hostName(JsonTrees.text(record, "Computer")),
                null,
                JsonTrees.text(record, "Provider"),
                JsonTrees.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                JsonTrees.text(record, "EventRecordID"),
                context.time(JsonTrees.text(record, "EventTime")),
                null,
                null,
                new JsonFields(record.path("EventData")));
    }
}
