package io.github.shtinkering.ingest.source.kafka;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Flink's reader of partitions, whose consumer rejects what cannot matter before it is handed to the task's thread. */
@SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
final class ScreeningSplitReader extends KafkaPartitionSplitReader {
    /**
     * @param consumer Kafka's properties, with the {@link ScreeningDeserializer}
     */
    ScreeningSplitReader(Properties consumer, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
        super(consumer, context, metrics);
    }

    @Override
    public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
        return new ScreenedRecords(super.fetch());
    }
}
