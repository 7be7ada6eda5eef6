package io.github.shtinkering.simulate.story;

import org.jspecify.annotations.Nullable;

/** What happened on a host, as Windows knows it and before any sensor or shipper words it. */
public sealed interface SimulatedEvent {
    /** A process started; LSASS's own start is one of these. */
    record ProcessStarted(StoryProcess process, StoryProcess parent) implements SimulatedEvent {}

    /** A process ended. */
    record ProcessEnded(StoryProcess process) implements SimulatedEvent {}

    /**
     * A process opened another one.
     *
     * @param mask the access granted, e.g. {@code 0x1010}
     */
    record ProcessAccessed(StoryProcess source, StoryProcess target, String mask) implements SimulatedEvent {}

    /**
     * The registry changed.
     *
     * @param key with its root as {@code HKLM} or {@code HKU}
     * @param value name of the value; null when the key itself changed
     * @param data a number in decimal or a text; null unless a value was set
     * @param type {@code dword}, {@code sz} or {@code expand_sz}; null unless a value was set
     * @param newName for a rename: the full path after it
     */
    record RegistryChanged(
            RegistryOperation operation,
            StoryProcess actor,
            String key,
            @Nullable String value,
            @Nullable String data,
            @Nullable String type,
            @Nullable String newName)
            implements SimulatedEvent {
        /** Key and value in one path. */
        public String path() {
            return value == null ? key : key + '\\' + value;
        }
    }

    /** What became of a key or value. */
    enum RegistryOperation {
        SET_VALUE,
        DELETE_VALUE,
        CREATE_KEY,
        DELETE_KEY,
        RENAME
    }

    /**
     * A file was created, renamed or deleted.
     *
     * @param newPath for a rename: the path after it
     * @param size bytes; null when it does not matter
     */
    record FileTouched(
            FileOperation operation,
            StoryProcess actor,
            String path,
            @Nullable String newPath,
            @Nullable Long size) implements SimulatedEvent {}

    /** What became of a file. */
    enum FileOperation {
        CREATED,
        RENAMED,
        DELETED
    }

    /**
     * A file of a share was opened from another machine (Security 5145).
     *
     * @param share e.g. {@code \\*\C$}; {@code \\*\IPC$} for the remote registry's pipe
     * @param path relative to the share, e.g. {@code winreg}
     */
    record ShareAccessed(String share, String path, String address, String user) implements SimulatedEvent {}

    /**
     * LSASS logged a logon, and the record's header shows its PID.
     *
     * @param eventId 4624, 4672 or another one that LSASS writes
     * @param process image name of the requesting process
     */
    record LoggedOn(long lsassPid, int eventId, int logonType, String address, String user, String process)
            implements SimulatedEvent {}

    /**
     * Windows started.
     *
     * @param eventId 12 (Kernel-General), 27 (Kernel-Boot), 6005 (EventLog), 4608 or 4826 (Security)
     * @param bootType of record 27: 0 cold, 1 fast start-up
     */
    record Booted(int eventId, int bootType) implements SimulatedEvent {}

    /** Windows was shut down (EventLog 6006). */
    record ShutDown() implements SimulatedEvent {}

    /**
     * Application 1000: a program failed.
     *
     * @param code exception code in hex without 0x
     */
    record ApplicationFailed(String application, String module, String code, long pid, String path)
            implements SimulatedEvent {}

    /**
     * Wininit 1015: a critical process failed, and the machine must restart.
     *
     * @param status in hex without 0x
     */
    record CriticalProcessFailed(String image, String status) implements SimulatedEvent {}

    /**
     * User32 1074: a restart was initiated.
     *
     * @param status exit status of the failed process, as in the record's comment, e.g. {@code -1073741819}
     */
    record RestartInitiated(String by, String reason, String status) implements SimulatedEvent {}

    /** A vendor's product says that WerFault cloned LSASS; {@code targetPid} is what it really cloned. */
    record VendorAlerted(StoryProcess process, StoryProcess parent, long targetPid) implements SimulatedEvent {}

    /** Background: a connection. */
    record NetworkConnected(StoryProcess process, String address, int port) implements SimulatedEvent {}

    /** Background: a library was loaded. */
    record ImageLoaded(StoryProcess process, String library) implements SimulatedEvent {}
}
