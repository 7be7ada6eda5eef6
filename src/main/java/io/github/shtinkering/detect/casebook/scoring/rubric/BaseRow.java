package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the base matrix that the evidence fills.
 *
 * @param name as in the rubric's file
 * @param points as in the rubric's file
 * @param arming the arming that it rests on; null where none does
 * @param launch the launch, or what claims one; null where none does
 * @param dump the dump; null where none does
 */
record BaseRow(
        String name,
        int points,
        @Nullable TimelineEntry arming,
        @Nullable TimelineEntry launch,
        @Nullable TimelineEntry dump) {
    int stages() {
        return (int) entries().count();
    }

    List<String> ids() {
        return entries().map(ScoredEvidence::id).toList();
    }

    /** Event time at which the newest of its stages began; the least there is when it has none. */
    long newestMillis() {
        return entries().mapToLong(entry -> entry.event().firstMillis()).max().orElse(Long.MIN_VALUE);
    }

    private Stream<TimelineEntry> entries() {
        return Stream.of(arming, launch, dump).filter(Objects::nonNull);
    }
}
