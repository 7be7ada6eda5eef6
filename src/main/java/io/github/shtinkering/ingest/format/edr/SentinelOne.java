package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.RegistryData;
import org.jspecify.annotations.Nullable;

/** SentinelOne's Cloud Funnel: dotted names, {@code src.process} and what it did to {@code tgt}. */
public final class SentinelOne implements RecordFormat {
    public static final String SENSOR = "sentinelone";

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
                context.hostName(JsonTrees.text(record, "endpoint", "name")),
                JsonTrees.text(record, "agent", "uuid"),
                context.time(JsonTrees.text(record, "event", "time")),
                name(),
                SENSOR,
                JsonTrees.text(record, "event", "id")));
        JsonNode file = target.path("file");
        new SentinelOneEvent(
                        SentinelOneEvent.or(
                                JsonTrees.text(record, "event", "type"),
                                JsonTrees.text(record, "meta", "event", "name")),
                        process(source),
                        process(target.path("process")),
                        JsonTrees.text(registry, "keyPath"),
                        RegistryData.of(JsonTrees.text(registry, "value"), JsonTrees.text(registry, "valueType")),
                        new SentinelOneEvent.File(
                                JsonTrees.text(file, "path"),
                                JsonTrees.text(file, "oldPath"),
                                SentinelOneEvent.size(file)))
                .tell(observations);
    }

    private static @Nullable ProcessRef process(JsonNode process) {
        String path = JsonTrees.text(process, "image", "path");
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(process, "pid"))
                .entityId(JsonTrees.text(process, "uid"))
                .executable(SentinelOneEvent.or(path, JsonTrees.text(process, "name")))
                .commandLine(JsonTrees.text(process, "cmdline"))
                .user(JsonTrees.text(process, "user"))
                .sha256(JsonTrees.text(process, "image", "sha256"))
                .signature(signed(process), JsonTrees.text(process, "publisher"))
                .integrity(JsonTrees.text(process, "integrityLevel"))
                .build();
    }

    private static @Nullable Boolean signed(JsonNode process) {
        String status = JsonTrees.text(process, "signedStatus");
        return status == null ? null : Boolean.valueOf(status.equals("signed"));
    }
}
