package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.edr.SentinelOne;
import io.github.shtinkering.ingest.format.edr.SentinelOneEvent;
import io.github.shtinkering.ingest.record.EcsEventTime;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.IntegrityLevels;
import io.github.shtinkering.normal.RegistryData;
import org.jspecify.annotations.Nullable;

/**
 * SentinelOne's events through Elastic's {@code sentinel_one_cloud_funnel} integration. Fields that ECS has may be left out
 * of the vendor's own object; older versions of the integration have the started process there only.
 */
public final class SentinelOneEcs implements RecordFormat {
    @Override
    public String name() {
        return "sentinelone-ecs";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return JsonTrees.at(record, "sentinel_one_cloud_funnel", "event").isObject();
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode event = JsonTrees.at(record, "sentinel_one_cloud_funnel", "event");
        String host =
                SentinelOneEvent.or(JsonTrees.text(record, "host", "hostname"), JsonTrees.text(record, "host", "name"));
        RecordHead head = new RecordHead(
                context.hostName(SentinelOneEvent.or(JsonTrees.text(event, "endpoint", "name"), host)),
                JsonTrees.text(event, "agent", "uuid"),
                context.time(EcsEventTime.of(record)),
                name(),
                SentinelOne.SENSOR,
                SentinelOneEvent.or(JsonTrees.text(event, "id"), JsonTrees.text(record, "event", "id")));
        String type = SentinelOneEvent.or(JsonTrees.text(event, "type"), JsonTrees.text(event, "meta_event_name"));
        ProcessRef ownTarget = process(JsonTrees.at(event, "tgt", "process"));
        boolean isStart = EcsDocument.eventHas(record, "type", "start") || startsProcess(type);
        new SentinelOneEvent(
                        type,
                        source(record, event, isStart),
                        ownTarget != null ? ownTarget : isStart ? started(record, event) : null,
                        registryPath(record, event),
                        registryData(record, event),
                        file(record.path("file"), JsonTrees.at(event, "tgt", "file")))
                .tell(context.observe(head));
    }

    private static @Nullable ProcessRef started(JsonNode record, JsonNode event) {
        ProcessRef process = EcsDocument.process(record);
        String level = JsonTrees.text(event, "tgt", "process", "integrity_level");
        return process == null || level == null ? process : process.withIntegrity(IntegrityLevels.parse(level));
    }

    private static boolean startsProcess(@Nullable String type) {
        return type != null && type.replace(" ", "").equalsIgnoreCase("processcreation");
    }

    /** Who acted: the parent of a process that was started. */
    private static @Nullable ProcessRef source(JsonNode record, JsonNode event, boolean isStart) {
        ProcessRef own = process(JsonTrees.at(event, "src", "process"));
        if (own != null) {
            return own;
        }
        JsonNode process = record.path("process");
        return process(isStart ? process.path("parent") : process, record);
    }

    private static @Nullable ProcessRef process(JsonNode process, JsonNode record) {
        return EcsDocument.process(process, process.has("user") ? process.path("user") : record.path("user"));
    }

    /** The vendor's own object of a process, where it tells which program it is. */
    private static @Nullable ProcessRef process(JsonNode process) {
        String path = JsonTrees.text(process, "image", "path");
        return path == null
                ? null
                : new ProcessRefBuilder()
                        .pid(JsonTrees.text(process, "pid"))
                        .entityId(JsonTrees.text(process, "uid"))
                        .executable(path)
                        .commandLine(JsonTrees.text(process, "cmd_line"))
                        .user(JsonTrees.text(process, "user", "name"))
                        .sha256(JsonTrees.text(process, "image", "sha256"))
                        .integrity(JsonTrees.text(process, "integrity_level"))
                        .build();
    }

    /** Older versions have the whole path of a value in {@code registry.key}, newer ones its name apart, too. */
    private static @Nullable String registryPath(JsonNode record, JsonNode event) {
        JsonNode registry = record.path("registry");
        String path =
                SentinelOneEvent.or(JsonTrees.text(event, "registry", "key", "path"), JsonTrees.text(registry, "path"));
        String key = JsonTrees.text(registry, "key");
        String value = JsonTrees.text(registry, "value");
        return path != null || key == null || value == null ? SentinelOneEvent.or(path, key) : key + '\\' + value;
    }

    private static RegistryData registryData(JsonNode record, JsonNode event) {
        JsonNode data = JsonTrees.at(record, "registry", "data");
        return RegistryData.of(
                SentinelOneEvent.or(JsonTrees.text(data, "strings"), JsonTrees.text(event, "registry", "val")),
                SentinelOneEvent.or(JsonTrees.text(data, "type"), JsonTrees.text(event, "registry", "value", "type")));
    }

    private static SentinelOneEvent.File file(JsonNode file, JsonNode own) {
        Long size = SentinelOneEvent.size(file);
        return new SentinelOneEvent.File(
                SentinelOneEvent.or(JsonTrees.text(file, "path"), JsonTrees.text(own, "path")),
                JsonTrees.text(own, "old", "path"),
                size != null ? size : SentinelOneEvent.size(own));
    }
}
