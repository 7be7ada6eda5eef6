package io.github.shtinkering.simulator.shape;

import io.github.shtinkering.simulator.Happening.FileTouched;
import io.github.shtinkering.simulator.Happening.ProcessAccessed;
import io.github.shtinkering.simulator.Happening.ProcessEnded;
import io.github.shtinkering.simulator.Happening.ProcessStarted;
import io.github.shtinkering.simulator.Happening.RegistryChanged;
import io.github.shtinkering.simulator.Happening.RegistryOperation;
import io.github.shtinkering.simulator.StoryEvent;
import io.github.shtinkering.simulator.StoryProcess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Defender's tables through Elastic's m365_defender integration: {@code process} is the new process in process
 * events and the initiating one elsewhere, and there is no {@code registry.path}.
 */
final class M365Ecs extends EdrShape {
    M365Ecs() {
        super("m365-defender");
    }

    @Override
    Document started(StoryEvent event, ProcessStarted start) {
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
    Optional<Document> ended(StoryEvent event, ProcessEnded end) {
        return Optional.empty();
    }

    @Override
    Optional<Document> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.empty();
    }

    @Override
    Optional<Document> registry(StoryEvent event, RegistryChanged change) {
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
    Document file(StoryEvent event, FileTouched file) {
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

    private static Document file(StoryEvent event, String action, String type, String path, FileTouched file) {
        return initiating(base(event, action, "file", type), file.actor())
                .put("file.path", path)
                .put("file.name", lastElement(path))
                .put("file.size", file.size());
    }

    private static Document process(Document document, StoryProcess process) {
        return document.put("process.pid", process.pid())
                .put("process.name", process.fileName())
                .put("process.executable", process.image().toLowerCase(Locale.ROOT))
                .put("process.command_line", process.commandLine());
    }

    private static Document initiating(Document document, StoryProcess process) {
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

    private static Document base(StoryEvent event, String action, String category, String type) {
        String time = Clock.iso(event.timeMillis(), 3);
        return new Document()
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
