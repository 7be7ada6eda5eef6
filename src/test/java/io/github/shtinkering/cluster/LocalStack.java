package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A Flink cluster with two TaskManagers and a Kafka broker, real processes of {@code deploy/local} on free ports. */
final class LocalStack {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path state;
    private final int restPort = freePort();
    private final int kafkaPort = freePort();

    LocalStack(Path state) throws IOException {
        this.state = state;
    }

    void start() throws IOException, InterruptedException {
        int controllerPort = freePort();
        CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> {
            try {
                kafka("start", "--port", kafkaPort, "--controller-port", controllerPort);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        cluster("start", "--taskmanagers", 2, "--rest-port", restPort, "--rpc-port", freePort());
        broker.join();
    }

    void stop() throws IOException, InterruptedException {
        cluster("stop");
        kafka("stop");
    }

    String target() {
        return "127.0.0.1:" + restPort;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Creates a topic of the lines of a file by the scripts, as their users do. */
    void fill(String topic, Path lines) throws IOException, InterruptedException {
        kafka("topic", topic);
        Launched.feed(lines, "deploy/local/kafka", "produce", topic, "--state", state)
                .succeeds();
    }

    void createTopic(String topic, int partitions) throws Exception {
        create(new NewTopic(topic, partitions, (short) 1));
    }

    /** Creates a topic of one partition that keeps the newest record of each key. */
    void createCompacted(String topic) throws Exception {
        create(new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }

    private void create(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** Creates a topic of so many partitions and sends each line to one that is drawn by lot. */
    void scatter(String topic, int partitions, List<String> lines, Random random) throws Exception {
        createTopic(topic, partitions);
        send(lines.stream()
                .map(line -> new ProducerRecord<String, String>(topic, random.nextInt(partitions), null, line))
                .toList());
    }

    /** Sends lines without a key and waits until the broker has them. */
    void send(String topic, List<String> lines) throws Exception {
        send(lines.stream()
                .map(line -> new ProducerRecord<String, String>(topic, line))
                .toList());
    }

    /** Sends one record and waits until the broker has it; without value it is a tombstone. */
    void send(String topic, String key, @Nullable String value) throws Exception {
        send(List.of(new ProducerRecord<>(topic, key, value)));
    }

    private void send(List<ProducerRecord<String, String>> records) throws Exception {
        Map<String, Object> client = LocalKafka.clientOf(bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<String, String> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    /** Ends a TaskManager as a power cut would, and waits until it is gone: the script would still see it run. */
    void killTaskManager(int number) throws IOException {
        long pid = Long.parseLong(Files.readString(state.resolve("pid/taskmanager-" + number + ".pid"))
                .strip());
        ProcessHandle taskManager = ProcessHandle.of(pid).orElseThrow();
        taskManager.destroyForcibly();
        taskManager.onExit().join();
    }

    /** Starts again what was killed. */
    void startTaskManagers() throws IOException, InterruptedException {
        cluster("start", "--taskmanagers", 2);
    }

    void awaitFinished(String job) throws Exception {
        await("/jobs/" + job, answer -> answer.path("state").asText().equals("FINISHED"), "the job is finished");
    }

    void awaitCheckpoint(String job) throws Exception {
        await(
                "/jobs/" + job + "/checkpoints",
                answer -> answer.at("/counts/completed").asInt() > 0,
                "a checkpoint is complete");
    }

    /** How often the job went on from a checkpoint. */
    int restored(String job) throws InterruptedException {
        return answer("/jobs/" + job + "/checkpoints").at("/counts/restored").asInt();
    }

    /** How many requests to the index the subtasks that run now had to repeat. */
    long requestsRepeated(String job) throws InterruptedException {
        long sum = 0;
        for (JsonNode vertex : answer("/jobs/" + job).path("vertices")) {
            String metrics = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : answer(metrics)) {
                String name = metric.path("id").asText();
                if (name.endsWith("requests_repeated")) {
                    String query = "?agg=sum&get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
                    sum += answer(metrics + query).at("/0/sum").asLong();
                }
            }
        }
        return sum;
    }

    /** Stops a job and returns where its savepoint is. */
    String stopWithSavepoint(String job) throws Exception {
        HttpRequest stop = HttpRequest.newBuilder(uri("/jobs/" + job + "/stop"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"drain\": false}"))
                .build();
        String request = JSON.readTree(
                        http.send(stop, HttpResponse.BodyHandlers.ofString()).body())
                .path("request-id")
                .asText();
        JsonNode savepoint = await(
                "/jobs/" + job + "/savepoints/" + request,
                answer -> answer.at("/status/id").asText().equals("COMPLETED"),
                "the savepoint is complete");
        assertThat(savepoint.at("/operation/location").asText())
                .as("%s", savepoint)
                .isNotEmpty();
        return savepoint.at("/operation/location").asText();
    }

    void cancel(String job) throws Exception {
        HttpRequest cancel = HttpRequest.newBuilder(uri("/jobs/" + job))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build();
        http.send(cancel, HttpResponse.BodyHandlers.discarding());
        await("/jobs/" + job, answer -> answer.path("state").asText().equals("CANCELED"), "the job is cancelled");
    }

    /** Cancels what still runs. */
    void cancelAll() throws Exception {
        for (JsonNode job : get("/jobs").path("jobs")) {
            if (!ENDED.contains(job.path("status").asText())) {
                cancel(job.path("id").asText());
            }
        }
    }

    private void cluster(Object... words) throws IOException, InterruptedException {
        script("deploy/local/cluster", words);
    }

    private void kafka(Object... words) throws IOException, InterruptedException {
        script("deploy/local/kafka", words);
    }

    private void script(String script, Object... words) throws IOException, InterruptedException {
        Object[] command = new Object[words.length + 3];
        command[0] = script;
        System.arraycopy(words, 0, command, 1, words.length);
        command[words.length + 1] = "--state";
        command[words.length + 2] = state;
        Launched.run(command).succeeds();
    }

    private JsonNode await(String path, Predicate<JsonNode> condition, String what) throws Exception {
        AtomicReference<JsonNode> answer = new AtomicReference<>(MissingNode.getInstance());
        boolean came = Await.patiently(() -> {
            answer.set(answer(path));
            return condition.test(answer.get());
        });
        assertThat(came)
                .as("within %s: %s; last seen: %s", Await.PATIENCE, what, answer)
                .isTrue();
        return answer.get();
    }

    /** What a path says now; nothing while the JobManager is too busy to answer. */
    private JsonNode answer(String path) throws InterruptedException {
        try {
            return get(path);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private URI uri(String path) {
        return URI.create("http://" + target() + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
