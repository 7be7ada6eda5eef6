package io.github.shtinkering.casebook;

import io.github.shtinkering.host.Told;
import io.github.shtinkering.pattern.Chain;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered to the casebook, on either of its two ways: exactly one of the two is set.
 *
 * @param told an element of a telling, straight from the host story; null for a chain
 * @param chain what the pattern matched; null for an element
 */
public record Delivery(@Nullable Told told, @Nullable Chain chain) {
    /** Of an element of a telling. */
    public static Delivery of(Told told) {
        return new Delivery(told, null);
    }

    /** Of a chain. */
    public static Delivery of(Chain chain) {
        return new Delivery(null, chain);
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
