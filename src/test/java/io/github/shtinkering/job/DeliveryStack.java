package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.sink.files.EarlierOutput;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import io.github.shtinkering.testing.LocalKafka;
import io.github.shtinkering.testing.LocalOpenSearch;
import io.github.shtinkering.testing.PostReceiver;
import io.github.shtinkering.testing.SelfSigned;
import io.github.shtinkering.testing.TlsProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The job as its configuration describes it, from a real broker into that broker and a real OpenSearch, both behind TLS
 * and a login, with secrets from files; and a replay of the same records, which nothing disturbs.
 */
final class DeliveryStack {
    static final String PASSWORD = "kept out of sight";
    private static final String TELEMETRY = "windows-events";
    private static final String EXCEPTIONS = """
            [{"id": "imaging", "reason": "golden image", "owner": "desk", "starts": "2026-11-01T00:00:00Z",
              "ends": "2026-12-01T00:00:00Z", "match": {"scope": "global"}},
             {"id": "nobody's", "reason": "x", "starts": "2026-11-01T00:00:00Z", "ends": "2026-12-01T00:00:00Z",
              "match": {"scope": "global"}}]
            """;

    private final Path directory;
    private final LocalOpenSearch index;
    private final LocalKafka kafka = new LocalKafka();
    private final PostReceiver people = new PostReceiver();
    private final int metricsPort = freePort();
    private @Nullable TlsProxy proxy;
    private @Nullable MiniCluster cluster;
    private @Nullable JobID job;

    DeliveryStack(Path directory, LocalOpenSearch index) throws IOException {
        this.directory = directory;
        this.index = index;
    }

    /** Starts the broker, the replay, and the job. */
    void start() throws Exception {
        SelfSigned identity = SelfSigned.in(directory);
        kafka.startSecured(directory, identity, "shtinkering", PASSWORD);
        proxy = new TlsProxy(identity, index.endpoint(), Set.of(OpenSearchSettings.basic("shtinkering", PASSWORD)));
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.writeString(directory.resolve("trust-password"), SelfSigned.PASSWORD);
        Files.writeString(directory.resolve("exceptions.json"), EXCEPTIONS);
        Files.writeString(
                directory.resolve("jaas"),
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=shtinkering password=\""
                        + PASSWORD + "\";");
        replay();
        fillTopic();
        configure();
        StringWriter tooMany = new StringWriter();
        assertThat(topics(tooMany, 1, "--replication-factor", "3")).isEqualTo(1);
        assertThat(tooMany.toString()).contains("Choose another --replication-factor");
        StringWriter said = new StringWriter();
        assertThat(topics(said, 1, "--replication-factor", "1"))
                .as(said::toString)
                .isZero();
        submit();
    }

    private void replay() throws IOException {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        5, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 20_000))
                .writeTo(directory);
        Files.writeString(telemetry(), "{\"broken\": \n<also broken}\n", StandardOpenOption.APPEND);
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        String[] command = {
            "replay",
            "--input",
            telemetry().toString(),
            "--output",
            directory.resolve("replayed").toString(),
            "--exceptions",
            directory.resolve("exceptions.json").toString(),
            "--allow-refused-exceptions"
        };
        assertThat(Main.run(command, nowhere, nowhere)).isZero();
    }

    private Path telemetry() {
        return directory.resolve("telemetry.ndjson");
    }

    private void fillTopic() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(List.of(new NewTopic(TELEMETRY, 1, (short) 1)))
                    .all()
                    .get();
        }
        List<String> lines = Files.readAllLines(telemetry());
        send(lines.subList(0, lines.size() / 2));
    }

    /** Sends the second half of the records: the first is in the topic from the start. */
    void sendTheRest() throws Exception {
        List<String> lines = Files.readAllLines(telemetry());
        send(lines.subList(lines.size() / 2, lines.size()));
    }

    private void send(List<String> lines) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka.client(), new StringSerializer(), new StringSerializer())) {
            lines.forEach(line -> {
                Future<?> unused = producer.send(new ProducerRecord<>(TELEMETRY, line));
            });
        }
    }

    private void configure() throws IOException {
        Files.writeString(directory.resolve("job.yaml"), """
            source:
              kafka:
                bootstrap_servers: %1$s
                topics: windows-events
                start: earliest
                properties:
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: ${file:%2$s/jaas}
                  ssl.truststore.type: PKCS12
                  ssl.truststore.location: %2$s/trust.p12
                  ssl.truststore.password: ${file:%2$s/trust-password}
            sink:
              kafka:
                bootstrap_servers: %1$s
                properties:
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: ${file:%2$s/jaas}
                  ssl.truststore.type: PKCS12
                  ssl.truststore.location: %2$s/trust.p12
                  ssl.truststore.password: ${file:%2$s/trust-password}
              opensearch:
                endpoints: %3$s
                indices: {findings: shtinkering-findings}
                user: shtinkering
                password: ${file:%2$s/password}
                certificate_authorities: %2$s/server.pem
              webhook: {endpoint: "%4$s"}
            exceptions: {file: %2$s/exceptions.json}
            flink:
              parallelism.default: 2
              pipeline.max-parallelism: 720
              execution.checkpointing.interval: 300 ms
              restart-strategy.type: fixed-delay
              restart-strategy.fixed-delay.attempts: 100
              restart-strategy.fixed-delay.delay: 200 ms
            """.formatted(
                        kafka.securedServers(), directory, proxy.endpoint(), people.uri()));
    }

    /** Runs {@code jobs/topics} for the job's configuration and returns its exit code. */
    int topics(StringWriter said, int partitions, String... options) {
        List<String> command = new ArrayList<>(
                List.of("topics", "--config", directory.resolve("job.yaml").toString()));
        command.addAll(List.of("--partitions", Integer.toString(partitions)));
        command.addAll(List.of(options));
        PrintWriter out = new PrintWriter(said, true);
        return Main.run(command.toArray(String[]::new), out, out);
    }

    /** Changes a setting of a topic behind the launcher's back. */
    void alter(String topic, String setting, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    private void submit() throws Exception {
        Configuration ofCluster = new Configuration();
        ofCluster.setString("metrics.reporters", "prom");
        ofCluster.setString(
                "metrics.reporter.prom.factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        ofCluster.setString("metrics.reporter.prom.port", Integer.toString(metricsPort));
        ofCluster.setString("rest.bind-port", "0");
        ofCluster.setString("heartbeat.timeout", "5000");
        ofCluster.setString("heartbeat.interval", "1000");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(ofCluster)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
        cluster.start();
        JobConfig config = ConfigFile.read(directory.resolve("job.yaml"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createRemoteEnvironment(
                "127.0.0.1",
                cluster.getRestAddress().get().getPort(),
                config.flink().toConfiguration());
        ConfiguredJob.define(environment, config, EarlierOutput.KEPT);
        job = environment.executeAsync(ConfiguredJob.name(config)).getJobID();
    }

    /** Ends the TaskManager under the job and brings another. */
    void killTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    /** How often the job went on from a checkpoint. */
    long restarts() throws Exception {
        return checkpoints().getNumberOfRestoredCheckpoints();
    }

    boolean hasCheckpoint() throws Exception {
        return checkpoints().getNumberOfCompletedCheckpoints() > 0;
    }

    private CheckpointStatsCounts checkpoints() throws Exception {
        return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot().getCounts();
    }

    int metricsPort() {
        return metricsPort;
    }

    /** Documents of a file of the undisturbed replay. */
    List<JsonNode> replayed(String file) {
        return SchemaAssert.documents(directory.resolve("replayed").resolve(file));
    }

    /** Documents of an alias or a data stream, each of which keeps its schema. */
    List<JsonNode> indexed(String name) throws Exception {
        return index.documents(name);
    }

    /**
     * A document in a topic, which keeps its schema.
     *
     * @param key of the record; null where nothing is ever replaced
     */
    record Sent(@Nullable String key, JsonNode document) {}

    /** The documents of a topic of the job, in their order. */
    List<Sent> topic(String name) {
        String what = name.substring("shtinkering.".length(), name.lastIndexOf('.'));
        return records(name).stream()
                .map(record -> new Sent(record.key(), SchemaAssert.document(what, record.value())))
                .toList();
    }

    private List<ConsumerRecord<String, String>> records(String name) {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void close() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        people.close();
        kafka.stop();
    }
}
