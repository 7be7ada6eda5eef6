package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.fleet.group.Campaign;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet has to say, before it says of how many hosts: exactly one of the two is set.
 *
 * @param answer an answer to a case; null for a group's document
 * @param campaign a revision of a group's document; null for an answer
 */
public record FleetOutput(
        @Nullable FleetAnswer answer, @Nullable Campaign campaign) {
    /** An answer. */
    public static FleetOutput of(FleetAnswer answer) {
        return new FleetOutput(answer, null);
    }

    /** A revision. */
    public static FleetOutput of(Campaign campaign) {
        return new FleetOutput(null, campaign);
    }
}
