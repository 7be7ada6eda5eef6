package io.github.shtinkering.benchmark;

import io.github.shtinkering.embedded.TemporaryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** So many hosts, each with LSASS's PID known and nothing open, checkpointed and restored. */
public final class StateBenchmark {
    private static final String TOPIC = "hosts";
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 6_000;
    private static final double NANOS = 1e9;
    private static final int MILLION = 1_000_000;

    private final LocalBroker broker;
    private final DetectionJob detection;
    private final int hosts;

    /** @param hosts how many */
    public StateBenchmark(LocalBroker broker, DetectionJob detection, int hosts) {
        this.broker = broker;
        this.detection = detection;
        this.hosts = hosts;
    }

    /** Measures and prints. */
    public void run(PrintWriter out) throws Exception {
        broker.createTopic(TOPIC);
        Path directory = Files.createTempDirectory(TemporaryFiles.ofThisProcess(), "hosts");
        try (AlertTopic alerts = new AlertTopic(broker, TOPIC)) {
            Set<String> last = fill();
            JobClient job = start(alerts, storingIn(directory));
            alerts.firstNaming(last);
            long start = System.nanoTime();
            String savepoint = savepoint(job, directory);
            long bytes = size(directory);
            print(out, "%,d hosts checkpointed in %.1f s, %,d bytes", hosts, since(start), bytes);
            job.cancel().get();

            Configuration restoring = storingIn(directory);
            restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            start = System.nanoTime();
            JobClient restored = start(alerts, restoring);
            savepoint(restored, directory);
            double seconds = since(start);
            print(out, "restored, and checkpointed again, in %.1f s", seconds);
            restored.cancel().get();
            PerformanceBudget.IDLE_HOST.judge((double) bytes / hosts, out);
            if (hosts >= MILLION) {
                PerformanceBudget.RESTORED.judge(seconds, out);
            }
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    /** Returns the last record of each partition: when an alert names it, all before it has been read. */
    private Set<String> fill() throws Exception {
        Set<String> last = new TreeSet<>();
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            long now = System.currentTimeMillis();
            for (int host = 0; host < hosts; host++) {
                for (byte[] record : AttackRecords.idle("idle-" + host, now)) {
                    LocalBroker.send(
                            producer, new ProducerRecord<>(TOPIC, host % LocalBroker.PARTITIONS, null, record));
                }
            }
            for (int partition = 0; partition < LocalBroker.PARTITIONS; partition++) {
                long offset = 0;
                for (byte[] record : AttackRecords.on("last-" + partition, now)) {
                    offset = producer.send(new ProducerRecord<>(TOPIC, partition, null, record))
                            .get()
                            .offset();
                }
                last.add(TOPIC + "-" + partition + "-" + offset);
            }
        }
        return last;
    }

    /** Flink's default, in the JobManager's memory, takes 5 MB of a subtask. */
    private static Configuration storingIn(Path directory) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        return configuration;
    }

    private JobClient start(AlertTopic alerts, Configuration configuration) throws Exception {
        StreamExecutionEnvironment environment = EmbeddedCluster.environment(configuration);
        detection.define(environment, EmbeddedCluster.telemetry(broker, TOPIC).build(), documents -> documents
                .sinkTo(alerts.sink())
                .uid("sink"));
        return environment.executeAsync();
    }

    /** Flink refuses until every task runs, with its state. */
    private static String savepoint(JobClient job, Path directory) throws Exception {
        ExecutionException refused = new ExecutionException(null);
        for (int i = 0; i < TRIES && !job.getJobStatus().get().isGloballyTerminalState(); i++) {
            try {
                return job.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.NATIVE)
                        .get();
            } catch (ExecutionException e) {
                refused = e;
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
        throw refused;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void print(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
