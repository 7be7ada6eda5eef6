package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.data.SentinelEventData;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Sentinel's SecurityEvent and Event tables: columns, and what has none in EventData as XML. They have no
 * header, and no record id.
 */
public final class SentinelSecurityEvent implements WindowsEventFormat {
    @Override
    public String name() {
        return "sentinel-security-event";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("TimeGenerated")
                && record.has("EventID")
                && record.has("Computer")
                && !record.has("Provider");
    }

    @Override
    public boolean hasHeader(JsonNode record) {
        return false;
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String source = JsonTrees.text(record, "EventSourceName");
        return new WindowsEvent(
                context.hostName(JsonTrees.text(record, "Computer")),
                JsonTrees.text(record, "SourceComputerId"),
                source != null ? source : JsonTrees.text(record, "Source"),
                channel(record),
                WindowsEvent.eventId(record.path("EventID")),
                JsonTrees.text(record, "EventRecordId"),
                context.time(JsonTrees.text(record, "TimeGenerated")),
                null,
                "RenderedDescription",
                new Columns(record, SentinelEventData.of(record)));
    }

    /** The table SecurityEvent holds one channel, and exports leave the column out; of another table nothing is known. */
    private static @Nullable String channel(JsonNode record) {
        String channel = JsonTrees.text(record, "Channel");
        String log = channel != null ? channel : JsonTrees.text(record, "EventLog");
        String table = JsonTrees.text(record, "Type");
        return log != null || table != null && !table.equals("SecurityEvent") ? log : "Security";
    }

    /** Exports add a column's type to its name where types differ: {@code ProcessId_string}. */
    private record Columns(JsonNode record, JsonNode eventData) implements EventFields {
        private static final String[] SUFFIXES = {"", "_string", "_dynamic"};

        @Override
        public @Nullable String get(String name) {
            for (String suffix : SUFFIXES) {
                String value = JsonTrees.text(record, name + suffix);
                if (value != null) {
                    return value;
                }
            }
            return new JsonFields(eventData).get(name);
        }

        @Override
        public @Nullable String at(int index) {
            return new JsonFields(eventData).at(index);
        }
    }
}
