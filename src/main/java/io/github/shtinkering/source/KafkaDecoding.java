package io.github.shtinkering.source;

import io.github.shtinkering.telemetry.RecordDecoder;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes Kafka's records in the emitting thread of the source; a record without value (a tombstone) is none. */
final class KafkaDecoding implements KafkaRecordDeserializationSchema<Ingested> {
    private static final long serialVersionUID = 1L;
    private static final long TALLY_RECORDS = 10_000;
    private static final long TALLY_MILLIS = 1_000;

    private final DecoderFactory decoders;
    private final WallClock clock;
    private transient @Nullable Reading reading;

    KafkaDecoding(DecoderFactory decoders, WallClock clock) {
        this.decoders = decoders;
        this.clock = clock;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        reading = new Reading(decoders.create(), clock);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Ingested> downstream) {
        if (reading == null) {
            throw new IllegalStateException("not opened");
        }
        reading.read(record, downstream);
    }

    @Override
    public TypeInformation<Ingested> getProducedType() {
        return TypeInformation.of(Ingested.class);
    }

    /** What lives only while a task runs. */
    private static final class Reading {
        private final RecordDecoder decoder;
        private final WallClock clock;
        private final IngestOutput output;
        private final TallyBook book = new TallyBook();
        private long lastTallyMillis;

        Reading(RecordDecoder decoder, WallClock clock) {
            this.decoder = decoder;
            this.clock = clock;
            this.output = new IngestOutput(clock);
            this.lastTallyMillis = clock.millis();
        }

        void read(ConsumerRecord<byte[], byte[]> record, Collector<Ingested> downstream) {
            byte[] value = record.value();
            if (value == null) {
                return;
            }
            output.begin(record.topic(), value.length, book, downstream::collect);
            decoder.decode(value, 0, value.length, origin(record), output);
            output.end();
            long now = clock.millis();
            if (book.records() >= TALLY_RECORDS || now - lastTallyMillis >= TALLY_MILLIS) {
                lastTallyMillis = now;
                book.drain().forEach(tally -> downstream.collect(Ingested.of(tally)));
            }
        }

        private static String origin(ConsumerRecord<byte[], byte[]> record) {
            return record.topic() + "-" + record.partition() + "-" + record.offset();
        }
    }
}
