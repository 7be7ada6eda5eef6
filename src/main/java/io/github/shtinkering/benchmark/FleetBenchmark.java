package io.github.shtinkering.benchmark;

import io.github.shtinkering.sink.OutputDocument;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A backlog of attempts from a topic to cases, by the job and by the same job without its fleet, in turn: attempts of as
 * many actors, of one tool that bears another name on each host, and true campaigns in a mixture of both.
 */
public final class FleetBenchmark {
    private static final String DOCUMENTS = "documents";
    private static final String CAMPAIGNS = "campaigns";
    private static final String OWN = "C:\\Users\\Public\\%s.exe";
    private static final String RENAMED = "C:\\ProgramData\\Drop\\tool%s.exe";
    private static final String SHARED = "C:\\Tools\\team-%c.exe";
    private static final int TRUE_CAMPAIGNS = 10;
    private static final int TRUE_HOSTS = 5;
    private static final long BETWEEN_MILLIS = 100;

    private final LocalBroker broker;
    private final DetectionJob detection;
    private final DetectionJob withoutFleet;
    private final int attempts;
    private final int rounds;

    /**
     * @param attempts how many, each on a host of its own
     * @param rounds rounds that count, after one that does not
     */
    public FleetBenchmark(
            LocalBroker broker, DetectionJob detection, DetectionJob withoutFleet, int attempts, int rounds) {
        this.broker = broker;
        this.detection = detection;
        this.withoutFleet = withoutFleet;
        this.attempts = attempts;
        this.rounds = rounds;
    }

    /** Fills a topic for each kind, measures and prints. */
    public void run(PrintWriter out) throws Exception {
        Map<String, IntFunction<String>> floods = new LinkedHashMap<>();
        floods.put("actors", i -> image(OWN, letters(i)));
        floods.put("renamed", i -> image(RENAMED, Integer.toString(100 + i)));
        floods.put(
                "campaigns",
                i -> i < TRUE_CAMPAIGNS * TRUE_HOSTS
                        ? image(SHARED, (char) ('a' + i / TRUE_HOSTS))
                        : i % 2 == 0 ? image(OWN, letters(i)) : image(RENAMED, Integer.toString(100 + i)));
        double worst = 0;
        for (Map.Entry<String, IntFunction<String>> flood : floods.entrySet()) {
            worst = Math.max(worst, measure(flood.getKey(), flood.getValue(), out));
        }
        PerformanceBudget.FLEET_TO_NONE.judge(worst, out);
    }

    private static String image(String format, Object name) {
        return String.format(Locale.ROOT, format, name);
    }

    /** A name without a digit, which a pattern would mask. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            letters.append((char) ('a' + digit - '0'));
        }
        return letters.toString();
    }

    /** Returns how many times the time without a fleet it takes; the median of the rounds. */
    private double measure(String flood, IntFunction<String> images, PrintWriter out) throws Exception {
        String topic = "attempts-" + flood;
        broker.createTopic(topic);
        fill(topic, images);
        Map<String, DetectionJob> jobs = new LinkedHashMap<>();
        jobs.put("without", withoutFleet);
        jobs.put("with", detection);
        Map<String, List<Long>> millis = new HashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, DetectionJob> job : jobs.entrySet()) {
                long took = run(round, topic, job.getKey(), job.getValue(), out);
                if (round > 0) {
                    millis.computeIfAbsent(job.getKey(), name -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        double without = median(millis.get("without"));
        double with = median(millis.get("with"));
        print(
                out,
                "median   %-20s %.1f s without the fleet, %.1f s with it: %.2f times",
                topic,
                without / 1_000,
                with / 1_000,
                with / without);
        return with / without;
    }

    /** Campaigns' hosts lie among the others. */
    private void fill(String topic, IntFunction<String> images) {
        long start = System.currentTimeMillis() - attempts * BETWEEN_MILLIS;
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            for (int place = 0; place < attempts; place++) {
                int attempt = (int) (place * 7_919L % attempts);
                String host = "flood-" + attempt;
                for (byte[] record : AttackRecords.by(images.apply(attempt), host, start + place * BETWEEN_MILLIS)) {
                    LocalBroker.send(
                            producer, new ProducerRecord<>(topic, attempt % LocalBroker.PARTITIONS, null, record));
                }
            }
        }
    }

    private long run(int round, String topic, String name, DetectionJob job, PrintWriter out) throws Exception {
        StreamExecutionEnvironment environment = EmbeddedCluster.environment();
        job.define(
                environment, EmbeddedCluster.telemetry(broker, topic).bounded().build(), FleetBenchmark::counted);
        JobExecutionResult result = environment.execute();
        long took = result.getNetRuntime(TimeUnit.MILLISECONDS);
        print(
                out,
                "%-8s %-20s %-8s %,6.1f s, %,.0f attempts/s, %s documents, %s of campaigns",
                round == 0 ? "warm-up" : "round " + round,
                topic,
                name,
                took / 1_000.0,
                attempts * 1_000.0 / took,
                result.getAllAccumulatorResults().get(DOCUMENTS),
                result.getAllAccumulatorResults().get(CAMPAIGNS));
        return took;
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void counted(DataStream<OutputDocument> documents) {
        documents.map(new Counting()).returns(OutputDocument.class).sinkTo(new DiscardingSink<>());
    }

    private static void print(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Shows that the job has done its work. */
    private static final class Counting extends RichMapFunction<OutputDocument, OutputDocument> {
        private static final long serialVersionUID = 1L;

        private final LongCounter documents = new LongCounter();
        private final LongCounter campaigns = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(DOCUMENTS, documents);
            getRuntimeContext().addAccumulator(CAMPAIGNS, campaigns);
        }

        @Override
        public OutputDocument map(OutputDocument document) {
            documents.add(1);
            campaigns.add(document.kind() == OutputDocument.Kind.CAMPAIGN ? 1 : 0);
            return document;
        }
    }
}
