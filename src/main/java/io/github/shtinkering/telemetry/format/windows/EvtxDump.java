package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;

/** {@code evtx_dump} and Chainsaw: the event's XML as JSON. */
public final class EvtxDump implements WindowsEventFormat {
    @Override
    public String name() {
        return "evtx-dump";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return Json.at(record, "Event", "System").isObject();
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return EventTree.read(record.get("Event"), context);
    }
}
