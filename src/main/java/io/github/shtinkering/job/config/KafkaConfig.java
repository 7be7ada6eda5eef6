package io.github.shtinkering.job.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
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
 * @param properties further properties of Kafka's consumer, secrets as {@link Secrets references}
 */
public record KafkaConfig(
        String bootstrapServers,
        List<String> topics,
        @Nullable String topicPattern,
        StartingPoint start,
        String group,
        boolean bounded,
        Map<String, String> properties) {

    private static final Map<String, String> SAID_OTHERWISE = Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "source.kafka.bootstrap_servers",
            ConsumerConfig.GROUP_ID_CONFIG, "source.kafka.group",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "source.kafka.start");

    public KafkaConfig {
        topics = topics == null ? List.of() : List.copyOf(topics);
        start = start == null ? StartingPoint.COMMITTED : start;
        group = group == null ? "shtinkering" : group;
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
        checkPattern(topicPattern);
        new TreeMap<>(properties).forEach(KafkaConfig::checkProperty);
    }

    /** The properties with their references resolved. Never print them. */
    public Properties resolvedProperties() throws ConfigException {
        Properties resolved = new Properties();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            resolved.setProperty(
                    property.getKey(),
                    Secrets.resolve("source.kafka.properties." + property.getKey(), property.getValue()));
        }
        return resolved;
    }

    private static void checkPattern(@Nullable String topicPattern) {
        try {
            if (topicPattern != null) {
                Pattern.compile(topicPattern);
            }
        } catch (PatternSyntaxException e) {
            throw new InvalidKey("topic_pattern", "is no regular expression: " + e.getDescription());
        }
    }

    private static void checkProperty(String name, String value) {
        String key = "properties." + name;
        if (SAID_OTHERWISE.containsKey(name)) {
            throw new InvalidKey(key, "is not set here; say it as " + SAID_OTHERWISE.get(name));
        }
        if (!knownProperties().contains(name)) {
            throw new InvalidKey(
                    key, "is no property of Kafka's consumer" + NearestName.didYouMean(name, knownProperties()));
        }
        ConfigDef.ConfigKey kafkaKey = ConsumerConfig.configDef().configKeys().get(name);
        if (kafkaKey != null && kafkaKey.type() == ConfigDef.Type.PASSWORD && !Secrets.isReference(value)) {
            throw new InvalidKey(key, "is a secret: write ${env:NAME} or ${file:/path} instead of the value");
        }
    }

    private static Set<String> knownProperties() {
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.add(KafkaSourceOptions.CLIENT_ID_PREFIX.key());
        known.add(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key());
        known.add(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key());
        known.add(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key());
        return known;
    }
}
