package io.github.shtinkering.detect.fleet.group;

/** How many members were looked at: what a note costs, in a measure that no clock disturbs. */
public final class WorkCounter {
    private long members;

    public void spend(long more) {
        members += more;
    }

    /** Since the start. */
    public long members() {
        return members;
    }
}
