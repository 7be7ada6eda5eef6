package io.github.shtinkering.pattern;

import io.github.shtinkering.host.Told;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Names the stages of a match. */
public final class ChainFunction extends PatternProcessFunction<Told, Chain> {
    @Override
    public void processMatch(Map<String, List<Told>> match, Context context, Collector<Chain> out) {
        Told any = match.values().iterator().next().get(0);
        out.collect(new Chain(
                any.host(),
                any.story(),
                any.telling(),
                id(match, ChainPatterns.ARMING),
                id(match, ChainPatterns.LAUNCH),
                id(match, ChainPatterns.DUMP)));
    }

    private static @Nullable String id(Map<String, List<Told>> match, String stage) {
        List<Told> events = match.get(stage);
        return events == null ? null : events.get(0).event().id();
    }
}
