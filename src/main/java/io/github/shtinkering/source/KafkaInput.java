package io.github.shtinkering.source;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Telemetry from Kafka, decoded in the source, so that only facts are shuffled. Unbounded and from the committed offsets
 * (else the earliest) where nothing else is said.
 *
 * <p>Facts, dead letters and counts are exactly once over a failover, and complete at the end of a bounded run.
 */
public final class KafkaInput {
    private final KafkaSourceBuilder<Ingested> builder = KafkaSource.builder();
    private final KafkaDecoding decoding;

    private KafkaInput(String bootstrapServers, String group, TopicDecoders decoders, WallClock clock) {
        decoding = new KafkaDecoding(decoders, clock);
        builder.setBootstrapServers(bootstrapServers).setGroupId(group).setDeserializer(decoding);
        fromCommitted();
    }

    /**
     * Begins a source.
     *
     * @param bootstrapServers {@code host:port}, comma-separated
     * @param group under which offsets are committed
     * @param decoders for each topic its own, for a topic may be pinned to a format
     * @param clock tells when a record arrives, for the delays of the tallies
     */
    public static KafkaInput of(String bootstrapServers, String group, TopicDecoders decoders, WallClock clock) {
        return new KafkaInput(bootstrapServers, group, decoders, clock);
    }

    /** Reads these topics. */
    public KafkaInput topics(List<String> topics) {
        builder.setTopics(topics);
        return this;
    }

    /** Reads every topic whose whole name matches, also those that are created later. */
    public KafkaInput topics(Pattern pattern) {
        builder.setTopicPattern(pattern);
        return this;
    }

    /** Begins, without a checkpoint, at the group's committed offsets; at the earliest where there are none. */
    @SuppressWarnings("deprecation") // Kafka's enum is deprecated, and Flink's method knows no other
    public KafkaInput fromCommitted() {
        return from(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
    }

    /** Begins, without a checkpoint, at the earliest record. */
    public KafkaInput fromEarliest() {
        return from(OffsetsInitializer.earliest());
    }

    /** Begins, without a checkpoint, at what comes from now on. */
    public KafkaInput fromLatest() {
        return from(OffsetsInitializer.latest());
    }

    /** Begins, without a checkpoint, at the first record with this or a later Kafka timestamp, in milliseconds. */
    public KafkaInput fromTimestamp(long millis) {
        return from(OffsetsInitializer.timestamp(millis));
    }

    private KafkaInput from(OffsetsInitializer start) {
        builder.setStartingOffsets(start);
        return this;
    }

    /** Ends at what the topics hold when the job starts. */
    public KafkaInput bounded() {
        builder.setBounded(OffsetsInitializer.latest());
        return this;
    }

    /** Further properties of Kafka's consumer. */
    public KafkaInput properties(Properties properties) {
        builder.setProperties(properties);
        return this;
    }

    /** The source. */
    public TelemetryKafkaSource build() {
        return new TelemetryKafkaSource(builder.build(), decoding);
    }
}
