package io.github.shtinkering.benchmark;

import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.kafka.KafkaInput;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
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
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records a second from a topic packed with lz4 to cases, beside a job that reads the topic and discards it, our own source
 * when it decodes nothing, and the {@linkplain NaiveJob naive job}: the same broker, topic and embedded cluster, in turn,
 * several rounds. Times are Flink's, from the job's start to its end; the median of the rounds counts.
 *
 * <p>Java compiles what it runs for minutes on two cores, and jobs run for months: so each job is run before the rounds
 * until it is hardly compiled any more.
 */
public final class ThroughputBenchmark {
    private static final String TOPIC = "telemetry";
    private static final String DOCUMENTS = "documents";
    /** Compiling for so much of a run's time, by one thread or two: every run compiles some of what starts a job. */
    private static final double HARDLY = 0.25;
    /** Runs of each job before it may count as warm: a slow one is compiled for a small part of its time from the first. */
    private static final int FEWEST_RUNS = 4;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private final LocalBroker broker;
    private final DetectionJob detection;
    private final int warmUp;
    private final int rounds;

    /**
     * Measures on this broker.
     *
     * @param warmUp most runs of each job before the rounds; fewer when it is warm before
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
        jobs.put("screen", this::screen);
        jobs.put("ours", this::ours);
        jobs.put("naive", environment -> NaiveJob.define(environment, bytes()));
        for (Map.Entry<String, Consumer<StreamExecutionEnvironment>> job : jobs.entrySet()) {
            warmUp(job.getKey(), job.getValue(), count, out);
        }
        Map<String, List<Long>> millis = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Consumer<StreamExecutionEnvironment>> job : jobs.entrySet()) {
                millis.computeIfAbsent(job.getKey(), name -> new ArrayList<>())
                        .add(run("round " + round, job.getKey(), job.getValue(), count, out)
                                .millis());
            }
        }
        summarise(out, count, millis);
    }

    private void warmUp(String name, Consumer<StreamExecutionEnvironment> job, long count, PrintWriter out)
            throws Exception {
        boolean isWarm = false;
        for (int run = 1; run <= warmUp && !isWarm; run++) {
            isWarm = run("warming up", name, job, count, out).compiling() < HARDLY && run >= FEWEST_RUNS;
        }
    }

    /**
     * One run of a job.
     *
     * @param compiling the share of the time in which Java compiled
     */
    private record Run(long millis, double compiling) {}

    private static Run run(
            String when, String name, Consumer<StreamExecutionEnvironment> job, long count, PrintWriter out)
            throws Exception {
        long compiledBefore = COMPILER.getTotalCompilationTime();
        StreamExecutionEnvironment environment = EmbeddedCluster.environment();
        job.accept(environment);
        JobExecutionResult result = environment.execute();
        long millis = result.getNetRuntime(TimeUnit.MILLISECONDS);
        double compiling = (double) (COMPILER.getTotalCompilationTime() - compiledBefore) / millis;
        Object documents = result.getAllAccumulatorResults().get(DOCUMENTS);
        print(
                out,
                "%-10s %-8s %,9.0f records/s, compiling %3.0f %% of the time%s",
                when,
                name,
                count * 1_000.0 / millis,
                100 * compiling,
                documents == null ? "" : ", " + documents + " documents");
        return new Run(millis, compiling);
    }

    private static void summarise(PrintWriter out, long count, Map<String, List<Long>> millis) {
        double discard = median(millis.get("discard"));
        double screen = median(millis.get("screen"));
        double ours = median(millis.get("ours"));
        double naive = median(millis.get("naive"));
        print(
                out,
                "median   discard %,.0f, screen %,.0f, ours %,.0f, naive %,.0f records/s",
                count * 1_000 / discard,
                count * 1_000 / screen,
                count * 1_000 / ours,
                count * 1_000 / naive);
        print(out, "the screen alone is %.2f times the discarding job", discard / screen);
        PerformanceBudget.KAFKA_TO_READING.judge(discard / ours, out);
        PerformanceBudget.KAFKA_TO_NAIVE.judge(naive / ours, out);
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

    private void discard(StreamExecutionEnvironment environment) {
        environment
                .fromSource(bytes(), WatermarkStrategy.noWatermarks(), "records")
                .sinkTo(new DiscardingSink<>());
    }

    /** Our source when it decodes nothing: what no job can be faster than that reads as ours does. */
    private void screen(StreamExecutionEnvironment environment) {
        KafkaInput input = EmbeddedCluster.telemetry(
                broker, TOPIC, topic -> (bytes, offset, length, origin, output) -> output.irrelevant("none"));
        environment
                .fromSource(input.bounded().build(), WatermarkStrategy.noWatermarks(), "records")
                .returns(IngestOutput.class)
                .sinkTo(new DiscardingSink<>());
    }

    private void ours(StreamExecutionEnvironment environment) {
        detection.define(
                environment, EmbeddedCluster.telemetry(broker, TOPIC).bounded().build(), ThroughputBenchmark::counted);
    }

    private static void counted(DataStream<OutputDocument> documents) {
        documents.map(new Counting()).returns(OutputDocument.class).sinkTo(new DiscardingSink<>());
    }

    private Source<byte[], ?, ?> bytes() {
        return KafkaSource.<byte[]>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(TOPIC)
                .setGroupId("benchmark")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new Bytes())
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
