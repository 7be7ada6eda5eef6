package io.github.shtinkering.publish;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import org.jspecify.annotations.Nullable;

/** What the publisher hears of a case: that it changed, or where it stands in the fleet. Exactly one is set. */
public record CaseUpdate(
        String host, @Nullable JudgedCase judged, @Nullable FleetAnswer answer) {
    /** A case that changed. */
    public static CaseUpdate of(JudgedCase judged) {
        return new CaseUpdate(judged.host(), judged, null);
    }

    /** The fleet's answer to one. */
    public static CaseUpdate of(FleetAnswer answer) {
        return new CaseUpdate(answer.host(), null, answer);
    }
}
