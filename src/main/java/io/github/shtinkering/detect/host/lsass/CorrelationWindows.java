package io.github.shtinkering.detect.host.lsass;

/** Spans of event time that decide what belongs together, in milliseconds. */
public final class CorrelationWindows {
    /** Records of one observed event from two sensors lie no further apart. */
    public static final long SAME_EVENT_MILLIS = 2_000L;
    /** How far a dump's clock may stand before that of its launch. */
    public static final long CLOCK_SLACK_MILLIS = 5_000L;
    /** A dump written by the launch's own WER process. */
    public static final long DUMP_BY_PROCESS_MILLIS = 3_600_000L;
    /** A dump whose name holds the launch's target. */
    public static final long DUMP_BY_NAME_MILLIS = 900_000L;
    /** A dump that only time joins to its launch. */
    public static final long DUMP_BY_TIME_MILLIS = 300_000L;
    /** What follows a genuine crash follows within this. */
    public static final long CRASH_AFTERMATH_MILLIS = 600_000L;
    /** A reset of the registry this soon after a launch or a dump cleans up after it. */
    public static final long CLEAN_UP_MILLIS = 900_000L;
    /** Marks of one boot lie closer together than this, and LSASS starts within it. */
    public static final long BOOT_SPAN_MILLIS = 300_000L;
    /** Remote-registry evidence stands this close to the write. */
    public static final long REMOTE_REGISTRY_MILLIS = 300_000L;
    /** Whose credentials LSASS may hold: who logged on within this. */
    public static final long LOGGED_ON_MILLIS = 86_400_000L;
    /** Of one person's logons in a bucket of this length the earliest is sure to pass the source. */
    public static final long LOGON_BUCKET_MILLIS = 3_600_000L;
    /** A case to which nothing is added for this long is settled. */
    public static final long CASE_GAP_MILLIS = 86_400_000L;

    private CorrelationWindows() {}
}
