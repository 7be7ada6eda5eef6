package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Sysmon's events say; told apart by id, for EventType gets lost on the way. */
final class SysmonEvents {
    private static final Set<String> VALUE_NAMES =
            Set.of("dumptype", "customdumpflags", "dumpfolder", "dumpcount", "globalflag", "reportingmode");

    /** Events of which nothing is used but whose they are. */
    private static final Set<Integer> WITH_IMAGE = Set.of(2, 3, 7, 9, 17, 18, 22, 24, 25, 27, 28, 29);

    private SysmonEvents() {}

    static void interpret(int id, EventFields data, Observations observations) {
        switch (id) {
            case 1 -> {
                if (!data.has("CommandLine")) {
                    observations.missing("CommandLine");
                }
                observations.processStarted(started(data), parent(data));
            }
            case 5 -> observations.processEnded(actor(data));
            case 8, 10 -> observations.processAccessed(party(data, "Source"), party(data, "Target"));
            case 11, 15 -> observations.fileCreated(actor(data), data.get("TargetFilename"), null);
            case 12 -> keyOrValueDeleted(data, observations);
            case 13 ->
                observations.registry(
                        Operation.SET_VALUE,
                        actor(data),
                        RegistryPath.ofJoined(data.get("TargetObject")),
                        RegistryData.ofSysmonDetails(data.get("Details")));
            case 14 -> renamed(data, observations);
            case 23, 26 -> observations.fileDeleted(actor(data), data.get("TargetFilename"));
            default -> {
                if (WITH_IMAGE.contains(id)) {
                    requireImage(data, observations);
                }
                observations.processActive(actor(data));
            }
        }
    }

    private static void keyOrValueDeleted(EventFields data, Observations observations) {
        String type = data.get("EventType");
        RegistryPath value = RegistryPath.ofJoined(data.get("TargetObject"));
        Operation operation = Operation.CREATE_KEY;
        if (AsciiCase.equalsIgnoreCase(type, "DeleteValue") || (isValue(value) && !isOfKey(type))) {
            operation = Operation.DELETE_VALUE;
        } else if (AsciiCase.startsWithIgnoreCase(type, "Delete")) {
            operation = Operation.DELETE_KEY;
        }
        if (operation == Operation.CREATE_KEY) {
            created(type, data, observations);
        }
        RegistryPath path = operation == Operation.DELETE_VALUE ? value : RegistryPath.ofKey(data.get("TargetObject"));
        observations.registry(operation, actor(data), path, RegistryData.UNKNOWN);
    }

    /** Of a key that was created nothing is used but whose doing it was. */
    private static void created(@Nullable String type, EventFields data, Observations observations) {
        if (!AsciiCase.equalsIgnoreCase(type, "CreateKey")) {
            observations.registryUnclear(RegistryPath.ofKey(data.get("TargetObject")));
        }
        requireImage(data, observations);
    }

    private static void requireImage(EventFields data, Observations observations) {
        if (!data.has("Image")) {
            observations.missing("Image");
        }
    }

    private static boolean isOfKey(@Nullable String eventType) {
        return AsciiCase.endsWithIgnoreCase(eventType, "Key");
    }

    private static void renamed(EventFields data, Observations observations) {
        String from = data.get("TargetObject");
        String to = newPath(from, data.get("NewName"));
        boolean values = isValue(RegistryPath.ofJoined(from)) || isValue(RegistryPath.ofJoined(to));
        observations.registryRenamed(
                actor(data),
                values ? RegistryPath.ofJoined(from) : RegistryPath.ofKey(from),
                values ? RegistryPath.ofJoined(to) : RegistryPath.ofKey(to));
    }

    /** Sysmon tells the whole new path; a bare name stays beside the old one. */
    private static @Nullable String newPath(@Nullable String from, @Nullable String newName) {
        boolean bare = from != null && newName != null && newName.indexOf('\\') < 0;
        return bare ? from.substring(0, from.lastIndexOf('\\') + 1) + newName : newName;
    }

    private static boolean isValue(@Nullable RegistryPath path) {
        String value = path == null ? null : path.value();
        return value != null && VALUE_NAMES.contains(value);
    }

    private static @Nullable ProcessRef started(EventFields data) {
        return new ProcessRefBuilder()
                .pid(data.get("ProcessId"))
                .entityId(data.get("ProcessGuid"))
                .executable(data.get("Image"))
                .commandLine(data.get("CommandLine"))
                .user(data.get("User"))
                .sha256(FileHashes.sha256(data.get("Hashes")))
                .originalFileName(data.get("OriginalFileName"))
                .integrity(data.get("IntegrityLevel"))
                .build();
    }

    private static @Nullable ProcessRef parent(EventFields data) {
        return new ProcessRefBuilder()
                .pid(data.get("ParentProcessId"))
                .entityId(data.get("ParentProcessGuid"))
                .executable(data.get("ParentImage"))
                .commandLine(data.get("ParentCommandLine"))
                .user(data.get("ParentUser"))
                .build();
    }

    private static @Nullable ProcessRef actor(EventFields data) {
        return new ProcessRefBuilder()
                .pid(data.get("ProcessId"))
                .entityId(data.get("ProcessGuid"))
                .executable(data.get("Image"))
                .user(data.get("User"))
                .build();
    }

    /** Events 8 and 10 name two processes, and spell their GUIDs differently. */
    private static @Nullable ProcessRef party(EventFields data, String role) {
        String guid = data.get(role + "ProcessGUID");
        return new ProcessRefBuilder()
                .pid(data.get(role + "ProcessId"))
                .entityId(guid != null ? guid : data.get(role + "ProcessGuid"))
                .executable(data.get(role + "Image"))
                .user(data.get(role + "User"))
                .build();
    }
}
