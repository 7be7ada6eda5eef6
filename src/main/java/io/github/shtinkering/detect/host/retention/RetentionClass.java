package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.detect.host.lsass.NetworkLogons;
import io.github.shtinkering.detect.host.registry.WerRegistry;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.WerLaunch;
import org.jspecify.annotations.Nullable;

/** Kinds of facts that a host keeps apart, each within its own bounds: the table in {@code docs/detection.md}. */
public enum RetentionClass {
    /** Launches that another process asked for. */
    FOREIGN_LAUNCHES(256, 256),
    /** Launches that a crashing process asked for itself: the background of every fleet. */
    OWN_LAUNCHES(128, 128),
    /** Changes of the keys that decide about dumps of LSASS. */
    REGISTRY(128, 128),
    /** Changes of other programs' sub-keys: one may be renamed. */
    OTHER_KEYS(64, 64),
    /** Files named as WER names its dumps of LSASS, and written by it, or nobody tells by whom. */
    LSASS_DUMPS(64, 64),
    /** Other files named for LSASS. */
    OTHER_LSASS_DUMPS(64, 64),
    /** Other files that WER wrote. */
    OTHER_DUMPS(64, 64),
    HANDLING(64, 64),
    CRASHES(64, 32),
    BOOTS(128, 32),
    LOGONS(32, 16),
    /** Logons over the network: evidence of a registry that was reached from another machine. */
    NETWORK_LOGONS(16, 16),
    REMOTE_REGISTRY(16, 16),
    DETECTIONS(32, 32);

    private static final int KILO = 1_024;
    private static final long PLAUSIBLE_PID_MAX = 65_536;

    private final int limit;
    private final int maxKilo;

    RetentionClass(int limit, int maxKilo) {
        this.limit = limit;
        this.maxKilo = maxKilo;
    }

    /** Most facts. */
    int limit() {
        return limit;
    }

    /** Most bytes, as {@link FactSize} counts them. */
    long maxSize() {
        return (long) maxKilo * KILO;
    }

    boolean holdsLaunches() {
        return this == FOREIGN_LAUNCHES || this == OWN_LAUNCHES;
    }

    public static RetentionClass of(Fact fact) {
        return switch (fact.kind()) {
            case WER_LAUNCH -> LaunchRequest.foreign(fact) ? FOREIGN_LAUNCHES : OWN_LAUNCHES;
            case REGISTRY_CHANGE -> decides(fact.registry()) ? REGISTRY : OTHER_KEYS;
            case DUMP_WRITTEN -> ofDump(fact);
            case FILE_HANDLED -> HANDLING;
            case CRASH_EVIDENCE, LSASS_ENDED -> CRASHES;
            case BOOT, LSASS_SIGHTING -> BOOTS;
            case LOGON -> NetworkLogons.isOne(fact) ? NETWORK_LOGONS : LOGONS;
            case REMOTE_REGISTRY -> REMOTE_REGISTRY;
            case VENDOR_DETECTION -> DETECTIONS;
        };
    }

    private static boolean decides(@Nullable RegistryChange change) {
        return change == null
                || WerRegistry.decides(change.key())
                || change.newKey() != null && WerRegistry.decides(change.newKey());
    }

    private static RetentionClass ofDump(Fact fact) {
        DumpName name = DumpName.of(fact);
        boolean byWer = WerPrograms.isWer(fact.actor());
        if (name != null && name.ofLsass() && (byWer || WerPrograms.name(fact.actor()) == null)) {
            return LSASS_DUMPS;
        }
        return byWer ? OTHER_DUMPS : OTHER_LSASS_DUMPS;
    }

    /** Whether a fact may belong to a case as well as any other of its class. */
    static boolean mayBelongToACase(Fact fact) {
        return switch (fact.kind()) {
            case WER_LAUNCH -> plausible(fact.launch());
            case FILE_HANDLED -> named(fact);
            default -> true;
        };
    }

    private static boolean plausible(@Nullable WerLaunch launch) {
        Long target = launch == null ? null : launch.targetPid();
        return target == null || target % 4 == 0 && target > 4 && target <= PLAUSIBLE_PID_MAX;
    }

    private static boolean named(Fact fact) {
        if (fact.file() == null) {
            return false;
        }
        DumpName name = DumpName.parse(fact.file().path());
        DumpName newName = DumpName.parse(fact.file().newPath());
        return name != null && name.ofLsass() || newName != null && newName.ofLsass();
    }
}
