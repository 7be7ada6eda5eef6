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
import java.util.Optional;

/** Endgame's sensor: FILETIME numbers and kernel paths. */
public final class Endgame extends EdrShape {
    public Endgame() {
        super("endgame");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        return process(base(event, "process_event", "creation_event"), start.process())
                .put("original_file_name", start.process().originalFileName())
                .put("ppid", start.parent().pid())
                .put("parent_process_path", start.parent().image())
                .put("parent_process_name", start.parent().fileName());
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(process(base(event, "process_event", "termination_event"), end.process()));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        if (change.operation() != RegistryOperation.SET_VALUE) {
            return Optional.empty();
        }
        String path =
                "\\REGISTRY\\MACHINE\\" + change.path().substring(change.path().indexOf('\\') + 1);
        return Optional.of(process(base(event, "registry_event", "registry_modify_event"), change.actor())
                .put("key_path", path)
                .put("registry_path", path)
                .put("registry_key", path.substring(0, path.lastIndexOf('\\')))
                .put("registry_value", change.value())
                .put("registry_type", "dword".equals(change.type()) ? "dword" : "string")
                .put("bytes_written_string_list", List.of(String.valueOf(change.data()))));
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "file_create_event", file.path(), file);
            case DELETED -> file(event, "file_delete_event", file.path(), file);
            case RENAMED ->
                file(event, "file_rename_event", String.valueOf(file.newPath()), file)
                        .put("old_file_path", file.path())
                        .put("old_file_name", lastElement(file.path()));
        };
    }

    private static JsonDocument file(StoryEvent event, String subtype, String path, FileTouched file) {
        return process(base(event, "file_event", subtype), file.actor())
                .put("file_path", path)
                .put("file_name", lastElement(path));
    }

    private static JsonDocument process(JsonDocument document, StoryProcess process) {
        return document.put("pid", process.pid())
                .put("unique_pid", process.pid() * 1_000 + 7)
                .put("process_name", process.fileName())
                .put("process_path", process.image())
                .put("command_line", process.commandLine())
                .put("user_sid", process.userSid())
                .put("user_name", process.userName())
                .put("user_domain", process.userDomain());
    }

    private static JsonDocument base(StoryEvent event, String type, String subtype) {
        return new JsonDocument()
                .put("event_type_full", type)
                .put("event_subtype_full", subtype)
                .put("timestamp", TimeSpellings.fileTime(event.timeMillis()))
                .put("timestamp_utc", TimeSpellings.sysmon(event.timeMillis()) + 'Z')
                .put("serial_event_id", event.ordinal())
                .put("endpoint.hostname", event.host())
                .put("endpoint.operating_system", "windows");
    }
}
