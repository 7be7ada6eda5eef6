package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.EdrShape;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.Locale;
import java.util.Optional;

/** Microsoft Defender XDR's streaming export of the advanced-hunting tables; it comes minutes behind. */
public final class DefenderStream extends EdrShape {
    private static final long EXPORT_MILLIS = 340_000;

    public DefenderStream() {
        super("defender");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        StoryProcess process = start.process();
        return initiating(properties(event, "ProcessCreated"), start.parent())
                .put("FileName", process.fileName())
                .put("FolderPath", process.image())
                .put("ProcessId", process.pid())
                .put("ProcessCommandLine", process.commandLine())
                .put(
                        "ProcessCreationTime",
                        TimeSpellings.iso(
                                process.startedMillis() == null ? event.timeMillis() : process.startedMillis(), 7))
                .put("ProcessIntegrityLevel", process.integrity())
                .put("ProcessVersionInfoOriginalFileName", process.originalFileName())
                .put("AccountName", process.userName().toLowerCase(Locale.ROOT))
                .put("AccountDomain", process.userDomain().toLowerCase(Locale.ROOT))
                .put("AccountSid", process.userSid());
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.of(initiating(properties(event, "OpenProcessApiCall"), access.source())
                .put("FileName", access.target().fileName())
                .put("FolderPath", access.target().image())
                .put("ProcessId", access.target().pid())
                .put("AdditionalFields", "{\"DesiredAccess\":" + Long.decode(access.mask()) + "}"));
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        JsonDocument document = initiating(properties(event, action(change)), change.actor())
                .put(
                        "RegistryValueType",
                        change.type() == null ? null : "dword".equals(change.type()) ? "Dword" : "String")
                .put("RegistryValueData", change.data());
        String key = root(change.key());
        return Optional.of(
                switch (change.operation()) {
                    case SET_VALUE, CREATE_KEY ->
                        document.put("RegistryKey", key).put("RegistryValueName", change.value());
                    case DELETE_VALUE, DELETE_KEY ->
                        document.put("RegistryKey", key)
                                .put("RegistryValueName", change.value())
                                .put("PreviousRegistryKey", key)
                                .put("PreviousRegistryValueName", change.value());
                    case RENAME ->
                        document.put("RegistryKey", root(String.valueOf(change.newName())))
                                .put("PreviousRegistryKey", key);
                });
    }

    private static String action(RegistryChanged change) {
        return switch (change.operation()) {
            case SET_VALUE -> "RegistryValueSet";
            case DELETE_VALUE -> "RegistryValueDeleted";
            case CREATE_KEY -> "RegistryKeyCreated";
            case DELETE_KEY -> "RegistryKeyDeleted";
            case RENAME -> "RegistryKeyRenamed";
        };
    }

    private static String root(String key) {
        return key.startsWith("HKLM\\") ? "HKEY_LOCAL_MACHINE\\" + key.substring(5) : key;
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "FileCreated", file.path(), file);
            case DELETED -> file(event, "FileDeleted", file.path(), file);
            case RENAMED ->
                file(event, "FileRenamed", String.valueOf(file.newPath()), file)
                        .put("PreviousFileName", lastElement(file.path()))
                        .put(
                                "PreviousFolderPath",
                                file.path().substring(0, file.path().lastIndexOf('\\')));
        };
    }

    private static JsonDocument file(StoryEvent event, String action, String path, FileTouched file) {
        return initiating(properties(event, action), file.actor())
                .put("FolderPath", path)
                .put("FileName", lastElement(path))
                .put("FileSize", file.size());
    }

    @Override
    public JsonDocument wrap(StoryEvent event, JsonDocument properties) {
        return new JsonDocument()
                .put("Tenant", "DefaultTenant")
                .put("category", "AdvancedHunting-" + table(event))
                .put("operationName", "Publish")
                .put("properties", properties)
                .put("tenantId", "00000000-0000-0000-0000-00000000000a")
                .put("time", TimeSpellings.iso(event.timeMillis() + EXPORT_MILLIS, 7));
    }

    static String table(StoryEvent event) {
        if (event.simulated() instanceof RegistryChanged) {
            return "DeviceRegistryEvents";
        }
        if (event.simulated() instanceof FileTouched) {
            return "DeviceFileEvents";
        }
        return event.simulated() instanceof ProcessStarted ? "DeviceProcessEvents" : "DeviceEvents";
    }

    static String deviceId(String host) {
        return String.format("%08x", host.hashCode()).repeat(5);
    }

    private static JsonDocument properties(StoryEvent event, String action) {
        return new JsonDocument()
                .put("ActionType", action)
                .put("DeviceId", deviceId(event.host()))
                .put("DeviceName", event.host().toLowerCase(Locale.ROOT) + DOMAIN)
                .put("MachineGroup", "UnassignedGroup")
                .put("ReportId", event.ordinal())
                .put("Timestamp", TimeSpellings.iso(event.timeMillis(), 7));
    }

    private static JsonDocument initiating(JsonDocument document, StoryProcess process) {
        return document.put("InitiatingProcessFileName", process.fileName())
                .put("InitiatingProcessFolderPath", process.image().toLowerCase(Locale.ROOT))
                .put("InitiatingProcessId", process.pid())
                .put("InitiatingProcessCommandLine", process.commandLine())
                .put(
                        "InitiatingProcessCreationTime",
                        process.startedMillis() == null ? null : TimeSpellings.iso(process.startedMillis(), 7))
                .put("InitiatingProcessAccountDomain", process.userDomain().toLowerCase(Locale.ROOT))
                .put("InitiatingProcessAccountName", process.userName().toLowerCase(Locale.ROOT))
                .put("InitiatingProcessAccountSid", process.userSid())
                .put("InitiatingProcessIntegrityLevel", process.integrity())
                .put("InitiatingProcessVersionInfoOriginalFileName", process.originalFileName())
                .put("InitiatingProcessParentFileName", "services.exe")
                .put("InitiatingProcessParentId", 684);
    }
}
