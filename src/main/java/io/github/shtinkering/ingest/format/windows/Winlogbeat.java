package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.data.EcsFields;
import io.github.shtinkering.ingest.format.windows.data.JsonFields;
import io.github.shtinkering.ingest.format.windows.event.WindowsEvent;
import io.github.shtinkering.ingest.format.windows.event.WindowsEventFormat;
import io.github.shtinkering.ingest.record.EcsEventTime;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.ProcessIds;
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
        HostName computer =
                context.hostName(or(JsonTrees.text(winlog, "computer_name"), JsonTrees.text(record, "host", "name")));
        return new WindowsEvent(
                computer,
                ownHostId(record, computer, context),
                or(JsonTrees.text(winlog, "provider_name"), JsonTrees.text(record, "event", "provider")),
                JsonTrees.text(winlog, "channel"),
                WindowsEvent.eventId(
                        winlog.has("event_id") ? winlog.get("event_id") : JsonTrees.at(record, "event", "code")),
                JsonTrees.text(winlog, "record_id"),
                context.time(EcsEventTime.of(record)),
                ProcessIds.parse(JsonTrees.text(winlog, "process", "pid")),
                null,
                new EcsFields(record, new JsonFields(winlog.path("event_data"))));
    }

    /** {@code host.id} is the agent's: a collector's when it forwards the events of others. */
    private static @Nullable String ownHostId(JsonNode record, @Nullable HostName computer, RecordContext context) {
        HostName agent = context.hostName(
                or(JsonTrees.text(record, "host", "hostname"), JsonTrees.text(record, "agent", "hostname")));
        boolean own = computer != null && agent != null && computer.name().equals(agent.name());
        return own ? JsonTrees.text(record, "host", "id") : null;
    }

    private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
        return value != null ? value : otherwise;
    }
}
