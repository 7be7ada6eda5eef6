package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered to the casebook, on either of its two ways: exactly one of the two is set.
 *
 * @param entry an element of a generation, straight from the host timeline; null for a chain
 * @param chain what the pattern matched; null for an element
 */
public record CasebookInput(
        @Nullable TimelineEntry entry, @Nullable Chain chain) {
    /** Of an element of a generation. */
    public static CasebookInput of(TimelineEntry entry) {
        return new CasebookInput(entry, null);
    }

    /** Of a chain. */
    public static CasebookInput of(Chain chain) {
        return new CasebookInput(null, chain);
    }

    /** The key: the short host name. */
    public String host() {
        if (entry != null) {
            return entry.host();
        }
        if (chain != null) {
            return chain.host();
        }
        throw new IllegalStateException("a delivery of nothing");
    }
}
