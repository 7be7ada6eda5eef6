package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.MessageFields;
import io.github.shtinkering.ingest.format.windows.data.PositionalFields;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.format.windows.event.PositionalNames;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/**
 * {@code Get-WinEvent | ConvertTo-JsonTrees}, of PowerShell 5 and 7: the event's values without their names, or, where the depth
 * of the conversion did not suffice, only the names of their class; then the message tells them.
 */
public final class GetWinEvent implements WindowsEventFormat {
    @Override
    public String name() {
        return "get-winevent";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("Id") && record.has("LogName") && (record.has("MachineName") || record.has("ProviderName"));
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String channel = JsonTrees.text(record, "LogName");
        Integer id = WindowsEvent.eventId(record.path("Id"));
        return new WindowsEvent(
                context.hostName(JsonTrees.text(record, "MachineName")),
                null,
                JsonTrees.text(record, "ProviderName"),
                channel,
                id,
                JsonTrees.text(record, "RecordId"),
                context.time(time(record.path("TimeCreated"))),
                ProcessIds.parse(JsonTrees.text(record, "ProcessId")),
                null,
                data(record, channel, id, context));
    }

    /** With PowerShell's own members added to it, a time is an object. */
    private static @Nullable String time(JsonNode created) {
        String value = JsonTrees.text(created, "value");
        return value != null ? value : JsonTrees.text(created);
    }

    private static EventFields data(
            JsonNode record, @Nullable String channel, @Nullable Integer id, RecordContext context) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (JsonNode property : record.path("Properties")) {
            values.add(value(property.has("Value") ? property.get("Value") : property));
        }
        if (!values.isEmpty() && !isClassName(values.get(0))) {
            return new PositionalFields(values, PositionalNames.of(channel, id, values));
        }
        String message = JsonTrees.text(record, "Message");
        if (message == null) {
            context.missing("Properties with their values, and the message");
        }
        return MessageFields.of(channel, message);
    }

    /** SIDs are objects, too. */
    private static JsonNode value(JsonNode value) {
        return value.has("Value") ? value.get("Value") : value;
    }

    private static boolean isClassName(JsonNode value) {
        return value.asText().startsWith("System.Diagnostics.Eventing.");
    }
}
