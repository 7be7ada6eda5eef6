package io.github.shtinkering.simulator.shape;

import io.github.shtinkering.simulator.Happening.FileTouched;
import io.github.shtinkering.simulator.Happening.ProcessAccessed;
import io.github.shtinkering.simulator.Happening.ProcessEnded;
import io.github.shtinkering.simulator.Happening.ProcessStarted;
import io.github.shtinkering.simulator.Happening.RegistryChanged;
import io.github.shtinkering.simulator.StoryEvent;
import io.github.shtinkering.simulator.StoryProcess;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Elastic Defend's events. */
final class ElasticDefend extends EdrShape {
    private static final String AGENT = "4c9c9cb3-f80f-44d8-9c89-6168243b7f21";

    ElasticDefend() {
        super("elastic-defend");
    }

    @Override
    Document started(StoryEvent event, ProcessStarted start) {
        return process(base(event, "process", "start", "start"), "process.", start.process())
                .put("process.parent.pid", start.parent().pid())
                .put("process.parent.name", start.parent().fileName())
                .put("process.parent.executable", start.parent().image())
                .put("process.parent.command_line", start.parent().commandLine())
                .put("process.parent.entity_id", entityId(start.parent()));
    }

    @Override
    Optional<Document> ended(StoryEvent event, ProcessEnded end) {
        return Optional.of(process(base(event, "process", "end", "end"), "process.", end.process()));
    }

    @Override
    Optional<Document> accessed(StoryEvent event, ProcessAccessed access) {
        Document document = process(base(event, "api", "OpenProcess", "access"), "process.", access.source());
        return Optional.of(process(document, "Target.process.", access.target())
                .put("event.category", List.of("api"))
                .put("event.provider", "Microsoft-Windows-Kernel-Audit-API-Calls")
                .put("event.outcome", "success")
                .put("process.Ext.api.name", "OpenProcess")
                .put("process.Ext.api.parameters.desired_access_numeric", Long.decode(access.mask())));
    }

    @Override
    Optional<Document> registry(StoryEvent event, RegistryChanged change) {
        return switch (change.operation()) {
            case SET_VALUE ->
                Optional.of(registry(event, "modification", "change", change).put("registry.data", data(change)));
            case DELETE_VALUE, DELETE_KEY -> Optional.of(registry(event, "deletion", "deletion", change));
            case CREATE_KEY -> Optional.of(registry(event, "creation", "creation", change));
            case RENAME -> Optional.of(renamed(event, change));
        };
    }

    private static Document renamed(StoryEvent event, RegistryChanged change) {
        return registry(event, "rename", "change", change).put("registry.Ext.new_path", change.newName());
    }

    private static Document registry(StoryEvent event, String action, String type, RegistryChanged change) {
        return process(base(event, "registry", action, type), "process.", change.actor())
                .put("registry.hive", change.key().substring(0, change.key().indexOf('\\')))
                .put("registry.path", change.path())
                .put("registry.key", change.key().substring(change.key().indexOf('\\') + 1))
                .put("registry.value", change.value());
    }

    private static Document data(RegistryChanged change) {
        return new Document()
                .put("strings", change.data() == null ? List.of() : List.of(change.data()))
                .put("type", "dword".equals(change.type()) ? "REG_DWORD" : "REG_SZ");
    }

    @Override
    Document file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "creation", "creation", file, file.path());
            case DELETED -> file(event, "deletion", "deletion", file, file.path());
            case RENAMED ->
                file(event, "rename", "change", file, String.valueOf(file.newPath()))
                        .put("file.Ext.original.path", file.path())
                        .put("file.Ext.original.name", lastElement(file.path()));
        };
    }

    private static Document file(StoryEvent event, String action, String type, FileTouched file, String path) {
        return process(base(event, "file", action, type), "process.", file.actor())
                .put("file.path", path)
                .put("file.name", lastElement(path))
                .put("file.extension", path.substring(path.lastIndexOf('.') + 1))
                .put("file.size", file.size());
    }

    private static Document process(Document document, String prefix, StoryProcess process) {
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

    private static Document base(StoryEvent event, String category, String action, @Nullable String type) {
        String time = Clock.iso(event.timeMillis(), 7);
        return new Document()
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
