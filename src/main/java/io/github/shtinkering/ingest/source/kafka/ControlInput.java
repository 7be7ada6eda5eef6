package io.github.shtinkering.ingest.source.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A compacted Kafka topic as a source of control records. Without a checkpoint it is read from the beginning, because
 * all that it still holds is in force; offsets are of no use to anybody else and are not committed.
 */
public final class ControlInput {
    private ControlInput() {}

    /**
     * The source.
     *
     * @param bootstrapServers {@code host:port}, comma-separated
     * @param bounded true ends it at what the topic holds when the job starts
     * @param properties further properties of Kafka's consumer
     */
    public static KafkaSource<ControlRecord> of(
            String bootstrapServers, String topic, boolean bounded, Properties properties) {
        KafkaSourceBuilder<ControlRecord> builder = KafkaSource.<ControlRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(properties)
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
                .setDeserializer(new Decoding());
        if (bounded) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }

    private static final class Decoding implements KafkaRecordDeserializationSchema<ControlRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> out) {
            String origin = record.topic() + "-" + record.partition() + "-" + record.offset();
            out.collect(new ControlRecord(text(record.key()), text(record.value()), origin));
        }

        private static @Nullable String text(byte @Nullable [] utf8) {
            return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
        }

        @Override
        public TypeInformation<ControlRecord> getProducedType() {
            return TypeInformation.of(ControlRecord.class);
        }
    }
}
