package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.EventTime;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.HostName;
import io.github.shtinkering.telemetry.normal.Pids;
import org.jspecify.annotations.Nullable;

/**
 * Winlogbeat 7 to 9 and Elastic Agent: {@code winlog.*}. Raw documents keep all data in {@code winlog.event_data};
 * processed ones have moved most of them into ECS fields, where {@link EcsFields} finds them.
 */
public final class Winlogbeat implements WindowsEventFormat {
    private final boolean processed;

    private Winlogbeat(boolean processed) {
        this.processed = processed;
    }

    /** Documents as Winlogbeat reads them. */
    public static Winlogbeat raw() {
        return new Winlogbeat(false);
    }

    /** Documents after an ingest pipeline or Winlogbeat's own module. */
    public static Winlogbeat ecs() {
        return new Winlogbeat(true);
    }

    @Override
    public String name() {
        return processed ? "winlogbeat-ecs" : "winlogbeat";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.path("winlog").isObject() && processed == isProcessed(record);
    }

    private static boolean isProcessed(JsonNode record) {
        JsonNode event = record.path("event");
        return event.has("category") || event.has("type") || event.has("module") || event.has("dataset");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        JsonNode winlog = record.path("winlog");
        HostName computer = context.hostName(or(Json.text(winlog, "computer_name"), Json.text(record, "host", "name")));
        return new WindowsEvent(
                computer,
                ownHostId(record, computer, context),
                or(Json.text(winlog, "provider_name"), Json.text(record, "event", "provider")),
                Json.text(winlog, "channel"),
                WindowsEvent.eventId(
                        winlog.has("event_id") ? winlog.get("event_id") : Json.at(record, "event", "code")),
                Json.text(winlog, "record_id"),
                context.time(EventTime.of(record)),
                Pids.parse(Json.text(winlog, "process", "pid")),
                null,
                new EcsFields(record, new JsonFields(winlog.path("event_data"))));
    }

    /** {@code host.id} is the agent's: a collector's when it forwards the events of others. */
    private static @Nullable String ownHostId(JsonNode record, @Nullable HostName computer, RecordContext context) {
        HostName agent =
                context.hostName(or(Json.text(record, "host", "hostname"), Json.text(record, "agent", "hostname")));
        boolean own = computer != null && agent != null && computer.name().equals(agent.name());
        return own ? Json.text(record, "host", "id") : null;
    }

    private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
        return value != null ? value : otherwise;
    }
}
