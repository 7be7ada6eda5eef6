package io.github.shtinkering.detect.host.registry;

import io.github.shtinkering.fact.RegistryChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of one host's registry that decides whether LSASS would be dumped in full, as its changes leave it.
 *
 * <p>WER reads the global values first and lets each value of the program's sub-key override them, so
 * {@code lsass.exe\DumpType} wins over the global one in both directions.
 */
public final class WerRegistry {
    private static final String WER = "hklm\\software\\microsoft\\windows\\windows error reporting";
    public static final String LOCAL_DUMPS = WER + "\\localdumps";
    private static final String LSASS_DUMPS = LOCAL_DUMPS + "\\lsass.exe";
    private static final String SILENT_EXIT =
            "hklm\\software\\microsoft\\windows nt\\currentversion\\silentprocessexit\\lsass.exe";

    private static final String LSASS_IMAGE_OPTIONS =
            "hklm\\software\\microsoft\\windows nt\\currentversion\\image file execution options\\lsass.exe";

    private static final String DUMP_TYPE = "dumptype";
    private static final String GLOBAL_FLAG = "globalflag";
    private static final String CUSTOM_FLAGS = "customdumpflags";
    private static final String DUMP_FOLDER = "dumpfolder";
    private static final String REPORTING_MODE = "reportingmode";
    private static final String SILENT_FOLDER = "localdumpfolder";

    private static final long FULL_DUMP = 2;
    private static final long CUSTOM_DUMP = 0;
    /** MiniDumpWithFullMemory. */
    private static final long FULL_MEMORY = 0x2;
    /** FLG_MONITOR_SILENT_PROCESS_EXIT. */
    private static final long MONITOR_SILENT_EXIT = 0x200;
    /** SilentProcessExit's LOCAL_DUMP reporting mode. */
    private static final long LOCAL_DUMP = 0x2;

    private final Map<String, Map<String, Value>> keys = new TreeMap<>();

    private record Value(@Nullable String data, @Nullable Long number) {}

    /** Whether what happens to this key, or to one above the keys that count, can change the armed state. */
    public static boolean decides(String key) {
        return inForce(key)
                || key.equals(LSASS_IMAGE_OPTIONS)
                || (LOCAL_DUMPS + '\\').startsWith(key + '\\')
                || (SILENT_EXIT + '\\').startsWith(key + '\\');
    }

    /** What a change did to the armed state. */
    public enum Effect {
        NONE,
        PREPARES,
        ARMS,
        DISARMS
    }

    /** Whether the host would be armed after a change. */
    public boolean armedBy(RegistryChange change) {
        WerRegistry copy = new WerRegistry();
        keys.forEach((key, values) -> copy.keys.put(key, new HashMap<>(values)));
        copy.apply(change);
        return copy.arming().armed();
    }

    /** Applies a change and tells what it did. */
    public Effect apply(RegistryChange change) {
        boolean before = arming().armed();
        switch (change.operation()) {
            case SET_VALUE, SNAPSHOT_VALUE -> set(change);
            case DELETE_VALUE -> delete(change.key(), change.value());
            case DELETE_KEY -> deleteTree(change.key());
            case DELETE_KEY_ASKED -> {
                if (!hasKeysBelow(change.key())) {
                    deleteTree(change.key());
                }
            }
            case SNAPSHOT_ABSENT -> absent(change);
            case RENAME -> rename(change);
            case REIMAGED -> keys.clear();
            case CREATE_KEY -> {}
        }
        boolean after = arming().armed();
        if (before != after) {
            return after ? Effect.ARMS : Effect.DISARMS;
        }
        if (after && armsAnew(change)) {
            return Effect.ARMS;
        }
        return prepares(change, after) ? Effect.PREPARES : Effect.NONE;
    }

    /** The state as it stands. */
    public ArmedState arming() {
        List<String> scopes = new ArrayList<>();
        Long lsassType = number(LSASS_DUMPS, DUMP_TYPE);
        Long globalType = number(LOCAL_DUMPS, DUMP_TYPE);
        Long lsassFlags = number(LSASS_DUMPS, CUSTOM_FLAGS);
        Long globalFlags = number(LOCAL_DUMPS, CUSTOM_FLAGS);
        Long effective = lsassType != null ? lsassType : globalType;
        boolean full = fullType(effective, lsassFlags != null ? lsassFlags : globalFlags);
        if (full && fullType(globalType, globalFlags)) {
            scopes.add(ArmedState.GLOBAL);
        }
        boolean custom = full && effective != null && effective == CUSTOM_DUMP;
        boolean byName = lsassType != null || custom && lsassFlags != null;
        boolean silent = silentExitDumps();
        if (full && byName || silent) {
            scopes.add(ArmedState.LSASS);
        }
        String folder = folder();
        return new ArmedState(List.copyOf(scopes), folder, silent && !full, custom);
    }

    private static boolean fullType(@Nullable Long type, @Nullable Long flags) {
        if (type == null) {
            return false;
        }
        return type == FULL_DUMP || type == CUSTOM_DUMP && flags != null && (flags & FULL_MEMORY) != 0;
    }

    private boolean silentExitDumps() {
        Long mode = number(SILENT_EXIT, REPORTING_MODE);
        return mode != null && (mode & LOCAL_DUMP) != 0
                || number(SILENT_EXIT, DUMP_TYPE) != null
                || value(SILENT_EXIT, SILENT_FOLDER) != null;
    }

    private @Nullable String folder() {
        Value own = value(LSASS_DUMPS, DUMP_FOLDER);
        Value effective = own != null ? own : value(LOCAL_DUMPS, DUMP_FOLDER);
        if (effective == null) {
            effective = value(SILENT_EXIT, SILENT_FOLDER);
        }
        return effective == null ? null : effective.data();
    }

    private boolean armsAnew(RegistryChange change) {
        boolean sets = change.operation() == RegistryChange.Operation.SET_VALUE
                || change.operation() == RegistryChange.Operation.RENAME;
        boolean decisive = DUMP_TYPE.equals(change.value())
                || CUSTOM_FLAGS.equals(change.value())
                || change.operation() == RegistryChange.Operation.RENAME;
        return sets && decisive && (inForce(change.key()) || change.newKey() != null && inForce(change.newKey()));
    }

    /** The sub-key named for LSASS without a full type, or a folder chosen while armed. */
    private static boolean prepares(RegistryChange change, boolean armed) {
        boolean sets = change.operation() == RegistryChange.Operation.SET_VALUE
                || change.operation() == RegistryChange.Operation.SNAPSHOT_VALUE;
        if (sets) {
            return change.key().equals(LSASS_DUMPS) && !armed
                    || monitorsExit(change) && !armed
                    || DUMP_FOLDER.equals(change.value()) && armed && inForce(change.key());
        }
        return change.operation() == RegistryChange.Operation.RENAME && LSASS_DUMPS.equals(change.newKey()) && !armed;
    }

    /** Image options that hand LSASS's exit to SilentProcessExit, which may then be told to dump. */
    private static boolean monitorsExit(RegistryChange change) {
        return change.key().equals(LSASS_IMAGE_OPTIONS)
                && GLOBAL_FLAG.equals(change.value())
                && change.number() != null
                && (change.number() & MONITOR_SILENT_EXIT) != 0;
    }

    /** Whether a change takes away a full type, known or not, of the global values or of LSASS's. */
    public boolean resets(RegistryChange change) {
        return switch (change.operation()) {
            case DELETE_KEY -> (LSASS_DUMPS + '\\').startsWith(change.key() + '\\');
            case DELETE_KEY_ASKED ->
                (LSASS_DUMPS + '\\').startsWith(change.key() + '\\') && !hasKeysBelow(change.key());
            case DELETE_VALUE -> DUMP_TYPE.equals(change.value()) && inForce(change.key());
            case SET_VALUE ->
                DUMP_TYPE.equals(change.value())
                        && inForce(change.key())
                        && change.number() != null
                        && change.number() != FULL_DUMP
                        && change.number() != CUSTOM_DUMP;
            case CREATE_KEY, RENAME, SNAPSHOT_VALUE, SNAPSHOT_ABSENT, REIMAGED -> false;
        };
    }

    private static boolean inForce(String key) {
        return key.equals(LOCAL_DUMPS) || key.equals(LSASS_DUMPS) || key.equals(SILENT_EXIT);
    }

    private void set(RegistryChange change) {
        if (change.value() != null) {
            keys.computeIfAbsent(change.key(), k -> new HashMap<>())
                    .put(change.value(), new Value(change.data(), change.number()));
        }
    }

    private void absent(RegistryChange change) {
        if (change.value() == null) {
            deleteTree(change.key());
        } else {
            delete(change.key(), change.value());
        }
    }

    private void delete(String key, @Nullable String value) {
        Map<String, Value> values = keys.get(key);
        if (values != null && value != null) {
            values.remove(value);
        }
    }

    /** Keys with values; of one that was only created nothing is known. */
    private boolean hasKeysBelow(String key) {
        return keys.entrySet().stream()
                .anyMatch(
                        e -> e.getKey().startsWith(key + '\\') && !e.getValue().isEmpty());
    }

    private void deleteTree(String key) {
        keys.keySet().removeIf(k -> k.equals(key) || k.startsWith(key + '\\'));
    }

    /** A sensor's rename record does not always say whether a key or a value was renamed: what is known decides. */
    private void rename(RegistryChange change) {
        String newKey = change.newKey() == null ? change.key() : change.newKey();
        if (change.value() != null && change.newValue() != null) {
            moveValue(change.key(), change.value(), newKey, change.newValue());
        } else if (hasTree(change.key())) {
            moveTree(change.key(), newKey);
        } else {
            moveValue(parent(change.key()), last(change.key()), parent(newKey), last(newKey));
        }
    }

    private boolean hasTree(String key) {
        return keys.keySet().stream().anyMatch(k -> k.equals(key) || k.startsWith(key + '\\'));
    }

    private void moveTree(String from, String to) {
        Map<String, Map<String, Value>> moved = new TreeMap<>();
        keys.forEach((key, values) -> {
            if (key.equals(from) || key.startsWith(from + '\\')) {
                moved.put(to + key.substring(from.length()), values);
            }
        });
        deleteTree(from);
        keys.putAll(moved);
    }

    private void moveValue(String key, String value, String newKey, String newValue) {
        Map<String, Value> values = keys.get(key);
        Value moved = values == null ? null : values.remove(value);
        if (moved != null) {
            keys.computeIfAbsent(newKey, k -> new HashMap<>()).put(newValue, moved);
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('\\');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }

    private @Nullable Long number(String key, String value) {
        Value found = value(key, value);
        return found == null ? null : found.number();
    }

    private @Nullable Value value(String key, String value) {
        Map<String, Value> values = keys.get(key);
        return values == null ? null : values.get(value);
    }
}
