package io.github.shtinkering.detect.host.retention;

/** How much a host keeps. */
public enum RetentionBounds {
    /** The table in {@code docs/detection.md}. */
    PUBLISHED,
    /** Everything is kept: what a bounded host is measured against, and nothing to run on. */
    NONE;

    int of(int limit) {
        return this == NONE ? Integer.MAX_VALUE : limit;
    }

    long of(long limit) {
        return this == NONE ? Long.MAX_VALUE : limit;
    }
}
