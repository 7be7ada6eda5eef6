package io.github.shtinkering.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArrivalWatermarksTest {
    private static final OutputTag<Long> LATE = new OutputTag<>("late") {};
    private static final long RECORDS = 40_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private final AtomicLong wall = new AtomicLong(1_000);
    private final ArrivalWatermarks<String> strategy = new ArrivalWatermarks<>(wall::get);
    private final TimestampAssigner<String> arrivals = strategy.createTimestampAssigner(null);
    private final List<Long> watermarks = new ArrayList<>();

    @Test
    void advancesWhenNoRecordComes() {
        WatermarkGenerator<String> generator = generator();
        periodic(generator);
        wall.set(5_000);
        periodic(generator);
        assertThat(watermarks).containsExactly(999L, 4_999L);
    }

    @Test
    void stampsBehindEveryWatermarkWhateverTheClockDoes() {
        WatermarkGenerator<String> one = generator();
        WatermarkGenerator<String> other = generator();
        periodic(one);
        wall.set(400);
        periodic(other);
        assertThat(arrivals.extractTimestamp("record", 77)).isEqualTo(1_000);
        wall.set(1_200);
        assertThat(arrivals.extractTimestamp("record", 77)).isEqualTo(1_200);
        assertThat(watermarks).containsExactly(999L, 999L);
    }

    @Test
    void nothingIsLateForThePattern() throws Exception {
        List<Long> output = matchedAndLate(new ArrivalWatermarks<>(WallClock.system()));
        assertThat(output).hasSize((int) RECORDS).allMatch(number -> number > 0);
    }

    /** Why the stamp is read where the record is emitted, and not a moment before. */
    @Test
    void whatIsStampedALittleEarlyIsLate() throws Exception {
        WatermarkStrategy<Long> early = WatermarkStrategy.<Long>forGenerator(
                        new ArrivalWatermarks<Long>(WallClock.system()))
                .withTimestampAssigner((number, ignored) -> WallClock.system().millis() - 30);
        assertThat(matchedAndLate(early)).anyMatch(number -> number < 0);
    }

    /** Numbers that were matched, and numbers that came late, these negative. */
    private static List<Long> matchedAndLate(WatermarkStrategy<Long> strategy) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        Pattern<Long, ?> every = Pattern.<Long>begin("any").where(SimpleCondition.of(number -> true));
        SingleOutputStreamOperator<Long> matches = CEP.pattern(
                        env.fromSource(new NumberSequenceSource(1, RECORDS), strategy, "numbers")
                                .keyBy(number -> number % 1_000),
                        every)
                .inEventTime()
                .sideOutputLateData(LATE)
                .process(new Match());
        return matches.union(matches.getSideOutput(LATE).map(number -> -number)).executeAndCollect((int) RECORDS + 1);
    }

    private WatermarkGenerator<String> generator() {
        return strategy.createWatermarkGenerator(null);
    }

    private void periodic(WatermarkGenerator<String> generator) {
        generator.onPeriodicEmit(new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                watermarks.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {}

            @Override
            public void markActive() {}
        });
    }

    private static final class Match extends PatternProcessFunction<Long, Long> {
        @Override
        public void processMatch(Map<String, List<Long>> match, Context context, Collector<Long> out) {
            match.get("any").forEach(out::collect);
        }
    }
}
