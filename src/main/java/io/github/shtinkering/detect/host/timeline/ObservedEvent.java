package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.codec.FactTypeInfo;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One thing that happened on the host, from all records that tell of it: two sensors' facts about it, and repeats of
 * the same, are one observed event with several origins.
 *
 * @param fact the fact of the finest clock, with what it lacks filled in from the others
 * @param firstMillis event time of the first
 * @param lastMillis event time of the last repeat
 * @param count how many times it happened, sensors not counted twice
 * @param formats the shippers' formats, sorted
 * @param origins where the records were read, sorted, bounded
 * @param members ids of all facts that tell of it, sorted, bounded: a case is found again by any of them, also when a
 *     sensor with a finer clock comes in later and gives the observed event its id
 */
public record ObservedEvent(
        @TypeInfo(FactTypeInfo.Factory.class) Fact fact,
        long firstMillis,
        long lastMillis,
        int count,
        List<String> formats,
        List<String> origins,
        List<String> members) {
    /** What one record alone tells. */
    static ObservedEvent single(Fact fact) {
        return new ObservedEvent(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
    }

    /** The same observed event, of which more is known than one record tells. */
    ObservedEvent of(Fact known) {
        return new ObservedEvent(known, firstMillis, lastMillis, count, formats, origins, members);
    }

    /** The id of the evidence. */
    public String id() {
        return fact.id();
    }
}
