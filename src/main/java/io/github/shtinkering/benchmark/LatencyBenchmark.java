package io.github.shtinkering.benchmark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * From record to alert under a steady load: attacks are sent among other records at a given rate, and the time from the
 * broker's clock on the record to its clock on the first alert that names the record as evidence is taken. So both ways
 * through the broker are in it.
 */
public final class LatencyBenchmark {
    private static final String TOPIC = "paced";
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
    private static final int SLICES = 50; // a second
    private static final int SLICES_AN_ATTACK = 10;

    private final LocalBroker broker;
    private final DetectionJob detection;
    private final int rate;
    private final Duration span;

    /**
     * @param rate records a second
     * @param span how long they are sent after a warm-up
     */
    public LatencyBenchmark(LocalBroker broker, DetectionJob detection, int rate, Duration span) {
        this.broker = broker;
        this.detection = detection;
        this.rate = rate;
        this.span = span;
    }

    /**
     * Measures and prints.
     *
     * @param background what the load is made of; sent again and again
     */
    public void run(Iterator<byte[]> background, PrintWriter out) throws Exception {
        List<byte[]> load = new ArrayList<>();
        background.forEachRemaining(load::add);
        broker.createTopic(TOPIC);
        try (AlertTopic alerts = new AlertTopic(broker, "latency")) {
            JobClient job = start(alerts);
            try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                send(producer, load, WARM_UP, "warm");
                Map<String, Long> sent = arrivals(send(producer, load, span, "host"));
                print(out, sent, alerts.firstNaming(sent.keySet()));
            } finally {
                job.cancel().get();
            }
        }
    }

    private JobClient start(AlertTopic alerts) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        StreamExecutionEnvironment environment = EmbeddedCluster.environment(configuration);
        detection.define(
                environment,
                EmbeddedCluster.telemetry(broker, TOPIC).build(),
                documents -> documents.sinkTo(alerts.sink()));
        return environment.executeAsync();
    }

    /** Sends at the rate; returns where the attacks' telling records went. */
    private List<Future<RecordMetadata>> send(
            KafkaProducer<byte[], byte[]> producer, List<byte[]> load, Duration time, String hosts) {
        List<Future<RecordMetadata>> attacks = new ArrayList<>();
        long start = System.nanoTime();
        long slices = time.toSeconds() * SLICES;
        int next = 0;
        for (int slice = 0; slice < slices; slice++) {
            for (int i = 0; i < rate / SLICES; i++) {
                LocalBroker.send(producer, new ProducerRecord<>(TOPIC, load.get(next++ % load.size())));
            }
            if (slice % SLICES_AN_ATTACK == 0) {
                attacks.addAll(attack(producer, hosts + slice));
            }
            long due = start + TimeUnit.SECONDS.toNanos(slice + 1L) / SLICES;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
        return attacks;
    }

    /** In one partition, as a shipper keeps a host's order. */
    private static List<Future<RecordMetadata>> attack(KafkaProducer<byte[], byte[]> producer, String host) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (byte[] record : AttackRecords.on(host, System.currentTimeMillis())) {
            sent.add(producer.send(
                    new ProducerRecord<>(TOPIC, Math.floorMod(host.hashCode(), LocalBroker.PARTITIONS), null, record)));
        }
        return sent.subList(1, sent.size());
    }

    private static Map<String, Long> arrivals(List<Future<RecordMetadata>> sent) throws Exception {
        Map<String, Long> arrivals = new HashMap<>();
        for (Future<RecordMetadata> each : sent) {
            RecordMetadata place = each.get();
            arrivals.put(place.topic() + "-" + place.partition() + "-" + place.offset(), place.timestamp());
        }
        return arrivals;
    }

    private void print(PrintWriter out, Map<String, Long> sent, Map<String, Long> named) {
        List<Long> millis = sent.keySet().stream()
                .filter(named::containsKey)
                .map(origin -> named.get(origin) - sent.get(origin))
                .sorted()
                .toList();
        out.println(String.format(
                Locale.ROOT,
                "record to alert under %,d records/s for %d s: p50 %,d ms, p99 %,d ms, max %,d ms; %d of %d records named",
                rate,
                span.toSeconds(),
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                quantile(millis, 1),
                millis.size(),
                sent.size()));
        PerformanceBudget.LATENCY_P99.judge(millis.size() < sent.size() ? Double.NaN : quantile(millis, 0.99), out);
    }

    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? -1
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}
