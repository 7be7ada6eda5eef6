package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;
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
        String channel = Json.text(row, "source");
        String computer = Json.text(row, "computer_name");
        return new WindowsEvent(
                context.hostName(computer != null ? computer : Json.text(record, "hostIdentifier")),
                null,
                Json.text(row, "provider_name"),
                channel != null ? channel : Json.text(row, "channel"),
                WindowsEvent.eventId(row.path("eventid")),
                null,
                context.time(time(record, row)),
                Pids.parse(Json.text(row, "pid")),
                null,
                new JsonFields(data(row)));
    }

    private static @Nullable String time(JsonNode record, JsonNode row) {
        String time = Json.text(row, "datetime");
        return time != null ? time : Json.text(record, "unixTime");
    }

    private static JsonNode data(JsonNode row) {
        JsonNode text = row.path("data");
        JsonNode data = text.isTextual() ? Json.parse(text.textValue()) : text;
        return data.has("EventData") ? data.path("EventData") : data;
    }
}
