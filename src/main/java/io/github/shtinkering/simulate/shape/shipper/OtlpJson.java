package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenTelemetry's receiver through Kafka with the encoding {@code otlp_json}; the resource is the collector. */
public final class OtlpJson extends EventLogShape {
    public OtlpJson(EventLog log) {
        super("otlp-json", log);
    }

    @Override
    public String render(EventRecord record) {
        Map<String, ?> body = OpenTelemetry.body(record, record.data()).fields();
        Map<String, ?> log =
                Map.of("timeUnixNano", record.timeCreatedMillis() + "000000", "severityNumber", 9, "body", typed(body));
        Map<String, ?> resource =
                Map.of("attributes", List.of(Map.of("key", "host.name", "value", typed("collector-7"))));
        return new JsonDocument()
                .put(
                        "resourceLogs",
                        List.of(Map.of(
                                "resource",
                                resource,
                                "scopeLogs",
                                List.of(Map.of("scope", Map.of(), "logRecords", List.of(log))))))
                .toString();
    }

    private static Map<String, ?> typed(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Object> pairs = new ArrayList<>();
            map.forEach((key, member) -> pairs.add(Map.of("key", key, "value", typed(member))));
            return Map.of("kvlistValue", Map.of("values", pairs));
        }
        if (value instanceof List<?> list) {
            return Map.of(
                    "arrayValue",
                    Map.of("values", list.stream().map(OtlpJson::typed).toList()));
        }
        return value instanceof Number ? Map.of("intValue", value.toString()) : Map.of("stringValue", value);
    }
}
