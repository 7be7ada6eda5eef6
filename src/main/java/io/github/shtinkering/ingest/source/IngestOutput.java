package io.github.shtinkering.ingest.source;

import io.github.shtinkering.codec.FactTypeInfo;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.Tally;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a source emits: exactly one of the three is set. They leave by one stream because a source has one output; the
 * job parts them at once.
 *
 * @param fact for the hosts' timelines
 * @param deadLetter for the dead-letter sink
 * @param tally for the health of the input
 */
public record IngestOutput(
        @TypeInfo(FactTypeInfo.Factory.class) @Nullable Fact fact,
        @Nullable DeadLetter deadLetter,
        @Nullable Tally tally) {

    public static IngestOutput of(Fact fact) {
        return new IngestOutput(fact, null, null);
    }

    public static IngestOutput of(DeadLetter letter) {
        return new IngestOutput(null, letter, null);
    }

    public static IngestOutput of(Tally tally) {
        return new IngestOutput(null, null, tally);
    }
}
