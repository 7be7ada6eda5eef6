package io.github.shtinkering.ingest.format.edr;

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
 * CrowdStrike's Falcon Data Replicator. Its events name a sensor ({@code aid}) and no host: that is in the device records,
 * or somebody has joined it to the event. Processes are known by the sensor's own ids; PIDs stand where they start only.
 */
public final class CrowdStrike implements RecordFormat {
    private static final String SET_VALUE = "1";
    private static final String DELETE_VALUE = "2";
    private static final String CREATE_KEY = "3";
    private static final String DELETE_KEY = "4";
    private static final String RENAME_KEY = "7";

    @Override
    public String name() {
        return "crowdstrike-fdr";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("event_simpleName") && record.has("aid");
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        String what = JsonTrees.text(record, "event_simpleName");
        Observations observations = context.observe(head(record, context));
        if (what == null) {
            observations.missing("event_simpleName");
        } else if (what.equals("ProcessRollup2")) {
            observations.processStarted(process(record), parent(record));
        } else if (what.equals("SyntheticProcessRollup2")) {
            observations.processActive(process(record));
        } else if (what.equals("EndOfProcess")) {
            observations.processEnded(process(record));
        } else if (record.has("RegObjectName") || what.endsWith("ValueUpdate")) {
            tellRegistry(record, actor(record), observations);
        } else {
            tellFile(what, record, actor(record), observations);
        }
    }

    private RecordHead head(JsonNode record, RecordContext context) {
        String device = JsonTrees.text(record, "aid");
        String host = first(record, "ComputerName", "event_computerName");
        return new RecordHead(
                host != null ? context.hostName(host) : context.hostOfDevice(device),
                device,
                context.time(first(record, "ContextTimeStamp", "ProcessStartTime", "timestamp")),
                name(),
                "crowdstrike",
                JsonTrees.text(record, "id"));
    }

    private static void tellRegistry(JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        String key = JsonTrees.text(record, "RegObjectName");
        RegistryPath value = RegistryPath.of(key, JsonTrees.text(record, "RegValueName"));
        switch (String.valueOf(first(record, "RegOperationType", "RegOperationType_decimal"))) {
            case SET_VALUE -> observations.registry(Operation.SET_VALUE, actor, value, data(record));
            case DELETE_VALUE -> observations.registry(Operation.DELETE_VALUE, actor, value, RegistryData.UNKNOWN);
            case DELETE_KEY ->
                observations.registry(Operation.DELETE_KEY, actor, RegistryPath.ofKey(key), RegistryData.UNKNOWN);
            case RENAME_KEY -> observations.registryRenamed(actor, RegistryPath.ofKey(key), null);
            case CREATE_KEY -> observations.processActive(actor);
            default -> observations.registryUnclear(value);
        }
    }

    private static RegistryData data(JsonNode record) {
        boolean isNumber =
                "4".equals(JsonTrees.text(record, "RegType")) || "11".equals(JsonTrees.text(record, "RegType"));
        String number = first(record, "RegNumericValue", "RegNumericValue_decimal");
        String text = first(record, "RegStringValue", "RegBinaryValue");
        return RegistryData.of(number != null ? number : text, isNumber || number != null ? "REG_DWORD" : "REG_SZ");
    }

    private static void tellFile(String what, JsonNode record, @Nullable ProcessRef actor, Observations observations) {
        String path = JsonTrees.text(record, "TargetFileName");
        if (what.endsWith("FileWritten") || what.equals("NewExecutableWritten")) {
            observations.fileCreated(actor, path, JsonTrees.number(record, "Size"));
        } else if (what.startsWith("FileRename") || what.endsWith("ExecutableRenamed")) {
            observations.fileRenamed(actor, JsonTrees.text(record, "SourceFileName"), path);
        } else if (what.startsWith("FileDelete") || what.equals("ExecutableDeleted")) {
            observations.fileDeleted(actor, path);
        } else {
            observations.processActive(actor);
        }
    }

    private static @Nullable ProcessRef process(JsonNode record) {
        return new ProcessRefBuilder()
                .pid(first(record, "RawProcessId", "RawProcessId_decimal"))
                .entityId(first(record, "TargetProcessId", "TargetProcessId_decimal"))
                .executable(JsonTrees.text(record, "ImageFileName"))
                .commandLine(JsonTrees.text(record, "CommandLine"))
                .user(JsonTrees.text(record, "UserName"))
                .userSid(JsonTrees.text(record, "UserSid"))
                .sha256(JsonTrees.text(record, "SHA256HashData"))
                .originalFileName(first(record, "OriginalFilename", "OriginalFileName"))
                .integrity(first(record, "IntegrityLevel", "IntegrityLevel_decimal"))
                .build();
    }

    private static @Nullable ProcessRef parent(JsonNode record) {
        return new ProcessRefBuilder()
                .entityId(first(record, "ParentProcessId", "ParentProcessId_decimal"))
                .executable(first(record, "ParentImageFileName", "ParentBaseFileName"))
                .build();
    }

    /** Who did it: its id, and in newer sensors its name. */
    private static @Nullable ProcessRef actor(JsonNode record) {
        return new ProcessRefBuilder()
                .entityId(first(record, "ContextProcessId", "ContextProcessId_decimal"))
                .executable(first(record, "ContextImageFileName", "ContextBaseFileName"))
                .user(JsonTrees.text(record, "UserName"))
                .userSid(first(record, "UserSid", "FileOperatorSid"))
                .build();
    }

    private static @Nullable String first(JsonNode record, String name, String... others) {
        String value = JsonTrees.text(record, name);
        for (int i = 0; value == null && i < others.length; i++) {
            value = JsonTrees.text(record, others[i]);
        }
        return value;
    }
}
