package io.github.shtinkering.source;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.telemetry.DeadLetter;
import io.github.shtinkering.telemetry.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What a source emits: exactly one of the three is set. They leave by one stream because a source has one output; the
 * job parts them at once.
 *
 * @param fact for the hosts' stories
 * @param deadLetter for the dead-letter sink
 * @param tally for the health of the input
 */
public record Ingested(
        @Nullable Fact fact,
        @Nullable DeadLetter deadLetter,
        @Nullable Tally tally) {

    static Ingested of(Fact fact) {
        return new Ingested(fact, null, null);
    }

    static Ingested of(DeadLetter letter) {
        return new Ingested(null, letter, null);
    }

    static Ingested of(Tally tally) {
        return new Ingested(null, null, tally);
    }
}
