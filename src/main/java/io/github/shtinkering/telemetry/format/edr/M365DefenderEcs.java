package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.ProcessRefBuilder;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.IntegrityLevels;
import io.github.shtinkering.telemetry.normal.RegistryData;
import io.github.shtinkering.telemetry.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/**
 * Defender XDR's events through Elastic's {@code m365_defender} integration. {@code process} is the new process in
 * process events and the initiating one in all others; the registry has a key and a value but no path.
 */
public final class M365DefenderEcs implements RecordFormat {
    @Override
    public String name() {
        return "m365-defender-ecs";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return Json.at(record, "m365_defender", "event").isObject();
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode event = Json.at(record, "m365_defender", "event");
        String action = action(record, event);
        String key = DefenderRow.key(Json.text(event, "report_id"), action);
        Observations observations = context.observe(Ecs.head(record, context, name(), "defender-xdr", key));
        if (action.equals("processcreated")) {
            observations.processStarted(started(record, event), Ecs.parent(record));
        } else {
            tell(action, record, event, initiating(record, event), observations);
        }
    }

    private static void tell(
            String action, JsonNode record, JsonNode event, @Nullable ProcessRef actor, Observations observations) {
        JsonNode file = record.path("file");
        switch (action) {
            case "openprocessapicall" -> observations.processAccessed(actor, opened(file, event));
            case "registryvalueset" -> tellRegistry(Operation.SET_VALUE, record, event, actor, observations);
            case "registryvaluedeleted" -> tellRegistry(Operation.DELETE_VALUE, record, event, actor, observations);
            case "registrykeydeleted" -> tellRegistry(Operation.DELETE_KEY, record, event, actor, observations);
            case "registrykeyrenamed" ->
                observations.registryRenamed(
                        actor,
                        RegistryPath.ofKey(Json.text(event, "previous", "registry_key")),
                        RegistryPath.ofKey(Json.text(record, "registry", "key")));
            case "filecreated", "filemodified" ->
                observations.fileCreated(actor, Json.text(file, "path"), Json.number(file, "size"));
            case "filerenamed" ->
                observations.fileRenamed(
                        actor,
                        DefenderRow.path(
                                Json.text(event, "previous", "folder_path"), Json.text(event, "previous", "file_name")),
                        Json.text(file, "path"));
            case "filedeleted" -> observations.fileDeleted(actor, Json.text(file, "path"));
            case "" -> observations.missing("event.action");
            default -> observations.processActive(actor);
        }
    }

    /** {@code event.action} is the table's ActionType in lower case. */
    private static String action(JsonNode record, JsonNode event) {
        String action = Json.text(record, "event", "action");
        String type = action != null ? action : Json.text(event, "action", "type");
        return type == null ? "" : Ascii.lower(type);
    }

    private static void tellRegistry(
            Operation operation,
            JsonNode record,
            JsonNode event,
            @Nullable ProcessRef actor,
            Observations observations) {
        JsonNode registry = record.path("registry");
        String key = Json.text(registry, "key");
        String value = operation == Operation.DELETE_KEY ? null : Json.text(registry, "value");
        RegistryPath path = RegistryPath.of(
                key != null ? key : Json.text(event, "previous", "registry_key"),
                value != null || operation == Operation.DELETE_KEY
                        ? value
                        : Json.text(event, "previous", "registry_value_name"));
        String type = Json.text(registry, "data", "type");
        RegistryData data = RegistryData.of(
                Json.text(registry, "data", "strings"),
                type != null ? type : Json.text(event, "registry", "value_type"));
        observations.registry(operation, actor, path, data);
    }

    private static @Nullable ProcessRef started(JsonNode record, JsonNode event) {
        ProcessRef process = Ecs.process(record);
        String level = Json.text(event, "process", "integrity_level");
        return process == null ? null : process.withIntegrity(IntegrityLevels.parse(level));
    }

    /** The acting process, whose account ECS does not have in these documents. */
    private static @Nullable ProcessRef initiating(JsonNode record, JsonNode event) {
        JsonNode process = record.path("process");
        JsonNode account = event.path("initiating_process");
        String path = Json.text(process, "executable");
        return new ProcessRefBuilder()
                .pid(Json.text(process, "pid"))
                .executable(path != null ? path : Json.text(process, "name"))
                .commandLine(Json.text(process, "command_line"))
                .user(Json.text(account, "account_domain"), Json.text(account, "account_name"))
                .userSid(Json.text(account, "account_sid"))
                .sha256(Json.text(process, "hash", "sha256"))
                .originalFileName(Json.text(process, "pe", "original_file_name"))
                .integrity(Json.text(account, "integrity_level"))
                .build();
    }

    private static @Nullable ProcessRef opened(JsonNode file, JsonNode event) {
        return new ProcessRefBuilder()
                .pid(Json.text(event, "process", "id"))
                .executable(Json.text(file, "path"))
                .build();
    }
}
