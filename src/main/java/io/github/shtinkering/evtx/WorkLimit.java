package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;

/**
 * Bounds the work that a chunk may cause: templates that name one another, and values that are named many times, would let
 * a few bytes stand for endless work.
 */
final class WorkLimit {
    private int left;

    /** Says how many steps may be taken until this is said again. */
    void allow(int steps) {
        left = steps;
    }

    void take() throws DamagedException {
        if (left == 0) {
            throw new DamagedException("its chunk asks for more work than any log does");
        }
        left--;
    }
}
