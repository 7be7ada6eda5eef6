package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.data.SentinelEventData;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;

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
                context.hostName(JsonTrees.text(record, "Computer")),
                null,
                JsonTrees.text(record, "Provider"),
                JsonTrees.text(record, "Channel"),
                WindowsEvent.eventId(record.path("EventID")),
                JsonTrees.text(record, "EventRecordId"),
                context.time(JsonTrees.text(record, "TimeGenerated")),
                ProcessIds.parse(JsonTrees.text(record, "SystemProcessId")),
                null,
                new JsonFields(SentinelEventData.of(record)));
    }
}
