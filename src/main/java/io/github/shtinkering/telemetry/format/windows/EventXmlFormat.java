package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.EventXml;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;

/** Event XML: Splunk's universal forwarder with {@code renderXml}, the Event Viewer's export, {@code wevtutil}. */
public final class EventXmlFormat implements WindowsEventFormat {
    @Override
    public String name() {
        return "event-xml";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return Json.at(record, EventXml.ROOT, "Event", "System").isObject();
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return EventTree.read(Json.at(record, EventXml.ROOT, "Event"), context);
    }
}
