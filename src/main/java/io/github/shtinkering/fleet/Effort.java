package io.github.shtinkering.fleet;

/** How many members were looked at: what a note costs, in a measure that no clock disturbs. */
final class Effort {
    private long members;

    void spend(long more) {
        members += more;
    }

    /** Since the start. */
    long members() {
        return members;
    }
}
