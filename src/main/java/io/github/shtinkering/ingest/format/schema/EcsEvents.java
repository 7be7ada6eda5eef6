package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/** What happened, in the words of ECS ({@code event.category}, {@code event.type}) and of Elastic's sensors. */
final class EcsEvents {
    private EcsEvents() {}

    /** Tells the process, registry or file event of the document. */
    static void tell(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        if (!EcsDocument.tellsEvent(record, "type")) {
            observations.missing("event.type");
        }
        if (EcsDocument.eventHas(record, "category", "process")) {
            tellProcess(record, process, observations);
        } else if (record.has("registry")) {
            tellRegistry(record, process, observations);
        } else if (record.has("file")) {
            tellFile(record, process, observations);
        } else {
            if (!EcsDocument.tellsEvent(record, "category")
                    || EcsDocument.eventHas(record, "category", "registry")
                    || EcsDocument.eventHas(record, "category", "file")) {
                observations.missing("event.category, or what it says the event is about");
            }
            observations.processActive(process);
        }
    }

    private static void tellProcess(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        if (EcsDocument.eventHas(record, "type", "end")) {
            observations.processEnded(process);
        } else if (EcsDocument.eventHas(record, "type", "start")
                && !EcsDocument.eventHas(record, "action", "already_running")) {
            observations.processStarted(process, EcsDocument.parent(record));
        } else {
            observations.processActive(process);
        }
    }

    private static void tellRegistry(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        JsonNode registry = record.path("registry");
        RegistryPath path = EcsDocument.registryPath(registry);
        if (EcsDocument.eventHas(record, "action", "rename")) {
            String newPath = JsonTrees.text(registry, "Ext", "new_path");
            observations.registryRenamed(process, path, RegistryPath.ofKey(newPath));
        } else if (EcsDocument.eventHas(record, "type", "deletion")) {
            RegistryPath gone = keyOf(path);
            Operation operation = gone != null && gone.value() != null ? Operation.DELETE_VALUE : Operation.DELETE_KEY;
            observations.registry(operation, process, gone, EcsDocument.registryData(registry));
        } else if (EcsDocument.eventHas(record, "type", "change") && (path == null || path.value() == null)) {
            observations.missing("the registry value's path and name");
            observations.processActive(process);
        } else if (EcsDocument.eventHas(record, "type", "change")) {
            observations.registry(Operation.SET_VALUE, process, path, EcsDocument.registryData(registry));
        } else {
            observations.processActive(process);
        }
    }

    /** The last element of a deleted path is reported as a value's name also where it is a key's. */
    private static @Nullable RegistryPath keyOf(@Nullable RegistryPath path) {
        String name = path == null ? null : path.value();
        boolean key = AsciiCase.equalsIgnoreCase(name, "localdumps") || AsciiCase.endsWithIgnoreCase(name, ".exe");
        return path != null && key ? RegistryPath.ofKey(path.key() + "\\" + name) : path;
    }

    private static void tellFile(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        JsonNode file = record.path("file");
        String path = JsonTrees.text(file, "path");
        if (EcsDocument.eventHas(record, "action", "rename")) {
            observations.fileRenamed(process, JsonTrees.text(file, "Ext", "original", "path"), path);
        } else if (EcsDocument.eventHas(record, "type", "deletion")) {
            observations.fileDeleted(process, path);
        } else if (EcsDocument.eventHas(record, "type", "creation") || EcsDocument.eventHas(record, "type", "change")) {
            observations.fileCreated(process, path, JsonTrees.number(file, "size"));
        } else {
            observations.processActive(process);
        }
    }
}
