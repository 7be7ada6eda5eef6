package io.github.shtinkering.job.topics;

import io.github.shtinkering.job.config.SinkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that the job writes, or is controlled by, as it should be. Its records carry the time of their arrival: with
 * the event's own, retention deletes what tells of old events.
 *
 * @param name of the topic
 * @param partitions how many
 * @param settings of the topic, where they differ from the broker's
 */
record TopicPlan(String name, int partitions, Map<String, String> settings) {
    /** As long as a reader may be away and still see every revision of a case. */
    private static final Duration EVERY_REVISION = Duration.ofDays(7);

    /** As the lifecycle of the index has them. */
    private static final Duration DEAD_LETTERS = Duration.ofDays(30);

    private static final Duration AUDIT = Duration.ofDays(400);

    /** Sorts the settings, so that they are shown in one order. */
    TopicPlan {
        settings = new TreeMap<>(settings);
    }

    /** The topics that a sink writes. */
    static List<TopicPlan> of(SinkConfig.Topics topics, int partitions) {
        return List.of(
                revisions(topics.cases(), partitions),
                revisions(topics.campaigns(), partitions),
                kept(topics.deadLetters(), partitions, DEAD_LETTERS),
                kept(topics.audit(), partitions, AUDIT));
    }

    /** A topic of exceptions. One partition: its readers hear all changes in one order. */
    static TopicPlan control(String name) {
        return compacted(name, 1, Map.of());
    }

    private static TopicPlan revisions(String name, int partitions) {
        return compacted(
                name,
                partitions,
                Map.of(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(EVERY_REVISION.toMillis())));
    }

    private static TopicPlan compacted(String name, int partitions, Map<String, String> more) {
        return plan(name, partitions, TopicConfig.CLEANUP_POLICY_COMPACT, more);
    }

    private static TopicPlan kept(String name, int partitions, Duration retention) {
        return plan(
                name,
                partitions,
                TopicConfig.CLEANUP_POLICY_DELETE,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }

    private static TopicPlan plan(String name, int partitions, String cleanup, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new TopicPlan(name, partitions, settings);
    }

    /**
     * What is otherwise on a broker, one sentence each.
     *
     * @param partitionsThere how many the topic has
     * @param settingsThere all its settings
     */
    List<String> differences(int partitionsThere, Map<String, String> settingsThere) {
        List<String> differences = new ArrayList<>();
        if (partitionsThere != partitions) {
            differences.add(name + " has " + partitionsThere + " partitions, not " + partitions);
        }
        settings.forEach((key, value) -> {
            String there = settingsThere.get(key);
            if (!value.equals(there)) {
                differences.add(name + " has " + key + "=" + there + ", not " + value);
            }
        });
        return differences;
    }
}
