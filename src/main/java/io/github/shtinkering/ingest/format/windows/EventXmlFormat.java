package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.document.xml.EventXml;
import io.github.shtinkering.ingest.format.windows.data.EventTree;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;

/** Event XML: Splunk's universal forwarder with {@code renderXml}, the Event Viewer's export, {@code wevtutil}. */
public final class EventXmlFormat implements WindowsEventFormat {
    @Override
    public String name() {
        return "event-xml";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return JsonTrees.at(record, EventXml.ROOT, "Event", "System").isObject();
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        return EventTree.read(JsonTrees.at(record, EventXml.ROOT, "Event"), context);
    }
}
