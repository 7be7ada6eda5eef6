package io.github.shtinkering.benchmark;

import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.telemetry.filter.ByteFilter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records a second from a topic packed with lz4 to cases, beside a job that reads the topic and discards it, one that reads
 * it and asks the byte filter, and the {@linkplain NaiveJob naive job}: the same broker, topic and embedded cluster, in
 * turn, several rounds. Times are Flink's,
 * from the job's start to its end. The median of the rounds counts, without the first ones: Java compiles what it runs for
 * minutes on two cores, and jobs run for months.
 */
public final class ThroughputBenchmark {
    private static final String TOPIC = "telemetry";
    private static final String DOCUMENTS = "documents";

    private final LocalBroker broker;
    private final DetectionJob detection;
    private final int warmUp;
    private final int rounds;

    /**
     * Measures on this broker.
     *
     * @param warmUp rounds that are run before, and do not count
     * @param rounds rounds that count
     */
    public ThroughputBenchmark(LocalBroker broker, DetectionJob detection, int warmUp, int rounds) {
        this.broker = broker;
        this.detection = detection;
        this.warmUp = warmUp;
        this.rounds = rounds;
    }

    /**
     * Fills the topic, measures and prints.
     *
     * @param records what the topic is filled with
     */
    public void run(Iterator<byte[]> records, PrintWriter out) throws Exception {
        broker.createTopic(TOPIC);
        long count = fill(records);
        print(out, "%,d records in %d partitions, lz4", count, LocalBroker.PARTITIONS);
        Map<String, Consumer<StreamExecutionEnvironment>> jobs = new LinkedHashMap<>();
        jobs.put("discard", this::discard);
        jobs.put("filter", this::filter);
        jobs.put("ours", this::ours);
        jobs.put("naive", environment -> NaiveJob.define(environment, bytes(new Bytes())));
        Map<String, List<Long>> millis = new LinkedHashMap<>();
        for (int round = 1; round <= warmUp + rounds; round++) {
            boolean counts = round > warmUp;
            for (Map.Entry<String, Consumer<StreamExecutionEnvironment>> job : jobs.entrySet()) {
                JobExecutionResult result = run(job.getValue());
                long took = result.getNetRuntime(TimeUnit.MILLISECONDS);
                if (counts) {
                    millis.computeIfAbsent(job.getKey(), name -> new ArrayList<>())
                            .add(took);
                }
                Object documents = result.getAllAccumulatorResults().get(DOCUMENTS);
                print(
                        out,
                        "round %d%s %-8s %,9.0f records/s%s",
                        round,
                        counts ? " " : ", warming up,",
                        job.getKey(),
                        count * 1_000.0 / took,
                        documents == null ? "" : ", " + documents + " documents");
            }
        }
        summarise(out, count, millis);
    }

    private static void summarise(PrintWriter out, long count, Map<String, List<Long>> millis) {
        double discard = median(millis.get("discard"));
        double filter = median(millis.get("filter"));
        double ours = median(millis.get("ours"));
        double naive = median(millis.get("naive"));
        print(
                out,
                "median   discard %,.0f, filter %,.0f, ours %,.0f, naive %,.0f records/s",
                count * 1_000 / discard,
                count * 1_000 / filter,
                count * 1_000 / ours,
                count * 1_000 / naive);
        print(out, "the filter alone is %.2f times the discarding job", discard / filter);
        print(out, "ours is %.2f times the discarding job and %.2f times the naive one", discard / ours, naive / ours);
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private long fill(Iterator<byte[]> records) {
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            for (; records.hasNext(); count++) {
                LocalBroker.send(producer, new ProducerRecord<>(TOPIC, records.next()));
            }
        }
        return count;
    }

    private static JobExecutionResult run(Consumer<StreamExecutionEnvironment> job) throws Exception {
        StreamExecutionEnvironment environment = EmbeddedCluster.environment();
        job.accept(environment);
        return environment.execute();
    }

    private void discard(StreamExecutionEnvironment environment) {
        discard(environment, new Bytes());
    }

    /** What no job can be faster than that looks at every record as ours does. */
    private void filter(StreamExecutionEnvironment environment) {
        discard(environment, new WhatMayMatter());
    }

    private void discard(StreamExecutionEnvironment environment, DeserializationSchema<byte[]> schema) {
        environment
                .fromSource(bytes(schema), WatermarkStrategy.noWatermarks(), "records")
                .sinkTo(new DiscardingSink<>());
    }

    private void ours(StreamExecutionEnvironment environment) {
        detection.define(
                environment, EmbeddedCluster.telemetry(broker, TOPIC).bounded().build(), ThroughputBenchmark::counted);
    }

    private static void counted(DataStream<OutputDocument> documents) {
        documents.map(new Counting()).returns(OutputDocument.class).sinkTo(new DiscardingSink<>());
    }

    private Source<byte[], ?, ?> bytes(DeserializationSchema<byte[]> schema) {
        return KafkaSource.<byte[]>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(TOPIC)
                .setGroupId("benchmark")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(schema)
                .build();
    }

    private static void print(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** The value as it is. */
    private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] deserialize(byte[] value) throws IOException {
            return value;
        }
    }

    /** The value as it is, unless the byte filter rejects it: then none. */
    private static final class WhatMayMatter extends AbstractDeserializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte @Nullable [] deserialize(byte[] value) throws IOException {
            return ByteFilter.shared().mayMatter(value, 0, value.length) ? value : null;
        }
    }

    /** Shows that the job has done its work. */
    private static final class Counting extends RichMapFunction<OutputDocument, OutputDocument> {
        private static final long serialVersionUID = 1L;

        private final LongCounter documents = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(DOCUMENTS, documents);
        }

        @Override
        public OutputDocument map(OutputDocument document) {
            documents.add(1);
            return document;
        }
    }
}
