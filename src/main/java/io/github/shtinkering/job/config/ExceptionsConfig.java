package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.secret.KafkaProperties;
import io.github.shtinkering.job.config.secret.SecretReferences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where approved exceptions and maintenance windows come from: a file, a control topic, or both. An entry of the topic
 * takes the place of the file's of the same id.
 *
 * @param file a JSON or YAML list, read when the job is submitted; a relative path starts at the working directory
 * @param kafka a control topic, read as long as the job runs
 */
public record ExceptionsConfig(
        @Nullable Path file, @Nullable Topic kafka) {
    public ExceptionsConfig {
        if (file == null && kafka == null) {
            throw new InvalidKey("", "names neither a file nor kafka: say where the exceptions are");
        }
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw new InvalidKey("file", "names no file that can be read: " + file);
        }
    }

    /** Those of a file and no others. */
    public static ExceptionsConfig ofFile(Path file) {
        return new ExceptionsConfig(file, null);
    }

    /**
     * A compacted topic of entries, each under its exception's id; a record without value withdraws.
     *
     * @param bootstrapServers {@code host:port}, comma-separated
     * @param topic its name
     * @param properties further properties of Kafka's consumer, secrets as {@link SecretReferences references}
     */
    public record Topic(String bootstrapServers, String topic, Map<String, String> properties) {
        private static final Map<String, String> OWN_KEYS =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "exceptions.kafka.bootstrap_servers");

        private static final List<String> UNDERSTOOD_BY_FLINK = List.of(
                KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key());

        public Topic {
            topic = topic == null ? "shtinkering.exceptions.v1" : topic;
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            if (bootstrapServers == null || bootstrapServers.isBlank()) {
                throw new InvalidKey("bootstrap_servers", "is missing: write host:port of a broker");
            }
            if (topic.isBlank()) {
                throw new InvalidKey("topic", "is empty");
            }
            KafkaProperties.check(properties, ConsumerConfig.configDef(), UNDERSTOOD_BY_FLINK, OWN_KEYS);
        }

        /** The properties for Kafka's consumer, which resolves their references itself. */
        public Properties clientProperties() {
            return KafkaProperties.forClient(properties);
        }
    }
}
