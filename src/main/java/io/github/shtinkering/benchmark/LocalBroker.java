package io.github.shtinkering.benchmark;

import io.github.shtinkering.embedded.TemporaryFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka broker in a process of its own ({@code deploy/local/kafka}), on free ports, whose topics end with it. */
public final class LocalBroker implements AutoCloseable {
    /** Partitions of each topic. */
    static final int PARTITIONS = 4;

    private final Path script;
    private final Path state;
    private final int port;

    private LocalBroker(Path script, Path state, int port) {
        this.script = script;
        this.state = state;
        this.port = port;
    }

    /**
     * Starts a broker.
     *
     * @param script {@code deploy/local/kafka}
     */
    public static LocalBroker start(Path script) throws IOException {
        LocalBroker broker = new LocalBroker(
                script, Files.createTempDirectory(TemporaryFiles.ofThisProcess(), "broker"), freePort());
        try {
            broker.call(
                    "start",
                    "--port",
                    Integer.toString(broker.port),
                    "--controller-port",
                    Integer.toString(freePort()));
        } catch (IOException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** {@code host:port}. */
    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Makes an empty topic whose records have the broker's time of arrival. */
    void createTopic(String name) throws InterruptedException, ExecutionException {
        Map<String, Object> client = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topic.configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
        }
    }

    /** A producer that packs with lz4, as shippers do. */
    KafkaProducer<byte[], byte[]> producer() {
        Properties client = new Properties();
        client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        client.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        client.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        // A new topic's broker may refuse the first batch and take the second: then it never takes the first again.
        client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends without waiting; a producer's close waits for all. */
    static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> unused = producer.send(record);
    }

    @Override
    public void close() throws IOException {
        call("stop");
        FileUtils.deleteDirectory(state.toFile());
    }

    private void call(String command, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(script.toString(), command, "--state", state.toString()));
        words.addAll(List.of(options));
        Path said = state.resolve("said");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", words) + ": " + Files.readString(said));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
