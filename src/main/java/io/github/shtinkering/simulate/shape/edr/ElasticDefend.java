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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Elastic Defend's events. */
public final class ElasticDefend extends EdrShape {
    private static final String AGENT = "4c9c9cb3-f80f-44d8-9c89-6168243b7f21";

    public ElasticDefend() {
        super("elastic-defend");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        return process(base(event, "process", "start", "start"), "process.", start.process())
                .put("process.parent.pid", start.parent().pid())
                .put("process.parent.name", start.parent().fileName())
                .put("process.parent.executable", start.parent().image())
                .put("process.parent.command_line", start.parent().commandLine())
                .put("process.parent.entity_id", entityId(start.parent()));
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(process(base(event, "process", "end", "end"), "process.", end.process()));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        JsonDocument document = process(base(event, "api", "OpenProcess", "access"), "process.", access.source());
        return Optional.of(process(document, "Target.process.", access.target())
                .put("event.category", List.of("api"))
                .put("event.provider", "Microsoft-Windows-Kernel-Audit-API-Calls")
                .put("event.outcome", "success")
                .put("process.Ext.api.name", "OpenProcess")
                .put("process.Ext.api.parameters.desired_access_numeric", Long.decode(access.mask())));
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        return switch (change.operation()) {
            case SET_VALUE ->
                Optional.of(registry(event, "modification", "change", change).put("registry.data", data(change)));
            case DELETE_VALUE, DELETE_KEY -> Optional.of(registry(event, "deletion", "deletion", change));
            case CREATE_KEY -> Optional.of(registry(event, "creation", "creation", change));
            case RENAME -> Optional.of(renamed(event, change));
        };
    }

    private static JsonDocument renamed(StoryEvent event, RegistryChanged change) {
        return registry(event, "rename", "change", change).put("registry.Ext.new_path", change.newName());
    }

    private static JsonDocument registry(StoryEvent event, String action, String type, RegistryChanged change) {
        return process(base(event, "registry", action, type), "process.", change.actor())
                .put("registry.hive", change.key().substring(0, change.key().indexOf('\\')))
                .put("registry.path", change.path())
                .put("registry.key", change.key().substring(change.key().indexOf('\\') + 1))
                .put("registry.value", change.value());
    }

    private static JsonDocument data(RegistryChanged change) {
        return new JsonDocument()
                .put("strings", change.data() == null ? List.of() : List.of(change.data()))
                .put("type", "dword".equals(change.type()) ? "REG_DWORD" : "REG_SZ");
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "creation", "creation", file, file.path());
            case DELETED -> file(event, "deletion", "deletion", file, file.path());
            case RENAMED ->
                file(event, "rename", "change", file, String.valueOf(file.newPath()))
                        .put("file.Ext.original.path", file.path())
                        .put("file.Ext.original.name", lastElement(file.path()));
        };
    }

    private static JsonDocument file(StoryEvent event, String action, String type, FileTouched file, String path) {
        return process(base(event, "file", action, type), "process.", file.actor())
                .put("file.path", path)
                .put("file.name", lastElement(path))
                .put("file.extension", path.substring(path.lastIndexOf('.') + 1))
                .put("file.size", file.size());
    }

    private static JsonDocument process(JsonDocument document, String prefix, StoryProcess process) {
        return document.put(prefix + "pid", process.pid())
                .put(prefix + "name", process.fileName())
                .put(prefix + "executable", process.image())
                .put(prefix + "command_line", process.commandLine())
                .put(prefix + "entity_id", entityId(process))
                .put(prefix + "pe.original_file_name", process.originalFileName())
                .put(
                        prefix + "Ext.token.integrity_level_name",
                        process.integrity().toLowerCase(Locale.ROOT))
                .put("user.id", process.userSid())
                .put("user.name", process.userName())
                .put("user.domain", process.userDomain());
    }

    private static String entityId(StoryProcess process) {
        String text = AGENT + '-' + process.pid() + '-' + process.guid("").substring(1, 19);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonDocument base(StoryEvent event, String category, String action, @Nullable String type) {
        String time = TimeSpellings.iso(event.timeMillis(), 7);
        return new JsonDocument()
                .put("@timestamp", time)
                .put("agent.id", AGENT)
                .put("agent.type", "endpoint")
                .put("agent.version", "8.17.0")
                .put("data_stream.dataset", "endpoint.events." + category)
                .put("data_stream.type", "logs")
                .put("data_stream.namespace", "default")
                .put("ecs.version", "8.10.0")
                .put("message", "Endpoint " + category + " event")
                .put(
                        "host.id",
                        UUID.nameUUIDFromBytes(event.host().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("host.hostname", event.host())
                .put("host.name", event.host())
                .put("host.os.type", "windows")
                .put("event.action", action)
                .put("event.category", List.of(category))
                .put("event.type", type == null ? null : List.of(type))
                .put("event.created", time)
                .put("event.dataset", "endpoint.events." + category)
                .put("event.module", "endpoint")
                .put("event.kind", "event")
                .put("event.sequence", event.ordinal())
                .put("event.id", String.format("M%08x+%08x", event.host().hashCode(), event.ordinal()));
    }
}
