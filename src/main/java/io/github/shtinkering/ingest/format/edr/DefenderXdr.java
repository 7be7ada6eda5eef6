package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Defender XDR: rows of the advanced-hunting tables, as the streaming API wraps them ({@code category},
 * {@code properties}; its top-level {@code time} is the export's, up to 38 minutes later) or bare, as a hunting query
 * gives them.
 */
public final class DefenderXdr implements RecordFormat {
    @Override
    public String name() {
        return "defender-xdr";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.path("category").asText().startsWith("AdvancedHunting-")
                || (record.has("DeviceId") && record.has("DeviceName"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        JsonNode properties = EmbeddedJson.unwrap(record.path("properties"));
        DefenderRow row = new DefenderRow(properties.isObject() ? properties : record);
        Observations observations = context.observe(new RecordHead(
                context.hostName(row.text("DeviceName")),
                row.text("DeviceId"),
                context.time(row.time()),
                name(),
                "defender-xdr",
                row.key()));
        if (row.text("AlertId") != null) {
            tellAlert(row, observations);
        } else {
            tellEvent(row, observations);
        }
    }

    private static void tellEvent(DefenderRow row, Observations observations) {
        ProcessRef actor = row.actor();
        switch (row.action()) {
            case "ProcessCreated" -> observations.processStarted(row.started(), actor);
            case "OpenProcessApiCall" -> observations.processAccessed(actor, row.opened());
            case "RegistryValueSet" -> tellRegistry(Operation.SET_VALUE, row, actor, observations);
            case "RegistryValueDeleted" -> tellRegistry(Operation.DELETE_VALUE, row, actor, observations);
            case "RegistryKeyDeleted" ->
                observations.registry(Operation.DELETE_KEY, actor, deletedKey(row), RegistryData.UNKNOWN);
            case "RegistryKeyRenamed" ->
                observations.registryRenamed(actor, row.previousKey(), RegistryPath.ofKey(row.text("RegistryKey")));
            case "FileCreated", "FileModified" ->
                observations.fileCreated(actor, row.path(""), JsonTrees.number(row.columns(), "FileSize"));
            case "FileRenamed" -> observations.fileRenamed(actor, row.path("Previous"), row.path(""));
            case "FileDeleted" -> observations.fileDeleted(actor, row.path(""));
            case "" -> observations.missing("ActionType");
            default -> {
                observations.processActive(actor);
                tellLogon(row, observations);
            }
        }
    }

    private static void tellRegistry(
            Operation operation, DefenderRow row, @Nullable ProcessRef actor, Observations observations) {
        RegistryData data = RegistryData.of(row.text("RegistryValueData"), row.text("RegistryValueType"));
        observations.registry(operation, actor, row.registry(), data);
    }

    private static @Nullable RegistryPath deletedKey(DefenderRow row) {
        RegistryPath key = RegistryPath.ofKey(row.text("RegistryKey"));
        return key != null ? key : row.previousKey();
    }

    private static void tellLogon(DefenderRow row, Observations observations) {
        Integer type = LogonTypes.of(row.text("LogonType"));
        ProcessRef account = row.started();
        boolean isComplete = type != null && account != null && account.user() != null;
        if (row.action().equals("LogonSuccess") && !isComplete) {
            observations.missing("AccountName or LogonType");
        }
        if (row.action().equals("LogonSuccess") && type != null && account != null && account.user() != null) {
            observations.logon(new Logon(account.user(), account.userSid(), type, row.text("RemoteIP")));
        }
    }

    /** An alert's evidence on a device; evidence elsewhere (a mailbox, a user) and AlertInfo name none. */
    private static void tellAlert(DefenderRow row, Observations observations) {
        String title = row.text("Title");
        ProcessRef process = row.started();
        boolean relevant = AlertRelevance.isRelevant(
                process, title, row.text("AttackTechniques"), row.text("FileName"), row.text("ProcessCommandLine"));
        if (title == null || !row.columns().path("DeviceName").isValueNode()) {
            observations.missing("Title or DeviceName");
        }
        if (title == null || row.text("DeviceName") == null || !relevant) {
            return;
        }
        if (AlertRelevance.isWer(process)) {
            observations.processStarted(process, null);
        }
        observations.detection(new VendorDetection("Microsoft", title, row.text("AlertId"), null), process, null);
    }
}
