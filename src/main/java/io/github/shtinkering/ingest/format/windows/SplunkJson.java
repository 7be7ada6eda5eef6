package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.document.xml.EventXml;
import io.github.shtinkering.ingest.format.windows.data.EventTree;
import io.github.shtinkering.ingest.format.windows.data.SplunkFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/** Splunk's search results as JSON: fields extracted by its Windows and Sysmon add-ons, event XML or classic text. */
public final class SplunkJson implements WindowsEventFormat {
    @Override
    public String name() {
        return "splunk-json";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("EventCode") && (channel(record) != null) && computer(record) != null;
    }

    private static @Nullable String computer(JsonNode record) {
        return first(record, "ComputerName", "Computer", "dvc", "host");
    }

    private static @Nullable String channel(JsonNode record) {
        String channel = first(record, "Channel", "LogName");
        String source = channel == null ? JsonTrees.text(record, "source") : null;
        int colon = source == null ? -1 : source.indexOf(':');
        boolean windows =
                source != null && colon > 0 && AsciiCase.endsWithIgnoreCase(source.substring(0, colon), "WinEventLog");
        return windows ? source.substring(colon + 1) : channel;
    }

    @Override
    public boolean hasHeader(JsonNode record) {
        return false;
    }

    /** The event itself, where it is kept, wins over what was extracted from it: then the channel may be a collector's. */
    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String raw = JsonTrees.text(record, "_raw");
        JsonNode tree = raw == null || !raw.startsWith("<") ? null : EventXml.parse(raw);
        JsonNode event = tree == null ? null : JsonTrees.at(tree, EventXml.ROOT, "Event");
        if (event != null && event.path("System").isObject()) {
            return EventTree.read(event, context);
        }
        return new WindowsEvent(
                context.hostName(computer(record)),
                null,
                first(record, "SourceName", "ProviderName", "Name"),
                channel(record),
                WindowsEvent.eventId(record.path("EventCode")),
                first(record, "EventRecordID", "RecordNumber", "RecordID"),
                context.time(first(record, "SystemTime", "TimeCreated", "_time")),
                ProcessIds.parse(first(record, "ExecutionProcessID", "ProcessID")),
                "Message",
                new SplunkFields(record));
    }

    private static @Nullable String first(JsonNode record, String... keys) {
        for (String key : keys) {
            String value = JsonTrees.text(record, key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
