package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.telemetry.EventTime;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.ProcessRefBuilder;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.RecordHead;
import io.github.shtinkering.telemetry.normal.IntegrityLevels;
import io.github.shtinkering.telemetry.normal.RegistryData;
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
        return Json.at(record, "sentinel_one_cloud_funnel", "event").isObject();
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode event = Json.at(record, "sentinel_one_cloud_funnel", "event");
        String host = SentinelOneEvent.or(Json.text(record, "host", "hostname"), Json.text(record, "host", "name"));
        RecordHead head = new RecordHead(
                context.hostName(SentinelOneEvent.or(Json.text(event, "endpoint", "name"), host)),
                Json.text(event, "agent", "uuid"),
                context.time(EventTime.of(record)),
                name(),
                SentinelOne.SENSOR,
                SentinelOneEvent.or(Json.text(event, "id"), Json.text(record, "event", "id")));
        String type = SentinelOneEvent.or(Json.text(event, "type"), Json.text(event, "meta_event_name"));
        ProcessRef ownTarget = process(Json.at(event, "tgt", "process"));
        boolean isStart = Ecs.eventHas(record, "type", "start") || startsProcess(type);
        new SentinelOneEvent(
                        type,
                        source(record, event, isStart),
                        ownTarget != null ? ownTarget : isStart ? started(record, event) : null,
                        registryPath(record, event),
                        registryData(record, event),
                        file(record.path("file"), Json.at(event, "tgt", "file")))
                .tell(context.observe(head));
    }

    private static @Nullable ProcessRef started(JsonNode record, JsonNode event) {
        ProcessRef process = Ecs.process(record);
        String level = Json.text(event, "tgt", "process", "integrity_level");
        return process == null || level == null ? process : process.withIntegrity(IntegrityLevels.parse(level));
    }

    private static boolean startsProcess(@Nullable String type) {
        return type != null && type.replace(" ", "").equalsIgnoreCase("processcreation");
    }

    /** Who acted: the parent of a process that was started. */
    private static @Nullable ProcessRef source(JsonNode record, JsonNode event, boolean isStart) {
        ProcessRef own = process(Json.at(event, "src", "process"));
        if (own != null) {
            return own;
        }
        JsonNode process = record.path("process");
        return process(isStart ? process.path("parent") : process, record);
    }

    private static @Nullable ProcessRef process(JsonNode process, JsonNode record) {
        return Ecs.process(process, process.has("user") ? process.path("user") : record.path("user"));
    }

    /** The vendor's own object of a process, where it tells which program it is. */
    private static @Nullable ProcessRef process(JsonNode process) {
        String path = Json.text(process, "image", "path");
        return path == null
                ? null
                : new ProcessRefBuilder()
                        .pid(Json.text(process, "pid"))
                        .entityId(Json.text(process, "uid"))
                        .executable(path)
                        .commandLine(Json.text(process, "cmd_line"))
                        .user(Json.text(process, "user", "name"))
                        .sha256(Json.text(process, "image", "sha256"))
                        .integrity(Json.text(process, "integrity_level"))
                        .build();
    }

    /** Older versions have the whole path of a value in {@code registry.key}, newer ones its name apart, too. */
    private static @Nullable String registryPath(JsonNode record, JsonNode event) {
        JsonNode registry = record.path("registry");
        String path = SentinelOneEvent.or(Json.text(event, "registry", "key", "path"), Json.text(registry, "path"));
        String key = Json.text(registry, "key");
        String value = Json.text(registry, "value");
        return path != null || key == null || value == null ? SentinelOneEvent.or(path, key) : key + '\\' + value;
    }

    private static RegistryData registryData(JsonNode record, JsonNode event) {
        JsonNode data = Json.at(record, "registry", "data");
        return RegistryData.of(
                SentinelOneEvent.or(Json.text(data, "strings"), Json.text(event, "registry", "val")),
                SentinelOneEvent.or(Json.text(data, "type"), Json.text(event, "registry", "value", "type")));
    }

    private static SentinelOneEvent.File file(JsonNode file, JsonNode own) {
        Long size = SentinelOneEvent.size(file);
        return new SentinelOneEvent.File(
                SentinelOneEvent.or(Json.text(file, "path"), Json.text(own, "path")),
                Json.text(own, "old", "path"),
                size != null ? size : SentinelOneEvent.size(own));
    }
}
