package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.EdrShape;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Defender's tables through Elastic's m365_defender integration: {@code process} is the new process in process
 * events and the initiating one elsewhere, and there is no {@code registry.path}.
 */
public final class M365Ecs extends EdrShape {
    public M365Ecs() {
        super("m365-defender");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        return process(base(event, "ProcessCreated", "process", "start"), start.process())
                .put("process.pe.original_file_name", start.process().originalFileName())
                .put(
                        "m365_defender.event.process.integrity_level",
                        start.process().integrity())
                .put("process.parent.pid", start.parent().pid())
                .put("process.parent.name", start.parent().fileName())
                .put("process.parent.executable", start.parent().image().toLowerCase(Locale.ROOT))
                .put("process.parent.command_line", start.parent().commandLine())
                .put("user.id", start.process().userSid())
                .put("user.name", start.process().userName().toLowerCase(Locale.ROOT))
                .put("user.domain", start.process().userDomain().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        if (change.operation() == RegistryOperation.RENAME) {
            return Optional.empty();
        }
        String key = "HKEY_LOCAL_MACHINE" + change.key().substring(change.key().indexOf('\\'));
        return Optional.of(initiating(base(event, action(change), "registry", "change"), change.actor())
                .put("registry.key", key)
                .put("registry.value", change.value())
                .put("registry.data.strings", change.data() == null ? null : List.of(change.data()))
                .put("m365_defender.event.registry.key", key)
                .put("m365_defender.event.registry.value_name", change.value())
                .put("m365_defender.event.registry.value_data", change.data())
                .put(
                        "m365_defender.event.registry.value_type",
                        change.type() == null ? null : "dword".equals(change.type()) ? "Dword" : "String"));
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

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "FileCreated", "creation", file.path(), file);
            case DELETED -> file(event, "FileDeleted", "deletion", file.path(), file);
            case RENAMED ->
                file(event, "FileRenamed", "change", String.valueOf(file.newPath()), file)
                        .put("m365_defender.event.previous.file_name", lastElement(file.path()))
                        .put(
                                "m365_defender.event.previous.folder_path",
                                file.path().substring(0, file.path().lastIndexOf('\\')));
        };
    }

    private static JsonDocument file(StoryEvent event, String action, String type, String path, FileTouched file) {
        return initiating(base(event, action, "file", type), file.actor())
                .put("file.path", path)
                .put("file.name", lastElement(path))
                .put("file.size", file.size());
    }

    private static JsonDocument process(JsonDocument document, StoryProcess process) {
        return document.put("process.pid", process.pid())
                .put("process.name", process.fileName())
                .put("process.executable", process.image().toLowerCase(Locale.ROOT))
                .put("process.command_line", process.commandLine());
    }

    private static JsonDocument initiating(JsonDocument document, StoryProcess process) {
        return process(document, process)
                .put("m365_defender.event.initiating_process.id", process.pid())
                .put("m365_defender.event.initiating_process.file_name", process.fileName())
                .put(
                        "m365_defender.event.initiating_process.folder_path",
                        process.image().toLowerCase(Locale.ROOT))
                .put("m365_defender.event.initiating_process.command_line", process.commandLine())
                .put("m365_defender.event.initiating_process.integrity_level", process.integrity())
                .put("m365_defender.event.initiating_process.account_sid", process.userSid())
                .put(
                        "m365_defender.event.initiating_process.account_name",
                        process.userName().toLowerCase(Locale.ROOT))
                .put(
                        "m365_defender.event.initiating_process.account_domain",
                        process.userDomain().toLowerCase(Locale.ROOT));
    }

    private static JsonDocument base(StoryEvent event, String action, String category, String type) {
        String time = TimeSpellings.iso(event.timeMillis(), 3);
        return new JsonDocument()
                .put("@timestamp", time)
                .put("ecs.version", "8.11.0")
                .put("event.action", action.toLowerCase(Locale.ROOT))
                .put("event.category", List.of(category))
                .put("event.type", List.of(type))
                .put("event.dataset", "m365_defender.event")
                .put("event.module", "m365_defender")
                .put("event.kind", "event")
                .put("host.id", DefenderStream.deviceId(event.host()))
                .put("host.name", event.host().toLowerCase(Locale.ROOT) + DOMAIN)
                .put("m365_defender.event.action.type", action)
                .put("m365_defender.event.category", "AdvancedHunting-" + DefenderStream.table(event))
                .put("m365_defender.event.device.id", DefenderStream.deviceId(event.host()))
                .put("m365_defender.event.device.name", event.host().toLowerCase(Locale.ROOT) + DOMAIN)
                .put("m365_defender.event.report_id", Long.toString(event.ordinal()))
                .put("m365_defender.event.timestamp", time);
    }
}
