package io.github.shtinkering.ingest.source.kafka;

import java.io.Serializable;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.jspecify.annotations.Nullable;

/**
 * The topics that are read. Flink's own source goes on to read whatever its checkpoint holds, also a topic that was since
 * taken out of the configuration.
 */
final class TopicChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Set<String> names;
    private final @Nullable Pattern pattern;

    private TopicChoice(Set<String> names, @Nullable Pattern pattern) {
        this.names = names;
        this.pattern = pattern;
    }

    /** Topics by name. */
    static TopicChoice of(Set<String> names) {
        return new TopicChoice(Set.copyOf(names), null);
    }

    /** Topics whose whole name matches. */
    static TopicChoice of(Pattern pattern) {
        return new TopicChoice(Set.of(), pattern);
    }

    /** Whether a partition is of one of the topics. */
    boolean has(KafkaPartitionSplit partition) {
        String topic = partition.getTopic();
        return pattern == null ? names.contains(topic) : pattern.matcher(topic).matches();
    }
}
