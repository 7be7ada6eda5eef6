package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.ProcessIds;
import org.jspecify.annotations.Nullable;

/** The event's XML as a tree: {@code Event.System}, {@code Event.EventData}, attributes in {@code #attributes}. */
public final class EventTree {
    private EventTree() {}

    /** Reads the tree below {@code Event}. */
    public static WindowsEvent read(JsonNode event, RecordContext context) {
        JsonNode system = JsonTrees.at(event, "System");
        return new WindowsEvent(
                context.hostName(JsonTrees.text(system, "Computer")),
                null,
                attribute(system, "Provider", "Name"),
                JsonTrees.text(system, "Channel"),
                WindowsEvent.eventId(system.path("EventID")),
                recordId(JsonTrees.text(system, "EventRecordID")),
                context.time(attribute(system, "TimeCreated", "SystemTime")),
                ProcessIds.parse(attribute(system, "Execution", "ProcessID")),
                null,
                new JsonFields(JsonTrees.at(event, "EventData")));
    }

    private static @Nullable String recordId(@Nullable String raw) {
        return "0".equals(raw) ? null : raw;
    }

    /** Tools differ: attributes in an object of their own, beside the element, or as its fields, with a sign or without. */
    private static @Nullable String attribute(JsonNode system, String element, String name) {
        String nested = JsonTrees.text(system, element, "#attributes", name);
        if (nested != null) {
            return nested;
        }
        String beside = JsonTrees.text(system, element + "_attributes", name);
        if (beside != null) {
            return beside;
        }
        String signed = JsonTrees.text(system, element, "@" + name);
        return signed != null ? signed : JsonTrees.text(system, element, name);
    }
}
