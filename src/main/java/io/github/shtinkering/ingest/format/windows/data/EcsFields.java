package io.github.shtinkering.ingest.format.windows.data;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import io.github.shtinkering.ingest.record.EcsEventTime;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Event data where they are, in {@code event_data}, or where Elastic's pipelines have moved them. */
public record EcsFields(JsonNode record, JsonFields eventData) implements EventFields {
    /** Where one name has one place in ECS, whatever the event. */
    private static final Map<String, String[]> PLACES = Map.ofEntries(
            entry("ProcessGuid", path("process.entity_id")),
            entry("SourceProcessGUID", path("process.entity_id")),
            entry("SourceProcessGuid", path("process.entity_id")),
            entry("SourceProcessId", path("process.pid")),
            entry("SourceImage", path("process.executable")),
            entry("Image", path("process.executable")),
            entry("CommandLine", path("process.command_line")),
            entry("OriginalFileName", path("process.pe.original_file_name")),
            entry("ParentProcessGuid", path("process.parent.entity_id")),
            entry("ParentProcessId", path("process.parent.pid")),
            entry("ParentImage", path("process.parent.executable")),
            entry("ParentCommandLine", path("process.parent.command_line")),
            entry("ParentProcessName", path("process.parent.executable")),
            entry("NewProcessId", path("process.pid")),
            entry("NewProcessName", path("process.executable")),
            entry("ProcessName", path("process.executable")),
            entry("IntegrityLevel", path("process.Ext.token.integrity_level_name")),
            entry("TargetFilename", path("file.path")),
            entry("ObjectValueName", path("registry.value")),
            entry("NewValue", path("registry.data.strings")),
            entry("NewValueType", path("registry.data.type")),
            entry("IpAddress", path("source.ip")),
            entry("SubjectUserSid", path("user.id")),
            entry("SubjectUserName", path("user.name")),
            entry("SubjectDomainName", path("user.domain")));

    /** The places in ECS of names that have one there. */
    public static Collection<String[]> places() {
        return PLACES.values();
    }

    private static String[] path(String dotted) {
        return dotted.split("\\.");
    }

    @Override
    public @Nullable String get(String name) {
        String unmoved = eventData.get(name);
        return unmoved != null ? unmoved : moved(name);
    }

    @Override
    public @Nullable String at(int index) {
        return eventData.get("param" + (index + 1));
    }

    private @Nullable String moved(String name) {
        return switch (name) {
            case "ProcessId" ->
                isEvent("4688")
                        ? JsonTrees.text(record, "process", "parent", "pid")
                        : JsonTrees.text(record, "process", "pid");
            case "UtcTime" -> EcsEventTime.of(record);
            case "User" -> user("user");
            case "ParentUser" -> user("process", "parent", "user");
            case "Hashes" -> hashes();
            case "Details" -> details();
            case "EventType" -> eventType();
            case "TargetObject" -> registryPath();
            case "ObjectName" -> objectName();
            case "TargetUserName" -> ofLogon("name");
            case "TargetDomainName" -> ofLogon("domain");
            case "TargetUserSid" -> ofLogon("id");
            default -> PLACES.containsKey(name) ? JsonTrees.text(record, PLACES.get(name)) : null;
        };
    }

    private @Nullable String user(String... path) {
        JsonNode user = JsonTrees.at(record, path);
        String name = JsonTrees.text(user, "name");
        String domain = JsonTrees.text(user, "domain");
        return name == null || domain == null ? name : domain + "\\" + name;
    }

    private @Nullable String hashes() {
        String sha256 = JsonTrees.text(record, "process", "hash", "sha256");
        return sha256 == null ? null : "SHA256=" + sha256;
    }

    /** The pipeline tells numbers in decimal and their type apart; Sysmon's spelling keeps both. */
    private @Nullable String details() {
        String data = JsonTrees.text(record, "registry", "data", "strings");
        if (data == null) {
            data = ofBytes();
        }
        boolean dword = AsciiCase.containsIgnoreCase(JsonTrees.text(record, "registry", "data", "type"), "word");
        return data != null && dword ? "DWORD (" + data + ")" : data;
    }

    /** The number in base64 that is told where no text is. */
    private @Nullable String ofBytes() {
        String bytes = JsonTrees.text(record, "registry", "data", "bytes");
        Long number = RegistryData.of(bytes, JsonTrees.text(record, "registry", "data", "type"))
                .number();
        return number == null ? bytes : number.toString();
    }

    private @Nullable String eventType() {
        for (JsonNode type : JsonTrees.at(record, "event", "type")) {
            if (type.asText().equals("deletion")) {
                return "Delete";
            }
        }
        return null;
    }

    /** Where only its parts are told, Sysmon's pipeline has the value's name in the key, and others have not. */
    private @Nullable String registryPath() {
        JsonNode registry = record.path("registry");
        String path = JsonTrees.text(registry, "path");
        String hive = JsonTrees.text(registry, "hive");
        String key = JsonTrees.text(registry, "key");
        if (path != null || hive == null || key == null) {
            return path;
        }
        String value = JsonTrees.text(registry, "value");
        boolean isWhole = value == null || AsciiCase.endsWithIgnoreCase(key, "\\" + value);
        return hive + "\\" + (isWhole ? key : key + "\\" + value);
    }

    private @Nullable String objectName() {
        String path = registryPath();
        String value = JsonTrees.text(record, "registry", "value");
        boolean joined = path != null && value != null && AsciiCase.endsWithIgnoreCase(path, "\\" + value);
        return joined ? path.substring(0, path.length() - value.length() - 1) : path;
    }

    /** 4624 makes the account that logged on the document's user; in other events the target is another. */
    private @Nullable String ofLogon(String field) {
        return isEvent("4624") ? JsonTrees.text(record, "user", field) : null;
    }

    private boolean isEvent(String code) {
        return code.equals(JsonTrees.text(record, "event", "code"));
    }
}
