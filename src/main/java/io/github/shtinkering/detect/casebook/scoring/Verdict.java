package io.github.shtinkering.detect.casebook.scoring;

/** What a case is. Names are part of the state format. */
public enum Verdict {
    ATTEMPT("attempt"),
    PRECURSOR("precursor"),
    LSASS_CRASH("lsass-crash"),
    RELATED_TECHNIQUE("related-technique"),
    BENIGN("benign");

    private final String wireName;

    Verdict(String wireName) {
        this.wireName = wireName;
    }

    /** As in the alert document. */
    public String wireName() {
        return wireName;
    }
}
