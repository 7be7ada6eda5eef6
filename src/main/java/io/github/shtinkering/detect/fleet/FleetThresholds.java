package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import java.io.Serializable;

/**
 * From how many hosts within 24 hours a fingerprint means something.
 *
 * @param campaign hosts on which one actor is a campaign
 * @param common hosts on which a thing is common
 */
public record FleetThresholds(int campaign, int common) implements Serializable {
    /** As the rubric's file says. */
    public static FleetThresholds of(RubricWeights weights) {
        return new FleetThresholds(weights.campaignHosts(), weights.prevalenceHosts());
    }

    int of(Fingerprint.Kind kind) {
        return kind == Fingerprint.Kind.ACTOR ? campaign : common;
    }
}
