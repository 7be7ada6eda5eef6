package io.github.shtinkering.detect.host.timeline;

/** What one element of a generation is. Names are part of the state format. */
public enum EntryKind {
    /** The marker that opens a generation: whatever an older generation began is void. */
    GENERATION,
    /** A write after which LSASS would be dumped in full. */
    ARMING,
    /** A write that prepares it without the capability: the {@code lsass.exe} sub-key without a full type. */
    PREPARATION,
    /**
     * The change after which LSASS would no longer be dumped in full; right after an act, also one that only takes a
     * scope away.
     */
    DISARMING,
    /** A WER process started at a target. */
    LAUNCH,
    /** A dump was written. */
    DUMP,
    /** A dump was renamed, deleted, copied or read over SMB. */
    HANDLING,
    /** The system's own record of an LSASS crash. */
    CRASH,
    /** LSASS ended. */
    LSASS_ENDED,
    /** The host booted. */
    REBOOT,
    /** LSASS was seen with the same PID ten minutes or more after it was the target, with no reboot between. */
    LSASS_ALIVE,
    /** The registry was reached from another machine. */
    REMOTE_REGISTRY,
    /** Another product's alert. */
    DETECTION,
    /** Launches that another process asked for were so many that some had to leave: nobody knows whom they were at. */
    LAUNCHES_EVICTED,
    /** The host has expired: nothing is known of it any more. */
    FORGOTTEN,
    /** What is known about the host besides its timeline: closes every sending. */
    CONTEXT
}
