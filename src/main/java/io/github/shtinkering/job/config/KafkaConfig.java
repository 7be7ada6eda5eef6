package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.secret.KafkaProperties;
import io.github.shtinkering.job.config.secret.SecretReferences;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Topics of a Kafka cluster.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param topics the topics by name; empty when a pattern is given
 * @param topicPattern a regular expression over topic names; null when they are named
 * @param start where a job without a checkpoint begins; the committed offsets unless told
 * @param group the consumer group, under which offsets are committed; {@code shtinkering} unless told
 * @param bounded true ends the job at what the topics held when it started
 * @param formats topics whose records are all of a format; the others' are told by their own shape
 * @param collectors hosts that forward events of others in the text of their own records
 * @param properties further properties of Kafka's consumer, secrets as {@link SecretReferences references}
 */
public record KafkaConfig(
        String bootstrapServers,
        List<String> topics,
        @Nullable String topicPattern,
        StartingPoint start,
        String group,
        boolean bounded,
        FormatPins formats,
        List<String> collectors,
        Map<String, String> properties) {

    private static final List<String> UNDERSTOOD_BY_FLINK = List.of(
            KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(),
            KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key());

    private static final Map<String, String> OWN_KEYS = Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "source.kafka.bootstrap_servers",
            ConsumerConfig.GROUP_ID_CONFIG, "source.kafka.group",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "source.kafka.start",
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "source.kafka.formats");

    public KafkaConfig {
        topics = topics == null ? List.of() : List.copyOf(topics);
        start = start == null ? StartingPoint.COMMITTED : start;
        group = group == null ? "shtinkering" : group;
        formats = formats == null ? FormatPins.NONE : formats;
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new InvalidKey("bootstrap_servers", "is missing: write host:port of a broker");
        }
        if (topics.isEmpty() == (topicPattern == null)) {
            throw new InvalidKey("", "must have either topics or topic_pattern, one of the two");
        }
        if (group.isBlank()) {
            throw new InvalidKey("group", "is empty");
        }
        SourceConfig.checkCollectors(collectors);
        checkPattern(topicPattern);
        if (topicPattern == null) {
            formats.checkTopics(topics);
        }
        KafkaProperties.check(properties, ConsumerConfig.configDef(), UNDERSTOOD_BY_FLINK, OWN_KEYS);
    }

    /** The properties for Kafka's consumer, which resolves their references itself. */
    public Properties clientProperties() {
        return KafkaProperties.forClient(properties);
    }

    private static void checkPattern(@Nullable String topicPattern) {
        try {
            if (topicPattern != null) {
                Pattern.compile(topicPattern);
            }
        } catch (PatternSyntaxException e) {
            throw new InvalidKey("topic_pattern", "is not a regular expression: " + e.getDescription());
        }
    }
}
