package io.github.shtinkering.fact;

/**
 * How a record knows LSASS's PID, with the confidence that it deserves. Names are part of the state format.
 *
 * <p>Only sources of confidence 90 and more may refute that another PID is LSASS; weaker ones confirm or explain.
 */
public enum SightingSource {
    /** Start of System32\lsass.exe under wininit: Sysmon 1, 4688, an EDR's process start. */
    PROCESS_START(100, "process start of lsass.exe"),
    /** {@code HKLM\SYSTEM\CurrentControlSet\Control\Lsa\LsaPid}, written by LSASS when it starts. */
    LSA_PID_VALUE(95, "registry value Lsa\\LsaPid"),
    /** EventData of a Security event whose ProcessName is System32\lsass.exe. */
    SECURITY_PROCESS_NAME(95, "Security event naming lsass.exe as its process"),
    /**
     * Header (System/Execution/@ProcessID) of a Security event that LSASS itself writes (4624, 4672, ...). One record
     * is medium, two distinct ones are strong: {@link #confidence()} is that of two.
     */
    LOGON_HEADER(95, "header of logon events"),
    /** Sysmon 8 or 10, or an EDR's access event, with System32\lsass.exe as its target. */
    PROCESS_ACCESS(90, "process access to lsass.exe"),
    /** Any other sensor event with System32\lsass.exe as its image or initiating process. */
    PROCESS_ACTIVITY(90, "activity of lsass.exe"),
    /** An inventory or osquery snapshot; stale after a reboot. */
    INVENTORY(80, "inventory snapshot"),
    /** Application 1000 for lsass.exe. */
    APPLICATION_ERROR(70, "Application Error 1000 for lsass.exe"),
    /** An lsass.exe whose parent is lsass.exe: a clone, never the primary LSASS. Confirms only. */
    CLONE(90, "clone of lsass.exe");

    private final int confidence;
    private final String description;

    SightingSource(int confidence, String description) {
        this.confidence = confidence;
        this.description = description;
    }

    /** 0 to 100. */
    public int confidence() {
        return confidence;
    }

    /** In the words of the alert's {@code shtinkering.lsass.sources}. */
    public String description() {
        return description;
    }
}
