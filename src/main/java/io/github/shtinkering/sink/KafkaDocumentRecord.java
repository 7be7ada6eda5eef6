package io.github.shtinkering.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.DocumentJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A document as a Kafka record. Its time is that of emission: with the event's time, which Flink would write, the
 * broker's retention deletes what tells of old events.
 */
final class KafkaDocumentRecord implements KafkaRecordSerializationSchema<OutputDocument> {
    /** Room for a record's own overhead below a broker's default {@code message.max.bytes} of 1 MiB. */
    private static final int MAX_DEAD_LETTER_BYTES = 960 << 10;

    /** Even at six bytes a character, the most that JSON needs, a record of this length fits. */
    private static final int FITTING_RECORD = 128 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaTopics topics;
    private final Clock clock;

    KafkaDocumentRecord(KafkaTopics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
            OutputDocument document, KafkaSinkContext context, @Nullable Long eventTime) {
        String topic = topics.of(document.kind());
        if (topic == null) {
            return null;
        }
        byte[] key = document.key().isEmpty() ? null : utf8(document.key());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, clock.millis(), key, utf8(document.json()));
        describe(record.headers(), document);
        return document.kind() == OutputDocument.Kind.DEAD_LETTER ? asDeadLetter(record) : record;
    }

    private static void describe(Headers headers, OutputDocument document) {
        headers.add("content-type", utf8("application/json"));
        String schema = Schemas.of(document.kind());
        if (schema != null) {
            headers.add("schema", utf8(schema));
        }
    }

    /** Names the cause and the origin in headers, and cuts a record that a broker would refuse. */
    private static ProducerRecord<byte[], byte[]> asDeadLetter(ProducerRecord<byte[], byte[]> record) {
        ObjectNode letter = parse(record.value());
        record.headers()
                .add("error-code", utf8(letter.path("error").path("code").asText()));
        record.headers().add("origin", utf8(letter.path("origin").asText()));
        if (record.value().length <= MAX_DEAD_LETTER_BYTES) {
            return record;
        }
        String text = letter.path("record").asText();
        letter.put("record", text.substring(0, Math.min(text.length(), FITTING_RECORD)));
        return new ProducerRecord<>(
                record.topic(),
                null,
                record.timestamp(),
                record.key(),
                utf8(DocumentJson.write(letter)),
                record.headers());
    }

    private static ObjectNode parse(byte[] json) {
        try {
            return JSON.readValue(new String(json, StandardCharsets.UTF_8), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the job wrote a dead letter that is no JSON object", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
