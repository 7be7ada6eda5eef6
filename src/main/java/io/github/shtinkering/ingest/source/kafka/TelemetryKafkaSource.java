package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.source.IngestOutput;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.SplitAndAssignmentStatus;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Flink's Kafka source, whose consumers {@linkplain ScreeningSplitReader reject what cannot matter}, and with the counts
 * of the records in its checkpoints. Facts, dead letters and counts are exactly once over a restore.
 */
public final class TelemetryKafkaSource implements Source<IngestOutput, KafkaPartitionSplit, KafkaSourceEnumState> {
    private static final long serialVersionUID = 1L;

    private final KafkaSource<IngestOutput> kafka;
    private final KafkaDecoding decoding;
    private final Properties consumer;
    private final TopicChoice topics;

    /**
     * @param kafka finds the partitions
     * @param decoding decodes the records of a reader
     * @param consumer properties of the consumers of the partitions
     * @param topics that are read; what a checkpoint holds of others is left
     */
    TelemetryKafkaSource(
            KafkaSource<IngestOutput> kafka, KafkaDecoding decoding, Properties consumer, TopicChoice topics) {
        this.kafka = kafka;
        this.decoding = decoding;
        this.consumer = consumer;
        this.topics = topics;
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    /** As Flink's source does it, but for the {@link ScreeningSplitReader}, for which it has no place. */
    @Override
    public SourceReader<IngestOutput, KafkaPartitionSplit> createReader(SourceReaderContext context) {
        decoding.open();
        KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
        FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> batches =
                new FutureCompletingBlockingQueue<>();
        KafkaSourceFetcherManager fetchers = new KafkaSourceFetcherManager(
                batches, () -> new ScreeningSplitReader(consumer, context, metrics), finished -> {});
        KafkaSourceReader<IngestOutput> reader = new KafkaSourceReader<>(
                batches, fetchers, new KafkaRecordEmitter<>(decoding), options(), context, metrics);
        return new CountingReader(reader, decoding.book(), topics, System::nanoTime);
    }

    private Configuration options() {
        Configuration options = new Configuration();
        consumer.stringPropertyNames().forEach(name -> options.setString(name, consumer.getProperty(name)));
        return options;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return kafka.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws IOException {
        Set<SplitAndAssignmentStatus> chosen = state.splits().stream()
                .filter(known -> topics.has(known.split()))
                .collect(Collectors.toSet());
        return kafka.restoreEnumerator(context, new KafkaSourceEnumState(chosen, state.initialDiscoveryFinished()));
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return new TalliedSplitSerializer(kafka.getSplitSerializer());
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }
}
