package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Telemetry from Kafka, decoded in the source, so that only facts are shuffled. Unbounded and from the committed offsets
 * (else the earliest) where nothing else is said.
 *
 * <p>Facts, dead letters and counts are exactly once over a failover, and complete at the end of a bounded run.
 */
public final class KafkaInput {
    /** Records of a poll: Kafka's own 500 are a millisecond's work, and little is left of a batch that is screened. */
    private static final String MOST_POLLED = "5000";

    private final KafkaSourceBuilder<IngestOutput> builder = KafkaSource.builder();
    private final Properties properties = new Properties();
    private final KafkaDecoding decoding;
    private OffsetsInitializer start = OffsetsInitializer.earliest();
    private TopicChoice choice = TopicChoice.of(Set.of());

    private KafkaInput(String bootstrapServers, String group, TopicDecoders decoders, WallClock clock) {
        decoding = new KafkaDecoding(decoders, clock);
        builder.setDeserializer(decoding);
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
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
        choice = TopicChoice.of(Set.copyOf(topics));
        return this;
    }

    /** Reads every topic whose whole name matches, also those that are created later. */
    public KafkaInput topics(Pattern pattern) {
        builder.setTopicPattern(pattern);
        choice = TopicChoice.of(pattern);
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

    private KafkaInput from(OffsetsInitializer offsets) {
        start = offsets;
        return this;
    }

    /** Ends at what the topics hold when the job starts. */
    public KafkaInput bounded() {
        builder.setBounded(OffsetsInitializer.latest());
        return this;
    }

    /** Looks at no record that is longer; such a one is dead. */
    public KafkaInput maxRecordBytes(int bytes) {
        properties.setProperty(ScreeningDeserializer.MAX_RECORD_BYTES, Integer.toString(bytes));
        return this;
    }

    /** Further properties of Kafka's consumer. */
    public KafkaInput properties(Properties further) {
        properties.putAll(further);
        return this;
    }

    /** The source. */
    public TelemetryKafkaSource build() {
        properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ScreeningDeserializer.class.getName());
        KafkaSource<IngestOutput> source =
                builder.setProperties(properties).setStartingOffsets(start).build();
        return new TelemetryKafkaSource(source, decoding, consumer(), choice);
    }

    /** What Flink's builder sets for the consumers of the partitions; it does not tell. */
    @SuppressWarnings("deprecation") // Kafka's enum is deprecated, and Flink's method knows no other
    private Properties consumer() {
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.setProperty(
                KafkaSourceOptions.CLIENT_ID_PREFIX.key(), properties.getProperty(ConsumerConfig.GROUP_ID_CONFIG));
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
        consumer.putAll(properties);
        consumer.setProperty(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                start.getAutoOffsetResetStrategy().name().toLowerCase(Locale.ROOT));
        return consumer;
    }
}
