package io.github.shtinkering.sink.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.document.DocumentDigest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.SchemaIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The characters that a topic's name may have; a file's origin has a colon. */
    private static final Pattern KAFKA_ORIGIN = Pattern.compile("([A-Za-z0-9._-]+)-(\\d+)-(\\d+)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaTopics topics;
    private final AlertForm form;
    private final Clock clock;

    KafkaDocumentRecord(KafkaTopics topics, AlertForm form, Clock clock) {
        this.topics = topics;
        this.form = form;
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
        AlertForm in = document.isAlert() ? form : AlertForm.ECS;
        byte[] value = utf8(document.in(in));
        DocumentDigest digest = document.digest();
        DeadLetterDigest letter = digest == null ? null : digest.ofDeadLetter();
        boolean isTooLarge = letter != null && value.length > MAX_DEAD_LETTER_BYTES;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, clock.millis(), key, isTooLarge ? cut(document.json()) : value);
        describe(
                record.headers(),
                document,
                in == AlertForm.OCSF ? SchemaIds.OCSF_FINDING : SchemaIds.of(document.kind()));
        if (letter != null) {
            describe(record.headers(), letter);
        }
        return record;
    }

    private static void describe(Headers headers, OutputDocument document, @Nullable String schema) {
        headers.add("content-type", utf8("application/json"));
        if (schema != null) {
            headers.add("schema", utf8(schema));
        }
        if (document.version() > 0) {
            headers.add("version", utf8(Long.toString(document.version())));
        }
    }

    /** Names the cause and the origin. */
    private static void describe(Headers headers, DeadLetterDigest letter) {
        headers.add("error-code", utf8(letter.code()));
        headers.add("error-message", utf8(letter.message()));
        origin(headers, letter.origin());
    }

    /** A dead letter that a broker would refuse, with the beginning of its record. */
    private static byte[] cut(String json) {
        ObjectNode letter = parse(json);
        String text = letter.path("record").asText();
        letter.put("record", text.substring(0, Math.min(text.length(), FITTING_RECORD)));
        return utf8(DocumentJson.write(letter));
    }

    /** Of a record that came from Kafka also topic, partition and offset, so that it can be fetched from there. */
    private static void origin(Headers headers, String origin) {
        headers.add("origin", utf8(origin));
        Matcher kafka = KAFKA_ORIGIN.matcher(origin);
        if (kafka.matches()) {
            headers.add("origin-topic", utf8(kafka.group(1)));
            headers.add("origin-partition", utf8(kafka.group(2)));
            headers.add("origin-offset", utf8(kafka.group(3)));
        }
    }

    private static ObjectNode parse(String json) {
        try {
            return JSON.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the job wrote a dead letter that is no JSON object", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
