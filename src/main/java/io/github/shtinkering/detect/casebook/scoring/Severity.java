package io.github.shtinkering.detect.casebook.scoring;

/** Bands of the score ({@code shtinkering.case.severity}). */
public enum Severity {
    INFO("info", 0, 0),
    LOW("low", 1, 21),
    MEDIUM("medium", 2, 47),
    HIGH("high", 3, 73),
    CRITICAL("critical", 4, 90);

    private final String wireName;
    private final int number;
    private final int from;

    Severity(String wireName, int number, int from) {
        this.wireName = wireName;
        this.number = number;
        this.from = from;
    }

    /** The band of a score of 0 to 100. */
    public static Severity of(int score) {
        Severity band = INFO;
        for (Severity severity : values()) {
            if (score >= severity.from) {
                band = severity;
            }
        }
        return band;
    }

    /** As in the alert document. */
    public String wireName() {
        return wireName;
    }

    /** {@code event.severity}, 0 to 4. */
    public int number() {
        return number;
    }
}
