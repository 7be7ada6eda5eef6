package io.github.shtinkering.host;

/** Whether a PID was LSASS's at a time: three-valued, because an unknown is no proof of innocence. */
public enum Resolution {
    CONFIRMED,
    REFUTED,
    UNKNOWN;

    /** In the words of the alert's {@code shtinkering.lsass.resolution}. */
    public String wireName() {
        return switch (this) {
            case CONFIRMED -> "confirmed";
            case REFUTED -> "refuted";
            case UNKNOWN -> "unknown";
        };
    }
}
