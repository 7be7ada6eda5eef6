package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.source.IngestCollector;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.TallyCounter;
import io.github.shtinkering.ingest.source.WallClock;
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
final class KafkaDecoding implements KafkaRecordDeserializationSchema<IngestOutput> {
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
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<IngestOutput> downstream) {
        reading().read(record, downstream);
    }

    /** What was counted and not yet emitted; whoever drives the reader emits it, or keeps it with the offsets. */
    TallyCounter book() {
        return reading().book;
    }

    private Reading reading() {
        return Objects.requireNonNull(reading, "not opened");
    }

    @Override
    public TypeInformation<IngestOutput> getProducedType() {
        return TypeInformation.of(IngestOutput.class);
    }

    /** What lives only while a task runs. */
    private static final class Reading {
        private final TopicDecoders factory;
        private final Map<String, RecordDecoder> decoders = new HashMap<>();
        private final IngestCollector output;
        private final TallyCounter book = new TallyCounter();

        Reading(TopicDecoders factory, WallClock clock) {
            this.factory = factory;
            this.output = new IngestCollector(clock);
        }

        void read(ConsumerRecord<byte[], byte[]> record, Collector<IngestOutput> downstream) {
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
