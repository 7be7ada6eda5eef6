package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.document.RecordScreen;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.record.DecoderSettings;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Lets Kafka's consumer look at each value where it lies in the unpacked batch, and copy only what may matter. Of what the
 * screen rejects only its length is known.
 *
 * <p>Kafka makes it by its name.
 */
public final class ScreeningDeserializer implements Deserializer<byte[]> {
    private static final byte[] REJECTED = new byte[0];

    /** Property of the consumer: the longest record that is looked at, in bytes; longer ones are the decoder's. */
    static final String MAX_RECORD_BYTES = "shtinkering.max.record.bytes";

    private RecordScreen screen = new RecordScreen(ByteFilter.shared(), DecoderSettings.DEFAULTS.maxRecordBytes());

    @Override
    public void configure(Map<String, ?> consumer, boolean isKey) {
        Object maxBytes = consumer.get(MAX_RECORD_BYTES);
        if (maxBytes != null) {
            screen = new RecordScreen(ByteFilter.shared(), Integer.parseInt(maxBytes.toString()));
        }
    }

    /** Whether the screen rejected the value of this record. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isRejected(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == REJECTED;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
        return data;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        int length = data.remaining();
        if (data.hasArray() && screen.rejects(data.array(), data.arrayOffset() + data.position(), length)) {
            return REJECTED;
        }
        byte[] copy = new byte[length];
        data.get(data.position(), copy);
        return copy;
    }
}
