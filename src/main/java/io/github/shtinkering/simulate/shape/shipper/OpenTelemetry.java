package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenTelemetry's receiver through Kafka with the encoding {@code raw}: the body alone. */
public final class OpenTelemetry extends EventLogShape {
    public OpenTelemetry(EventLog log) {
        super("opentelemetry", log);
    }

    /** Older receivers make of EventData a list of maps with one key each; values without names stay so. */
    @Override
    public String render(EventRecord record) {
        List<Object> data = new ArrayList<>();
        record.data()
                .forEach((name, value) -> data.add(record.isPositional() ? Map.of("", value) : Map.of(name, value)));
        return body(record, Map.of("data", data)).toString();
    }

    static JsonDocument body(EventRecord record, Object data) {
        return new JsonDocument()
                .put("channel", record.channel())
                .put("computer", record.computer())
                .put("event_id.id", record.eventId())
                .put("event_id.qualifiers", 0)
                .put("event_data", data)
                .put("execution.process_id", record.loggerPid())
                .put("execution.thread_id", 3128)
                .put("keywords", List.of("0x8000000000000000"))
                .put("level", "Information")
                .put("message", record.title())
                .put("opcode", "Info")
                .put("provider.name", record.provider())
                .put("provider.guid", record.providerGuid())
                .put("provider.event_source", "")
                .put("record_id", record.recordId())
                .put("system_time", TimeSpellings.iso(record.timeCreatedMillis(), 7))
                .put("task", record.title())
                .put("version", record.version());
    }
}
