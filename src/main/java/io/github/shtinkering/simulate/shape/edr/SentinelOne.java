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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SentinelOne's Cloud Funnel: one flat object with dotted names. */
public final class SentinelOne extends EdrShape {
    public SentinelOne() {
        super("sentinelone");
    }

    @Override
    public JsonDocument started(StoryEvent event, ProcessStarted start) {
        JsonDocument document = base(event, "process", "Process Creation", "PROCESSCREATION");
        put(document, "tgt.process.", start.process());
        return put(document, "src.process.", start.parent());
    }

    @Override
    public Optional<JsonDocument> ended(StoryEvent event, ProcessEnded end) {
        JsonDocument document = base(event, "process", "Process Exit", "PROCESSTERMINATION");
        return Optional.of(put(document, "tgt.process.", end.process()));
    }

    @Override
    public Optional<JsonDocument> accessed(StoryEvent event, ProcessAccessed access) {
        JsonDocument document = base(event, "cross_process", "Open Remote Process Handle", "OPENPROCESS");
        put(document, "src.process.", access.source());
        return Optional.of(put(document, "tgt.process.", access.target()));
    }

    @Override
    public Optional<JsonDocument> registry(StoryEvent event, RegistryChanged change) {
        String what = words(change.operation());
        if (what == null) {
            return Optional.empty();
        }
        String meta = what.replace("Registry", "Reg").replace(" ", "").toUpperCase(Locale.ROOT);
        JsonDocument document = put(base(event, "registry", what, meta), "src.process.", change.actor());
        flat(
                document,
                "registry.keyPath",
                "MACHINE" + change.path().substring(change.path().indexOf('\\')));
        if (change.operation() == RegistryOperation.SET_VALUE) {
            boolean isNumber = "dword".equals(change.type());
            flat(document, "registry.value", isNumber ? dword(change.data()) : change.data());
            flat(document, "registry.valueType", isNumber ? "DWORD" : "SZ");
        }
        return Optional.of(document);
    }

    private static @Nullable String words(RegistryOperation operation) {
        return switch (operation) {
            case SET_VALUE -> "Registry Value Modified";
            case DELETE_VALUE -> "Registry Value Delete";
            case CREATE_KEY -> "Registry Key Create";
            case DELETE_KEY -> "Registry Key Delete";
            case RENAME -> null;
        };
    }

    private static String dword(@Nullable String number) {
        return String.format("DWORD (0x%08x)", Long.valueOf(String.valueOf(number)));
    }

    @Override
    public JsonDocument file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> file(event, "File Creation", "FILECREATION", file, file.path());
            case DELETED -> file(event, "File Deletion", "FILEDELETION", file, file.path());
            case RENAMED ->
                flat(
                        file(event, "File Rename", "FILERENAME", file, String.valueOf(file.newPath())),
                        "tgt.file.oldPath",
                        file.path());
        };
    }

    private static JsonDocument file(StoryEvent event, String what, String meta, FileTouched file, String path) {
        JsonDocument document = put(base(event, "file", what, meta), "src.process.", file.actor());
        flat(document, "tgt.file.path", path);
        return flat(document, "tgt.file.size", file.size());
    }

    private static JsonDocument put(JsonDocument document, String prefix, StoryProcess process) {
        flat(document, prefix + "pid", process.pid());
        flat(document, prefix + "uid", process.guid("").replace("-", "").substring(1, 17));
        flat(document, prefix + "name", process.fileName());
        flat(document, prefix + "image.path", process.image());
        flat(document, prefix + "cmdline", process.commandLine());
        flat(document, prefix + "integrityLevel", process.integrity().toUpperCase(Locale.ROOT));
        return flat(document, prefix + "user", process.user());
    }

    private static JsonDocument base(StoryEvent event, String category, String what, String meta) {
        JsonDocument document = new JsonDocument();
        flat(document, "timestamp", TimeSpellings.sysmon(event.timeMillis()).substring(11));
        flat(document, "event.time", event.timeMillis());
        flat(document, "event.category", category);
        flat(document, "event.type", what);
        flat(document, "event.id", "01GEF7ME4WFRMD8MNECTVJCX07_" + event.ordinal());
        flat(document, "meta.event.name", meta);
        flat(document, "endpoint.name", event.host());
        flat(document, "endpoint.os", "windows");
        flat(document, "agent.uuid", "a0f1" + event.host());
        flat(document, "dataSource.name", "SentinelOne");
        return flat(document, "i.scheme", "edr");
    }

    private static JsonDocument flat(JsonDocument document, String name, @Nullable Object value) {
        Map<String, Object> field = new LinkedHashMap<>();
        if (value != null) {
            field.put(name, value);
        }
        return document.putAll(field);
    }
}
