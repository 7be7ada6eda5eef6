package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered to the casebook, on either of its two ways: exactly one of the two is set.
 *
 * @param told an element of a telling, straight from the host story; null for a chain
 * @param chain what the pattern matched; null for an element
 */
public record CasebookInput(
        @Nullable TimelineEntry told, @Nullable Chain chain) {
    /** Of an element of a telling. */
    public static CasebookInput of(TimelineEntry told) {
        return new CasebookInput(told, null);
    }

    /** Of a chain. */
    public static CasebookInput of(Chain chain) {
        return new CasebookInput(null, chain);
    }

    /** The key: the short host name. */
    public String host() {
        if (told != null) {
            return told.host();
        }
        if (chain != null) {
            return chain.host();
        }
        throw new IllegalStateException("a delivery of nothing");
    }
}
