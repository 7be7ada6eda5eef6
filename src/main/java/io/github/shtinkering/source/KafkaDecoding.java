package io.github.shtinkering.source;

import io.github.shtinkering.telemetry.RecordDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Kafka's records in the emitting thread of the source, and counts them in its {@link #book()}; a record without
 * value (a tombstone) is none.
 */
final class KafkaDecoding implements KafkaRecordDeserializationSchema<Ingested> {
    private static final long serialVersionUID = 2L;

    private final TopicDecoders decoders;
    private final WallClock clock;
    private transient @Nullable Reading reading;

    KafkaDecoding(TopicDecoders decoders, WallClock clock) {
        this.decoders = decoders;
        this.clock = clock;
    }

    /** Begins a reader's work. */
    void open() {
        reading = new Reading(decoders, clock);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Ingested> downstream) {
        reading().read(record, downstream);
    }

    /** What was counted and not yet emitted; whoever drives the reader emits it, or keeps it with the offsets. */
    TallyBook book() {
        return reading().book;
    }

    private Reading reading() {
        return Objects.requireNonNull(reading, "not opened");
    }

    @Override
    public TypeInformation<Ingested> getProducedType() {
        return TypeInformation.of(Ingested.class);
    }

    /** What lives only while a task runs. */
    private static final class Reading {
        private final TopicDecoders factory;
        private final Map<String, RecordDecoder> decoders = new HashMap<>();
        private final IngestOutput output;
        private final TallyBook book = new TallyBook();

        Reading(TopicDecoders factory, WallClock clock) {
            this.factory = factory;
            this.output = new IngestOutput(clock);
        }

        void read(ConsumerRecord<byte[], byte[]> record, Collector<Ingested> downstream) {
            if (record instanceof RejectedRun run) {
                book.line(run.topic(), RecordDecoder.UNDETERMINED).irrelevant(run.records(), run.bytes());
                return;
            }
            byte[] value = record.value();
            if (value == null) {
                return;
            }
            RecordDecoder decoder = decoders.computeIfAbsent(record.topic(), factory::create);
            output.begin(record.topic(), value.length, book, downstream::collect);
            decoder.decode(value, 0, value.length, () -> origin(record), output);
            output.end();
        }

        private static String origin(ConsumerRecord<byte[], byte[]> record) {
            return record.topic() + "-" + record.partition() + "-" + record.offset();
        }
    }
}
