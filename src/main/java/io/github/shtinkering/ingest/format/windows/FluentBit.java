package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.data.MessageFields;
import io.github.shtinkering.ingest.format.windows.data.PositionalFields;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.PositionalNames;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Fluent Bit's {@code winevtlog} and its older {@code winlog}, and Fluentd's {@code windows_eventlog2}: the event's values
 * without their names, as a map, or in the message alone.
 */
public final class FluentBit implements WindowsEventFormat {
    @Override
    public String name() {
        return "fluent-bit";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("EventID")
                && record.has("Channel")
                && (record.has("StringInserts") || record.has("ProviderName") || isOfWinlog(record));
    }

    private static boolean isOfWinlog(JsonNode record) {
        return record.has("ComputerName") && record.has("TimeGenerated");
    }

    /** The older plugin reads an interface of Windows that has no process. */
    @Override
    public boolean hasHeader(JsonNode record) {
        return !isOfWinlog(record);
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String channel = JsonTrees.text(record, "Channel");
        Integer id = WindowsEvent.eventId(record.path("EventID"));
        return new WindowsEvent(
                context.hostName(or(record, "Computer", "ComputerName")),
                null,
                or(record, "ProviderName", "SourceName"),
                channel,
                id,
                or(record, "EventRecordID", "RecordNumber"),
                time(record, context),
                ProcessIds.parse(JsonTrees.text(record, "ProcessID")),
                null,
                data(record, channel, id, context));
    }

    private static @Nullable Timestamp time(JsonNode record, RecordContext context) {
        return context.time(or(record, "TimeCreated", "TimeGenerated"));
    }

    private static EventFields data(
            JsonNode record, @Nullable String channel, @Nullable Integer id, RecordContext context) {
        JsonNode data = record.has("EventData") ? record.get("EventData") : record.path("StringInserts");
        if (data.isObject()) {
            return new JsonFields(data);
        }
        if (data.isArray()) {
            return new PositionalFields(data, PositionalNames.of(channel, id, data));
        }
        String message = or(record, "Message", "Description");
        if (message == null) {
            context.missing("StringInserts or EventData, and the message");
        }
        return MessageFields.of(channel, message);
    }

    private static @Nullable String or(JsonNode record, String name, String otherwise) {
        String value = JsonTrees.text(record, name);
        return value != null ? value : JsonTrees.text(record, otherwise);
    }
}
