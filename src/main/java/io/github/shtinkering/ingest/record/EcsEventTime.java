package io.github.shtinkering.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/** The time of an event in the Elastic Common Schema. */
public final class EcsEventTime {
    private EcsEventTime() {}

    /**
     * Returns the event's own time: in an alert that Kibana made of the event, {@code @timestamp} is when its rule ran. Null
     * when there is none.
     */
    public static @Nullable String of(JsonNode record) {
        String original = JsonTrees.text(record, "kibana", "alert", "original_time");
        return original != null ? original : JsonTrees.text(record, "@timestamp");
    }

    /** Whether the record is an alert that a rule of Kibana's made of an event, whose fields it copies. */
    public static boolean isOfCopy(JsonNode record) {
        String kind = JsonTrees.text(record, "kibana", "alert", "original_event", "kind");
        return kind != null && !kind.equals("alert") && !kind.equals("signal");
    }
}
