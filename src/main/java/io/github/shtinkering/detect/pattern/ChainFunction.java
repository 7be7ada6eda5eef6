package io.github.shtinkering.detect.pattern;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Names the stages of a match. */
public final class ChainFunction extends PatternProcessFunction<TimelineEntry, Chain> {
    @Override
    public void processMatch(Map<String, List<TimelineEntry>> match, Context context, Collector<Chain> out) {
        TimelineEntry any = match.values().iterator().next().get(0);
        out.collect(new Chain(
                any.host(),
                any.machine(),
                any.generation(),
                id(match, ChainPatterns.ARMING),
                id(match, ChainPatterns.LAUNCH),
                id(match, ChainPatterns.DUMP)));
    }

    private static @Nullable String id(Map<String, List<TimelineEntry>> match, String stage) {
        List<TimelineEntry> events = match.get(stage);
        return events == null ? null : events.get(0).event().id();
    }
}
