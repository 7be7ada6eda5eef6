package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.Weights;
import java.io.Serializable;

/**
 * From how many hosts within 24 hours a fingerprint means something.
 *
 * @param campaign hosts on which one actor is a campaign
 * @param common hosts on which a thing is common
 */
public record FleetThresholds(int campaign, int common) implements Serializable {
    /** As the rubric's file says. */
    public static FleetThresholds of(Weights weights) {
        return new FleetThresholds(weights.campaignHosts(), weights.prevalenceHosts());
    }

    int of(FleetMark.Kind kind) {
        return kind == FleetMark.Kind.ACTOR ? campaign : common;
    }
}
