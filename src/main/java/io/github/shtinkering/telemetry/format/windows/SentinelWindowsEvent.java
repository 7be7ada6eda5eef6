package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;

/** Microsoft Sentinel's WindowsEvent table: EventData is JSON in a string. */
public final class SentinelWindowsEvent implements WindowsEventFormat {
    @Override
    public String name() {
        return "sentinel-windows-event";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("TimeGenerated")
                && record.has("Provider")
                && record.has("EventID")
                && record.has("EventData");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return new WindowsEvent(
                context.hostName(Json.text(record, "Computer")),
                null,
                Json.text(record, "Provider"),
                Json.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                Json.text(record, "EventRecordId"),
                context.time(Json.text(record, "TimeGenerated")),
                Pids.parse(Json.text(record, "SystemProcessId")),
                null,
                new JsonFields(SentinelEventData.of(record)));
    }
}
