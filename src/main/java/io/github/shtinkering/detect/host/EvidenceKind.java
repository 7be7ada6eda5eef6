package io.github.shtinkering.detect.host;

import io.github.shtinkering.fact.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of evidence that a host's logging delivers: what a host never delivered cannot be seen there. */
public enum EvidenceKind {
    /** Registry changes. */
    REGISTRY(1, "an arming"),
    /** Process starts of WerFault. */
    PROCESS(2, "a launch of WerFault"),
    /** File events. */
    FILE(4, "a dump"),
    /** What tells LSASS's PID. */
    LSASS_PID(8, "LSASS's PID"),
    /** Logons. */
    LOGON(16, "whose credentials a dump exposed");

    private final int bit;
    private final String hides;

    EvidenceKind(int bit, String hides) {
        this.bit = bit;
        this.hides = hides;
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

    /** Its name in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What nobody sees where it is missing. */
    public String hides() {
        return hides;
    }

    /** The names of the bits that are set, lower case. */
    public static List<String> names(int bits) {
        List<String> names = new ArrayList<>();
        for (EvidenceKind kind : values()) {
            if ((bits & kind.bit()) != 0) {
                names.add(kind.word());
            }
        }
        return names;
    }
}
