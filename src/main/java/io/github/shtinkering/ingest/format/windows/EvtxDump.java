package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.format.windows.data.EventTree;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;

/** {@code evtx_dump}, Chainsaw and their like: the event's XML as JSON, with the element {@code Event} or what is in it. */
public final class EvtxDump implements WindowsEventFormat {
    @Override
    public String name() {
        return "evtx-dump";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return event(record).path("System").isObject();
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return EventTree.read(event(record), context);
    }

    private static JsonNode event(JsonNode record) {
        return record.has("Event") ? record.get("Event") : record;
    }
}
