package io.github.shtinkering.simulate.shape.edr;

import io.github.shtinkering.simulate.record.EdrShape;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
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

/** SentinelOne's events as Elastic's integration leaves them, without what it has moved into ECS. */
public final class SentinelOneEcs extends EdrShape {
    private static final String OWN = "sentinel_one_cloud_funnel.event.";

    public SentinelOneEcs() {
        super("sentinelone-ecs");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        JsonDocument document = put(base(event, "process", "ProcessCreation", "start"), "process.", start.process());
        return put(document, "process.parent.", start.parent())
                .put(
                        OWN + "tgt.process.integrity_level",
                        start.process().integrity().toUpperCase(Locale.ROOT));
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(put(base(event, "process", "ProcessTermination", "end"), "process.", end.process()));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        String path = "MACHINE" + change.path().substring(change.path().indexOf('\\'));
        int slash = path.lastIndexOf('\\');
        return words(change.operation())
                .map(words -> put(base(event, "registry", words.get(0), words.get(1)), "process.", change.actor())
                        .put("registry.path", path)
                        .put("registry.key", path.substring(0, slash))
                        .put("registry.value", path.substring(slash + 1))
                        .put("registry.data.strings", change.data())
                        .put("registry.data.type", "dword".equals(change.type()) ? "DWORD" : null));
    }

    private static Optional<List<String>> words(RegistryOperation operation) {
        return switch (operation) {
            case SET_VALUE -> Optional.of(List.of("RegistryValueCreate", "creation"));
            case DELETE_VALUE -> Optional.of(List.of("RegistryValueDelete", "deletion"));
            case DELETE_KEY -> Optional.of(List.of("RegistryKeyDelete", "deletion"));
            case CREATE_KEY, RENAME -> Optional.empty();
        };
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        boolean isRename = file.operation() == FileOperation.RENAMED;
        String path = isRename ? String.valueOf(file.newPath()) : file.path();
        String what =
                switch (file.operation()) {
                    case CREATED -> "FileCreation";
                    case DELETED -> "FileDeletion";
                    case RENAMED -> "FileRename";
                };
        return put(base(event, "file", what, "change"), "process.", file.actor())
                .put("file.path", path)
                .put("file.name", lastElement(path))
                .put("file.size", file.size())
                .put(OWN + "tgt.file.old.path", isRename ? file.path() : null);
    }

    private static JsonDocument put(JsonDocument document, String prefix, StoryProcess process) {
        return document.put(prefix + "pid", process.pid())
                .put(prefix + "entity_id", process.guid("").replace("-", "").substring(1, 17))
                .put(prefix + "name", process.fileName())
                .put(prefix + "executable", process.image())
                .put(prefix + "command_line", process.commandLine())
                .put(prefix + "user.name", List.of(process.user()));
    }

    private static JsonDocument base(StoryEvent event, String category, String what, String type) {
        return new JsonDocument()
                .put("@timestamp", TimeSpellings.iso(event.timeMillis(), 3))
                .put("ecs.version", "8.11.0")
                .put("event.category", List.of(category))
                .put("event.type", List.of(type))
                .put("event.id", "01GEF7ME4WFRMD8MNECTVJCX07_" + event.ordinal())
                .put("event.kind", "event")
                .put("event.dataset", "sentinel_one_cloud_funnel.event")
                .put("host.hostname", event.host())
                .put("host.os.type", "windows")
                .put(OWN + "type", what)
                .put(OWN + "agent.uuid", "a0f1" + event.host())
                .put(OWN + "i.scheme", "edr");
    }
}
