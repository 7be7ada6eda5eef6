package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/**
 * Open Cybersecurity Schema Framework 1.x: process activity (1007), file system activity (1001), and the Windows
 * extension's registry key (201001) and registry value activity (201002). {@code actor.process} did it, {@code process}
 * is what it was done to; {@code time} is in milliseconds.
 */
public final class Ocsf implements RecordFormat {
    private static final int FILE_SYSTEM_ACTIVITY = 1_001;
    private static final int PROCESS_ACTIVITY = 1_007;
    private static final int REGISTRY_KEY_ACTIVITY = 201_001;
    private static final int REGISTRY_VALUE_ACTIVITY = 201_002;

    @Override
    public String name() {
        return "ocsf";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("class_uid") && record.has("metadata");
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        Observations observations = context.observe(head(record, context));
        ProcessRef actor = process(JsonTrees.at(record, "actor", "process"), JsonTrees.at(record, "actor", "user"));
        Long activityId = JsonTrees.number(record, "activity_id");
        Long classUid = JsonTrees.number(record, "class_uid");
        if (activityId == null || classUid == null) {
            observations.missing("class_uid or activity_id");
            return;
        }
        int activity = activityId.intValue();
        switch (classUid.intValue()) {
            case PROCESS_ACTIVITY -> tellProcess(activity, record, actor, observations);
            case FILE_SYSTEM_ACTIVITY -> tellFile(activity, record, actor, observations);
            case REGISTRY_KEY_ACTIVITY -> tellKey(activity, record, actor, observations);
            case REGISTRY_VALUE_ACTIVITY -> tellValue(activity, record, actor, observations);
            default -> observations.processActive(actor);
        }
    }

    private RecordHead head(JsonNode record, RecordContext context) {
        String host = JsonTrees.text(record, "device", "hostname");
        return new RecordHead(
                context.hostName(host != null ? host : JsonTrees.text(record, "device", "name")),
                JsonTrees.text(record, "device", "uid"),
                context.time(JsonTrees.text(record, "time")),
                name(),
                "ocsf",
                JsonTrees.text(record, "metadata", "uid"));
    }

    private static void tellProcess(
            int activity, JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        ProcessRef process = process(record.path("process"), JsonTrees.at(record, "process", "user"));
        switch (activity) {
            case 1 -> observations.processStarted(process, actor != null ? actor : parent(record));
            case 2 -> observations.processEnded(process);
            case 3, 4 -> observations.processAccessed(actor, process);
            default -> observations.processActive(process);
        }
    }

    private static void tellFile(int activity, JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        String path = path(record.path("file"));
        switch (activity) {
            case 1, 3 -> observations.fileCreated(actor, path, JsonTrees.number(record, "file", "size"));
            case 4 -> observations.fileDeleted(actor, path);
            case 5 -> observations.fileRenamed(actor, path, path(record.path("file_result")));
            default -> observations.processActive(actor);
        }
    }

    private static void tellKey(int activity, JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        RegistryPath key = RegistryPath.ofKey(JsonTrees.text(record, "reg_key", "path"));
        RegistryPath before = RegistryPath.ofKey(JsonTrees.text(record, "prev_reg_key", "path"));
        switch (activity) {
            case 4 ->
                observations.registry(Operation.DELETE_KEY, actor, key != null ? key : before, RegistryData.UNKNOWN);
            case 5 -> observations.registryRenamed(actor, before, key);
            default -> observations.processActive(actor);
        }
    }

    private static void tellValue(
            int activity, JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        JsonNode value = record.path("reg_value");
        JsonNode named = value.has("path") ? value : record.path("prev_reg_value");
        RegistryPath path = EcsDocument.valueIn(JsonTrees.text(named, "path"), JsonTrees.text(named, "name"));
        switch (activity) {
            case 2, 3 -> observations.registry(Operation.SET_VALUE, actor, path, data(value));
            case 4 -> observations.registry(Operation.DELETE_VALUE, actor, path, RegistryData.UNKNOWN);
            default -> observations.processActive(actor);
        }
    }

    private static RegistryData data(JsonNode value) {
        String type = JsonTrees.text(value, "type");
        for (String field : new String[] {"reg_integer_data", "reg_string_data", "data", "reg_binary_data"}) {
            String text = JsonTrees.text(value, field);
            text = text != null ? text : JsonTrees.text(value, field, "value");
            if (text != null) {
                return RegistryData.of(text, type);
            }
        }
        return RegistryData.UNKNOWN;
    }

    private static @Nullable ProcessRef parent(JsonNode record) {
        JsonNode parent = JsonTrees.at(record, "process", "parent_process");
        return process(parent, parent.path("user"));
    }

    private static @Nullable ProcessRef process(JsonNode process, JsonNode user) {
        JsonNode owner = process.has("user") ? process.path("user") : user;
        String path = JsonTrees.text(process, "path");
        path = path != null ? path : path(process.path("file"));
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(process, "pid"))
                .entityId(JsonTrees.text(process, "uid"))
                .executable(path != null ? path : JsonTrees.text(process, "name"))
                .commandLine(JsonTrees.text(process, "cmd_line"))
                .user(JsonTrees.text(owner, "domain"), JsonTrees.text(owner, "name"))
                .userSid(JsonTrees.text(owner, "uid"))
                .sha256(sha256(process.path("file")))
                .integrity(JsonTrees.text(process, "integrity"))
                .build();
    }

    private static @Nullable String path(JsonNode file) {
        String path = JsonTrees.text(file, "path");
        return path != null ? path : JsonTrees.text(file, "name");
    }

    /** Hashes are a list with the algorithm's number: 3 is SHA-256. */
    private static @Nullable String sha256(JsonNode file) {
        for (JsonNode hash : file.path("hashes")) {
            if (hash.path("algorithm_id").asInt() == 3) {
                return JsonTrees.text(hash, "value");
            }
        }
        return null;
    }
}
