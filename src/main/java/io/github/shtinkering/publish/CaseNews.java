package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.fleet.Standing;
import org.jspecify.annotations.Nullable;

/** What the publisher hears of a case: that it changed, or where it stands in the fleet. Exactly one is set. */
public record CaseNews(
        String host, @Nullable JudgedCase judged, @Nullable Standing standing) {
    /** A case that changed. */
    public static CaseNews of(JudgedCase judged) {
        return new CaseNews(judged.host(), judged, null);
    }

    /** The fleet's answer to one. */
    public static CaseNews of(Standing standing) {
        return new CaseNews(standing.host(), null, standing);
    }
}
