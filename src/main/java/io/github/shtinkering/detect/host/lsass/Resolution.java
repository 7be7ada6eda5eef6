package io.github.shtinkering.detect.host.lsass;

/** Whether a PID was LSASS's at a time: three-valued, because an unknown is no proof of innocence. */
public enum Resolution {
    CONFIRMED,
    REFUTED,
    UNKNOWN;

    /** Whether it counts more than another, where a record leaves open which of two is true. */
    public boolean outweighs(Resolution other) {
        return this != other && (this == CONFIRMED || other == REFUTED);
    }

    /** In the words of the alert's {@code shtinkering.lsass.resolution}. */
    public String wireName() {
        return switch (this) {
            case CONFIRMED -> "confirmed";
            case REFUTED -> "refuted";
            case UNKNOWN -> "unknown";
        };
    }
}
