package io.github.shtinkering.benchmark;

import io.github.shtinkering.normal.AsciiCase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The same idea as one writes it first, for comparison: a Jackson tree for every record, a watermark over event time, and
 * the pattern arming, launch, dump over everything that a host says. It knows no PID of LSASS, few shapes, no state of
 * longer than an hour, and drops what is late.
 */
final class NaiveJob {
    private static final Duration LATENESS = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofHours(1);

    private NaiveJob() {}

    static void define(StreamExecutionEnvironment environment, Source<byte[], ?, ?> source) {
        WatermarkStrategy<NaiveEvent> eventTime = WatermarkStrategy.<NaiveEvent>forBoundedOutOfOrderness(LATENESS)
                .withTimestampAssigner((event, ignored) -> event.timeMillis());
        DataStream<NaiveEvent> events = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "records")
                .flatMap(new NaiveReading())
                .returns(NaiveEvent.class)
                .assignTimestampsAndWatermarks(eventTime);
        CEP.pattern(events.keyBy(NaiveEvent::host), pattern())
                .process(new Chains())
                .returns(String.class)
                .sinkTo(new DiscardingSink<>());
    }

    private static Pattern<NaiveEvent, ?> pattern() {
        return Pattern.<NaiveEvent>begin("arming")
                .where(SimpleCondition.of(event -> AsciiCase.containsIgnoreCase(event.registry(), "\\LocalDumps")))
                .followedBy("launch")
                .where(SimpleCondition.of(event -> AsciiCase.containsIgnoreCase(event.commandLine(), "werfault")))
                .followedBy("dump")
                .where(SimpleCondition.of(event -> AsciiCase.endsWithIgnoreCase(event.file(), ".dmp")))
                .within(WINDOW);
    }

    private static final class Chains extends PatternProcessFunction<NaiveEvent, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processMatch(Map<String, List<NaiveEvent>> match, Context context, Collector<String> out) {
            out.collect(match.get("arming").get(0).host());
        }
    }
}
