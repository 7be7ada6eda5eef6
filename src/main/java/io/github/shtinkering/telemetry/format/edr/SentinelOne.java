package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.ProcessRefBuilder;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.RecordHead;
import io.github.shtinkering.telemetry.normal.RegistryData;
import org.jspecify.annotations.Nullable;

/** SentinelOne's Cloud Funnel: dotted names, {@code src.process} and what it did to {@code tgt}. */
public final class SentinelOne implements RecordFormat {
    static final String SENSOR = "sentinelone";

    @Override
    public String name() {
        return "sentinelone";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.path("endpoint").has("name")
                && (record.has("src") || record.has("tgt"))
                && (record.path("event").has("type") || record.path("meta").has("event"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode source = record.path("src").path("process");
        JsonNode target = record.path("tgt");
        JsonNode registry = record.path("registry");
        Observations observations = context.observe(new RecordHead(
                context.hostName(Json.text(record, "endpoint", "name")),
                Json.text(record, "agent", "uuid"),
                context.time(Json.text(record, "event", "time")),
                name(),
                SENSOR,
                Json.text(record, "event", "id")));
        JsonNode file = target.path("file");
        new SentinelOneEvent(
                        SentinelOneEvent.or(
                                Json.text(record, "event", "type"), Json.text(record, "meta", "event", "name")),
                        process(source),
                        process(target.path("process")),
                        Json.text(registry, "keyPath"),
                        RegistryData.of(Json.text(registry, "value"), Json.text(registry, "valueType")),
                        new SentinelOneEvent.File(
                                Json.text(file, "path"), Json.text(file, "oldPath"), SentinelOneEvent.size(file)))
                .tell(observations);
    }

    private static @Nullable ProcessRef process(JsonNode process) {
        String path = Json.text(process, "image", "path");
        return new ProcessRefBuilder()
                .pid(Json.text(process, "pid"))
                .entityId(Json.text(process, "uid"))
                .executable(SentinelOneEvent.or(path, Json.text(process, "name")))
                .commandLine(Json.text(process, "cmdline"))
                .user(Json.text(process, "user"))
                .sha256(Json.text(process, "image", "sha256"))
                .signature(signed(process), Json.text(process, "publisher"))
                .integrity(Json.text(process, "integrityLevel"))
                .build();
    }

    private static @Nullable Boolean signed(JsonNode process) {
        String status = Json.text(process, "signedStatus");
        return status == null ? null : Boolean.valueOf(status.equals("signed"));
    }
}
