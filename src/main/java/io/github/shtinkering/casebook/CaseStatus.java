package io.github.shtinkering.casebook;

/** Where a case stands. Names are part of the state format. */
public enum CaseStatus {
    OPEN("open"),
    /** An exception holds it down. */
    SUPPRESSED("suppressed"),
    CLOSED("closed"),
    /** Its evidence went over to an older case. */
    MERGED("merged");

    private final String wireName;

    CaseStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As in the alert document. */
    public String wireName() {
        return wireName;
    }
}
