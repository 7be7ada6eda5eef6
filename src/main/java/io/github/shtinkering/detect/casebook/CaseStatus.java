package io.github.shtinkering.detect.casebook;

/**
 * Where a case stands. It says nothing about whether a person has dealt with it. Names are part of the state format.
 */
public enum CaseStatus {
    /** It may still grow. */
    OPEN("open"),
    /** Nothing was added for a day of its host's time. */
    SETTLED("settled"),
    /** An exception holds it down. */
    SUPPRESSED("suppressed"),
    /** Its evidence went over to an older case. */
    MERGED("merged"),
    /** Its evidence was refuted later. */
    WITHDRAWN("withdrawn");

    private final String wireName;

    CaseStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As in the alert document. */
    public String wireName() {
        return wireName;
    }
}
