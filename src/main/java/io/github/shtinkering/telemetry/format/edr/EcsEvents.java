package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.RegistryPath;
import org.jspecify.annotations.Nullable;

/** What happened, in the words of ECS ({@code event.category}, {@code event.type}) and of Elastic's sensors. */
final class EcsEvents {
    private EcsEvents() {}

    /** Tells the process, registry or file event of the document. */
    static void tell(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        if (!Ecs.tellsEvent(record, "type")) {
            observations.missing("event.type");
        }
        if (Ecs.eventHas(record, "category", "process")) {
            tellProcess(record, process, observations);
        } else if (record.has("registry")) {
            tellRegistry(record, process, observations);
        } else if (record.has("file")) {
            tellFile(record, process, observations);
        } else {
            if (!Ecs.tellsEvent(record, "category")
                    || Ecs.eventHas(record, "category", "registry")
                    || Ecs.eventHas(record, "category", "file")) {
                observations.missing("event.category, or what it says the event is about");
            }
            observations.processActive(process);
        }
    }

    private static void tellProcess(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        if (Ecs.eventHas(record, "type", "end")) {
            observations.processEnded(process);
        } else if (Ecs.eventHas(record, "type", "start") && !Ecs.eventHas(record, "action", "already_running")) {
            observations.processStarted(process, Ecs.parent(record));
        } else {
            observations.processActive(process);
        }
    }

    private static void tellRegistry(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        JsonNode registry = record.path("registry");
        RegistryPath path = Ecs.registryPath(registry);
        if (Ecs.eventHas(record, "action", "rename")) {
            String newPath = Json.text(registry, "Ext", "new_path");
            observations.registryRenamed(process, path, RegistryPath.ofKey(newPath));
        } else if (Ecs.eventHas(record, "type", "deletion")) {
            RegistryPath gone = keyOf(path);
            Operation operation = gone != null && gone.value() != null ? Operation.DELETE_VALUE : Operation.DELETE_KEY;
            observations.registry(operation, process, gone, Ecs.registryData(registry));
        } else if (Ecs.eventHas(record, "type", "change") && (path == null || path.value() == null)) {
            observations.missing("the registry value's path and name");
            observations.processActive(process);
        } else if (Ecs.eventHas(record, "type", "change")) {
            observations.registry(Operation.SET_VALUE, process, path, Ecs.registryData(registry));
        } else {
            observations.processActive(process);
        }
    }

    /** The last element of a deleted path is reported as a value's name also where it is a key's. */
    private static @Nullable RegistryPath keyOf(@Nullable RegistryPath path) {
        String name = path == null ? null : path.value();
        boolean key = Ascii.equalsIgnoreCase(name, "localdumps") || Ascii.endsWithIgnoreCase(name, ".exe");
        return path != null && key ? RegistryPath.ofKey(path.key() + "\\" + name) : path;
    }

    private static void tellFile(JsonNode record, @Nullable ProcessRef process, Observations observations) {
        JsonNode file = record.path("file");
        String path = Json.text(file, "path");
        if (Ecs.eventHas(record, "action", "rename")) {
            observations.fileRenamed(process, Json.text(file, "Ext", "original", "path"), path);
        } else if (Ecs.eventHas(record, "type", "deletion")) {
            observations.fileDeleted(process, path);
        } else if (Ecs.eventHas(record, "type", "creation") || Ecs.eventHas(record, "type", "change")) {
            observations.fileCreated(process, path, Json.number(file, "size"));
        } else {
            observations.processActive(process);
        }
    }
}
