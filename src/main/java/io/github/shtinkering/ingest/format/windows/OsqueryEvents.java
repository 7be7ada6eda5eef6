package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/** osquery's tables of Windows events: a row an event, with its data as JSON in a text. */
public final class OsqueryEvents implements WindowsEventFormat {
    @Override
    public String name() {
        return "osquery-events";
    }

    @Override
    public boolean recognises(JsonNode record) {
        JsonNode row = record.path("columns");
        return record.has("hostIdentifier") && (row.has("eventid") || row.has("provider_name"));
    }

    @Override
    public boolean hasHeader(JsonNode record) {
        return false;
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        JsonNode row = record.path("columns");
        String channel = JsonTrees.text(row, "source");
        String computer = JsonTrees.text(row, "computer_name");
        return new WindowsEvent(
                context.hostName(computer != null ? computer : JsonTrees.text(record, "hostIdentifier")),
                null,
                JsonTrees.text(row, "provider_name"),
                channel != null ? channel : JsonTrees.text(row, "channel"),
                WindowsEvent.eventId(row.path("eventid")),
                null,
                context.time(time(record, row)),
                ProcessIds.parse(JsonTrees.text(row, "pid")),
                null,
                new JsonFields(data(row)));
    }

    private static @Nullable String time(JsonNode record, JsonNode row) {
        String time = JsonTrees.text(row, "datetime");
        return time != null ? time : JsonTrees.text(record, "unixTime");
    }

    private static JsonNode data(JsonNode row) {
        JsonNode text = row.path("data");
        JsonNode data = text.isTextual() ? JsonTrees.parse(text.textValue()) : text;
        return data.has("EventData") ? data.path("EventData") : data;
    }
}
