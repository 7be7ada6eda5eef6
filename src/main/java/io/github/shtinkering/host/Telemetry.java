package io.github.shtinkering.host;

import io.github.shtinkering.fact.FactKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of evidence that a host's logging delivers: what a host never delivered cannot be seen there. */
public enum Telemetry {
    /** Registry changes: without them arming is invisible. */
    REGISTRY(1),
    /** Process starts of WerFault: without them launches are invisible. */
    PROCESS(2),
    /** File events: without them dumps are invisible. */
    FILE(4),
    /** What tells LSASS's PID: without it targets stay unknown. */
    LSASS_PID(8),
    /** Logons: without them nobody can say whose credentials to rotate. */
    LOGON(16);

    private final int bit;

    Telemetry(int bit) {
        this.bit = bit;
    }

    /** The bit of the evidence that a kind of fact is; 0 when it is none of these. */
    public static int bitOf(FactKind kind) {
        return switch (kind) {
            case REGISTRY_CHANGE -> REGISTRY.bit();
            case WER_LAUNCH -> PROCESS.bit();
            case DUMP_WRITTEN, FILE_HANDLED -> FILE.bit();
            case LSASS_SIGHTING -> LSASS_PID.bit();
            case LOGON -> LOGON.bit();
            default -> 0;
        };
    }

    /** This kind's bit. */
    public int bit() {
        return bit;
    }

    /** The names of the bits that are set, lower case. */
    public static List<String> names(int bits) {
        List<String> names = new ArrayList<>();
        for (Telemetry kind : values()) {
            if ((bits & kind.bit()) != 0) {
                names.add(kind.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return names;
    }
}
