package io.github.shtinkering.fact;

/**
 * What a fact says, as its {@link FactPayload} tells. Order is of no meaning; names are part of the state format and are
 * never reused.
 */
public enum FactKind {
    /** The host booted: see {@link BootMark}. */
    BOOT,
    /** A record shows which PID LSASS has: see {@link LsassSighting}. */
    LSASS_SIGHTING,
    /** LSASS ended: see {@link LsassEnd}; {@link Fact#actor()} is LSASS. */
    LSASS_ENDED,
    /** A registry value or key that can arm, prepare or disarm full dumps of LSASS: see {@link RegistryChange}. */
    REGISTRY_CHANGE,
    /** WerFault or WerFaultSecure started: see {@link WerLaunch}; {@link Fact#actor()} is the WER process. */
    WER_LAUNCH,
    /** A file that is or may be a dump of LSASS was created or modified: see {@link FileActivity}; the actor wrote it. */
    DUMP_WRITTEN,
    /** A file that is or may be such a dump was renamed, deleted, or read over SMB: see {@link FileActivity}. */
    FILE_HANDLED,
    /** The system's own record of an LSASS crash or of the restart after it: see {@link CrashEvidence}. */
    CRASH_EVIDENCE,
    /** The registry was reached from another machine (5145 on the {@code winreg} pipe): see {@link RemoteRegistryAccess}. */
    REMOTE_REGISTRY,
    /** A person logged on: see {@link Logon}. */
    LOGON,
    /** Another product's alert about WerFault or about LSASS being dumped: see {@link VendorDetection}. */
    VENDOR_DETECTION;

    /** Whether it is what every host tells all day, and no part of a case by itself. */
    public boolean isBackground() {
        return switch (this) {
            case BOOT, LSASS_SIGHTING, LOGON, LSASS_ENDED -> true;
            default -> false;
        };
    }
}
