package io.github.shtinkering.fleet;

import org.jspecify.annotations.Nullable;

/**
 * What the fleet has to say, before it says of how many hosts: exactly one of the two is set.
 *
 * @param standing an answer to a case; null for a group's document
 * @param campaign a revision of a group's document; null for an answer
 */
public record FleetReport(
        @Nullable Standing standing, @Nullable Campaign campaign) {
    /** An answer. */
    public static FleetReport of(Standing standing) {
        return new FleetReport(standing, null);
    }

    /** A revision. */
    public static FleetReport of(Campaign campaign) {
        return new FleetReport(null, campaign);
    }
}
