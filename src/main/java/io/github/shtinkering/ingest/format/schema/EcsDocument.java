package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.EcsEventTime;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/** The fields of the Elastic Common Schema that Elastic Defend, Endgame's mapping and the Defender integration share. */
final class EcsDocument {
    private EcsDocument() {}

    /** Returns the head of a document whose {@code user} is the process's and whose {@code host} is the observed one. */
    static RecordHead head(JsonNode record, RecordContext context, String format, String sensor, @Nullable String key) {
        String host = JsonTrees.text(record, "host", "name");
        return new RecordHead(
                context.hostName(host != null ? host : JsonTrees.text(record, "host", "hostname")),
                JsonTrees.text(record, "host", "id"),
                context.time(EcsEventTime.of(record)),
                format,
                sensor,
                key);
    }

    /** Returns the document's process, run by the document's user. */
    static @Nullable ProcessRef process(JsonNode record) {
        return process(record.path("process"), record.path("user"));
    }

    /** Returns the parent of the document's process. */
    static @Nullable ProcessRef parent(JsonNode record) {
        JsonNode parent = JsonTrees.at(record, "process", "parent");
        return process(parent, parent.path("user"));
    }

    /** Returns the process that an ECS {@code process} object describes, run by an ECS {@code user}. */
    static @Nullable ProcessRef process(JsonNode process, JsonNode user) {
        JsonNode listed = JsonTrees.at(process, "Ext", "code_signature").path(0);
        JsonNode signature = listed.isMissingNode() ? process.path("code_signature") : listed;
        String path = JsonTrees.text(process, "executable");
        return new ProcessRefBuilder()
                .pid(JsonTrees.text(process, "pid"))
                .entityId(JsonTrees.text(process, "entity_id"))
                .executable(path != null ? path : JsonTrees.text(process, "name"))
                .commandLine(JsonTrees.text(process, "command_line"))
                .user(JsonTrees.text(user, "domain"), JsonTrees.text(user, "name"))
                .userSid(JsonTrees.text(user, "id"))
                .sha256(JsonTrees.text(process, "hash", "sha256"))
                .originalFileName(JsonTrees.text(process, "pe", "original_file_name"))
                .signature(signed(signature), JsonTrees.text(signature, "subject_name"))
                .integrity(JsonTrees.text(process, "Ext", "token", "integrity_level_name"))
                .build();
    }

    /** Whether {@code event.<field>}, a word or a list of words, holds the word. */
    static boolean eventHas(JsonNode record, String field, String word) {
        return has(JsonTrees.at(record, "event", field), word);
    }

    private static boolean has(JsonNode values, String word) {
        return values.isArray()
                ? values.valueStream().anyMatch(value -> has(value, word))
                : AsciiCase.equalsIgnoreCase(values.asText(), word);
    }

    /** Whether {@code event.<field>} is a word or a list. */
    static boolean tellsEvent(JsonNode record, String field) {
        JsonNode values = JsonTrees.at(record, "event", field);
        return values.isArray() || JsonTrees.text(values) != null;
    }

    /**
     * Returns the key and value of an ECS {@code registry} object: {@code path} ends with the value's name, {@code key}
     * never does and may lack the hive.
     */
    static @Nullable RegistryPath registryPath(JsonNode registry) {
        String path = JsonTrees.text(registry, "path");
        String value = JsonTrees.text(registry, "value");
        if (path == null) {
            String hive = JsonTrees.text(registry, "hive");
            String key = JsonTrees.text(registry, "key");
            return RegistryPath.of(hive == null || key == null ? key : hive + "\\" + key, value);
        }
        return valueIn(path, value);
    }

    /** Returns a value of a key, where the key's path may or may not end with the value's name. */
    static @Nullable RegistryPath valueIn(@Nullable String path, @Nullable String value) {
        boolean joined = path != null && value != null && AsciiCase.endsWithIgnoreCase(path, "\\" + value);
        return RegistryPath.of(joined ? path.substring(0, path.length() - value.length() - 1) : path, value);
    }

    /** Returns the data of an ECS {@code registry} object: text in {@code strings}, else base64 in {@code bytes}. */
    static RegistryData registryData(JsonNode registry) {
        String text = JsonTrees.text(registry, "data", "strings");
        return RegistryData.of(
                text != null ? text : JsonTrees.text(registry, "data", "bytes"),
                JsonTrees.text(registry, "data", "type"));
    }

    private static @Nullable Boolean signed(JsonNode signature) {
        Boolean trusted = JsonTrees.bool(signature, "trusted");
        return trusted != null ? trusted : JsonTrees.bool(signature, "exists");
    }
}
