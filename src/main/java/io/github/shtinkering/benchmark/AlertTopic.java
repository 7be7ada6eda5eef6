package io.github.shtinkering.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.kafka.KafkaDocuments;
import io.github.shtinkering.sink.kafka.KafkaTopics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The job's alerts in Kafka: which record was first named as evidence when. */
final class AlertTopic implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaTopics topics;
    private final LocalBroker broker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> firstNamed = new HashMap<>();

    /** Makes the topics, under names that begin with the prefix. */
    AlertTopic(LocalBroker broker, String prefix) throws Exception {
        this.broker = broker;
        this.topics = new KafkaTopics(prefix + ".cases", prefix + ".campaigns", prefix + ".dlq", prefix + ".audit");
        for (String topic : List.of(topics.cases(), topics.campaigns(), topics.deadLetters(), topics.audit())) {
            broker.createTopic(topic);
        }
        Map<String, Object> client = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                prefix,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.cases()));
    }

    /** The sink that the job writes them with. */
    Sink<OutputDocument> sink() {
        Properties client = new Properties();
        client.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return KafkaDocuments.sink(topics, AlertForm.ECS, client, Clock.systemUTC());
    }

    /**
     * Reads until each of the records has been named, or for minutes.
     *
     * @param origins of the records
     * @return when an alert that names it was in the topic, by the broker's clock, milliseconds since the epoch
     */
    Map<String, Long> firstNaming(Set<String> origins) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!firstNamed.keySet().containsAll(origins) && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> alert : consumer.poll(POLL)) {
                for (JsonNode evidence : MAPPER.readTree(alert.value()).at("/shtinkering/evidence")) {
                    evidence.get("origins")
                            .forEach(origin -> firstNamed.putIfAbsent(origin.asText(), alert.timestamp()));
                }
            }
        }
        return firstNamed;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
