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
 * Elastic Endgame's raw events: a flat object with kernel paths and FILETIME numbers. The sensor's own stream names no
 * host; whoever ships it adds one, in one of several places. Without it a record that matters is a dead letter.
 */
public final class Endgame implements RecordFormat {
    private static final String[][] HOST_FIELDS = {
        {"endpoint", "hostname"},
        {"endpoint", "name"},
        {"host", "name"},
        {"host", "hostname"},
        {"host"},
        {"hostname"},
        {"host_name"},
        {"computer_name"},
        {"machine_name"},
        {"endpoint_name"},
        {"observer", "hostname"}
    };
    private static final String[] OLD_PATHS = {"old_file_path", "file_old_path", "source_file_path", "original_path"};

    @Override
    public String name() {
        return "endgame";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("event_type_full")
                || (record.has("event_type") && record.has("subtype") && record.has("pid"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        Observations observations = context.observe(head(record, context));
        String what = what(record);
        ProcessRef process = process(record);
        switch (what) {
            case "creation_event" -> observations.processStarted(process, parent(record));
            case "termination_event" -> observations.processEnded(process);
            case "registry_modify_event", "registry_create_event", "registry_delete_event" ->
                tellRegistry(record, what, process, observations);
            case "file_create_event", "file_modify_event", "file_write_event", "file_overwrite_event" ->
                observations.fileCreated(
                        process, JsonTrees.text(record, "file_path"), JsonTrees.number(record, "file_size"));
            case "file_rename_event" ->
                observations.fileRenamed(process, firstText(record, OLD_PATHS), JsonTrees.text(record, "file_path"));
            case "file_delete_event" -> observations.fileDeleted(process, JsonTrees.text(record, "file_path"));
            case "" -> observations.missing("event_subtype_full");
            default -> observations.processActive(process);
        }
    }

    private RecordHead head(JsonNode record, RecordContext context) {
        return new RecordHead(
                context.hostName(host(record)),
                JsonTrees.text(record, "endpoint", "id"),
                context.time(JsonTrees.text(record, "timestamp")),
                name(),
                "endgame",
                JsonTrees.text(record, "serial_event_id"));
    }

    private static @Nullable String host(JsonNode record) {
        for (String[] field : HOST_FIELDS) {
            String host = JsonTrees.text(record, field);
            if (host != null) {
                return host;
            }
        }
        return null;
    }

    /** The event's subtype; older exports have only {@code event_type} and {@code subtype}. */
    private static String what(JsonNode record) {
        String full = JsonTrees.text(record, "event_subtype_full");
        if (full != null) {
            return full;
        }
        return switch (JsonTrees.text(record, "event_type") + " " + JsonTrees.text(record, "subtype")) {
            case "process create" -> "creation_event";
            case "process terminate" -> "termination_event";
            case "file create", "file modify" -> "file_create_event";
            case "file rename" -> "file_rename_event";
            case "file delete" -> "file_delete_event";
            case "registry create", "registry modify", "registry null" -> "registry_modify_event";
            default -> "";
        };
    }

    private static void tellRegistry(
            JsonNode record, String what, @Nullable ProcessRef process, Observations observations) {
        String value = JsonTrees.text(record, "registry_value");
        String key = JsonTrees.text(record, "registry_key");
        RegistryPath path = key != null
                ? EcsDocument.valueIn(key, value)
                : RegistryPath.ofJoined(firstText(record, "registry_path", "key_path"));
        boolean isValue = path != null && path.value() != null;
        if (what.equals("registry_delete_event")) {
            Operation operation = isValue ? Operation.DELETE_VALUE : Operation.DELETE_KEY;
            observations.registry(operation, process, path, RegistryData.UNKNOWN);
        } else if (isValue) {
            observations.registry(Operation.SET_VALUE, process, path, data(record));
        } else {
            if (path == null || what.equals("registry_modify_event")) {
                observations.missing("registry_key and registry_value");
            }
            observations.processActive(process);
        }
    }

    private static RegistryData data(JsonNode record) {
        String text = JsonTrees.text(record, "bytes_written_string_list");
        return RegistryData.of(
                text != null ? text : JsonTrees.text(record, "bytes_written_string"),
                firstText(record, "registry_type", "key_type"));
    }

    private static @Nullable ProcessRef process(JsonNode record) {
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(record, "pid"))
                .entityId(JsonTrees.text(record, "unique_pid"))
                .executable(firstText(record, "process_path", "process_name"))
                .commandLine(JsonTrees.text(record, "command_line"))
                .user(JsonTrees.text(record, "user_domain"), JsonTrees.text(record, "user_name"))
                .userSid(JsonTrees.text(record, "user_sid"))
                .sha256(JsonTrees.text(record, "sha256"))
                .originalFileName(JsonTrees.text(record, "original_file_name"))
                .build();
    }

    private static @Nullable ProcessRef parent(JsonNode record) {
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(record, "ppid"))
                .entityId(JsonTrees.text(record, "unique_ppid"))
                .executable(firstText(record, "parent_process_path", "parent_process_name"))
                .build();
    }

    private static @Nullable String firstText(JsonNode record, String... fields) {
        for (String field : fields) {
            String text = JsonTrees.text(record, field);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
