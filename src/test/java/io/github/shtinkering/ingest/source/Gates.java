package io.github.shtinkering.ingest.source;

import io.github.shtinkering.fact.Fact;
import java.util.function.Predicate;

/** The gate of a reader, for tests of other packages. */
public final class Gates {
    private Gates() {}

    /** Whether a reader lets a fact through; it remembers what it let through. */
    public static Predicate<Fact> ofAReader() {
        return new SightingDeduplicator()::admits;
    }
}
