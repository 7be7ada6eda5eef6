package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.ProcessRefBuilder;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.RecordHead;
import io.github.shtinkering.telemetry.normal.RegistryData;
import io.github.shtinkering.telemetry.normal.RegistryPath;
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
                observations.fileCreated(process, Json.text(record, "file_path"), Json.number(record, "file_size"));
            case "file_rename_event" ->
                observations.fileRenamed(process, firstText(record, OLD_PATHS), Json.text(record, "file_path"));
            case "file_delete_event" -> observations.fileDeleted(process, Json.text(record, "file_path"));
            case "" -> observations.missing("event_subtype_full");
            default -> observations.processActive(process);
        }
    }

    private RecordHead head(JsonNode record, RecordContext context) {
        return new RecordHead(
                context.hostName(host(record)),
                Json.text(record, "endpoint", "id"),
                context.time(Json.text(record, "timestamp")),
                name(),
                "endgame",
                Json.text(record, "serial_event_id"));
    }

    private static @Nullable String host(JsonNode record) {
        for (String[] field : HOST_FIELDS) {
            String host = Json.text(record, field);
            if (host != null) {
                return host;
            }
        }
        return null;
    }

    /** The event's subtype; older exports have only {@code event_type} and {@code subtype}. */
    private static String what(JsonNode record) {
        String full = Json.text(record, "event_subtype_full");
        if (full != null) {
            return full;
        }
        return switch (Json.text(record, "event_type") + " " + Json.text(record, "subtype")) {
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
        String value = Json.text(record, "registry_value");
        String key = Json.text(record, "registry_key");
        RegistryPath path = key != null
                ? Ecs.valueIn(key, value)
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
        String text = Json.text(record, "bytes_written_string_list");
        return RegistryData.of(
                text != null ? text : Json.text(record, "bytes_written_string"),
                firstText(record, "registry_type", "key_type"));
    }

    private static @Nullable ProcessRef process(JsonNode record) {
        return new ProcessRefBuilder()
                .pid(Json.text(record, "pid"))
                .entityId(Json.text(record, "unique_pid"))
                .executable(firstText(record, "process_path", "process_name"))
                .commandLine(Json.text(record, "command_line"))
                .user(Json.text(record, "user_domain"), Json.text(record, "user_name"))
                .userSid(Json.text(record, "user_sid"))
                .sha256(Json.text(record, "sha256"))
                .originalFileName(Json.text(record, "original_file_name"))
                .build();
    }

    private static @Nullable ProcessRef parent(JsonNode record) {
        return new ProcessRefBuilder()
                .pid(Json.text(record, "ppid"))
                .entityId(Json.text(record, "unique_ppid"))
                .executable(firstText(record, "parent_process_path", "parent_process_name"))
                .build();
    }

    private static @Nullable String firstText(JsonNode record, String... fields) {
        for (String field : fields) {
            String text = Json.text(record, field);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
