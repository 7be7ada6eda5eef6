package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The time of an event in the Elastic Common Schema. */
public final class EventTime {
    private EventTime() {}

    /**
     * Returns the event's own time: in an alert that Kibana made of the event, {@code @timestamp} is when its rule ran. Null
     * when there is none.
     */
    public static @Nullable String of(JsonNode record) {
        String original = Json.text(record, "kibana", "alert", "original_time");
        return original != null ? original : Json.text(record, "@timestamp");
    }

    /** Whether the record is an alert that a rule of Kibana's made of an event, whose fields it copies. */
    public static boolean isOfCopy(JsonNode record) {
        String kind = Json.text(record, "kibana", "alert", "original_event", "kind");
        return kind != null && !kind.equals("alert") && !kind.equals("signal");
    }
}
