package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;
import org.jspecify.annotations.Nullable;

/** The event's XML as a tree: {@code Event.System}, {@code Event.EventData}, attributes in {@code #attributes}. */
final class EventTree {
    private EventTree() {}

    /** Reads the tree below {@code Event}. */
    static WindowsEvent read(JsonNode event, RecordContext context) {
        JsonNode system = Json.at(event, "System");
        return new WindowsEvent(
                context.hostName(Json.text(system, "Computer")),
                null,
                attribute(system, "Provider", "Name"),
                Json.text(system, "Channel"),
                WindowsEvent.eventId(system.path("EventID")),
                recordId(Json.text(system, "EventRecordID")),
                context.time(attribute(system, "TimeCreated", "SystemTime")),
                Pids.parse(attribute(system, "Execution", "ProcessID")),
                null,
                new JsonFields(Json.at(event, "EventData")));
    }

    private static @Nullable String recordId(@Nullable String raw) {
        return "0".equals(raw) ? null : raw;
    }

    /** Tools differ: attributes in an object of their own, beside the element, or as its fields, with a sign or without. */
    private static @Nullable String attribute(JsonNode system, String element, String name) {
        String nested = Json.text(system, element, "#attributes", name);
        if (nested != null) {
            return nested;
        }
        String beside = Json.text(system, element + "_attributes", name);
        if (beside != null) {
            return beside;
        }
        String signed = Json.text(system, element, "@" + name);
        return signed != null ? signed : Json.text(system, element, name);
    }
}
