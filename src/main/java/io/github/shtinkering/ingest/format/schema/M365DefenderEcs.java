package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.edr.DefenderRow;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.IntegrityLevels;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
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
        return JsonTrees.at(record, "m365_defender", "event").isObject();
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode event = JsonTrees.at(record, "m365_defender", "event");
        String action = action(record, event);
        String key = DefenderRow.key(JsonTrees.text(event, "report_id"), action);
        Observations observations = context.observe(EcsDocument.head(record, context, name(), "defender-xdr", key));
        if (action.equals("processcreated")) {
            observations.processStarted(started(record, event), EcsDocument.parent(record));
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
                        RegistryPath.ofKey(JsonTrees.text(event, "previous", "registry_key")),
                        RegistryPath.ofKey(JsonTrees.text(record, "registry", "key")));
            case "filecreated", "filemodified" ->
                observations.fileCreated(actor, JsonTrees.text(file, "path"), JsonTrees.number(file, "size"));
            case "filerenamed" ->
                observations.fileRenamed(
                        actor,
                        DefenderRow.path(
                                JsonTrees.text(event, "previous", "folder_path"),
                                JsonTrees.text(event, "previous", "file_name")),
                        JsonTrees.text(file, "path"));
            case "filedeleted" -> observations.fileDeleted(actor, JsonTrees.text(file, "path"));
            case "" -> observations.missing("event.action");
            default -> observations.processActive(actor);
        }
    }

    /** {@code event.action} is the table's ActionType in lower case. */
    private static String action(JsonNode record, JsonNode event) {
        String action = JsonTrees.text(record, "event", "action");
        String type = action != null ? action : JsonTrees.text(event, "action", "type");
        return type == null ? "" : AsciiCase.lower(type);
    }

    private static void tellRegistry(
            Operation operation,
            JsonNode record,
            JsonNode event,
            @Nullable ProcessRef actor,
            Observations observations) {
        JsonNode registry = record.path("registry");
        String key = JsonTrees.text(registry, "key");
        String value = operation == Operation.DELETE_KEY ? null : JsonTrees.text(registry, "value");
        RegistryPath path = RegistryPath.of(
                key != null ? key : JsonTrees.text(event, "previous", "registry_key"),
                value != null || operation == Operation.DELETE_KEY
                        ? value
                        : JsonTrees.text(event, "previous", "registry_value_name"));
        String type = JsonTrees.text(registry, "data", "type");
        RegistryData data = RegistryData.of(
                JsonTrees.text(registry, "data", "strings"),
                type != null ? type : JsonTrees.text(event, "registry", "value_type"));
        observations.registry(operation, actor, path, data);
    }

    private static @Nullable ProcessRef started(JsonNode record, JsonNode event) {
        ProcessRef process = EcsDocument.process(record);
        String level = JsonTrees.text(event, "process", "integrity_level");
        return process == null ? null : process.withIntegrity(IntegrityLevels.parse(level));
    }

    /** The acting process, whose account ECS does not have in these documents. */
    private static @Nullable ProcessRef initiating(JsonNode record, JsonNode event) {
        JsonNode process = record.path("process");
        JsonNode account = event.path("initiating_process");
        String path = JsonTrees.text(process, "executable");
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(process, "pid"))
                .executable(path != null ? path : JsonTrees.text(process, "name"))
                .commandLine(JsonTrees.text(process, "command_line"))
                .user(JsonTrees.text(account, "account_domain"), JsonTrees.text(account, "account_name"))
                .userSid(JsonTrees.text(account, "account_sid"))
                .sha256(JsonTrees.text(process, "hash", "sha256"))
                .originalFileName(JsonTrees.text(process, "pe", "original_file_name"))
                .integrity(JsonTrees.text(account, "integrity_level"))
                .build();
    }

    private static @Nullable ProcessRef opened(JsonNode file, JsonNode event) {
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(event, "process", "id"))
                .executable(JsonTrees.text(file, "path"))
                .build();
    }
}
