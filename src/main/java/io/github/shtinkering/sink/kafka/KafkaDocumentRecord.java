package io.github.shtinkering.sink.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OcsfFinding;
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
        boolean asFinding = form == AlertForm.OCSF && isAlert(document);
        String value = asFinding ? OcsfFinding.of(document.json()) : document.json();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, clock.millis(), key, utf8(value));
        describe(record.headers(), document, asFinding ? SchemaIds.OCSF_FINDING : SchemaIds.of(document.kind()));
        return document.kind() == OutputDocument.Kind.DEAD_LETTER ? asDeadLetter(record) : record;
    }

    private static boolean isAlert(OutputDocument document) {
        return document.kind() == OutputDocument.Kind.ALERT || document.kind() == OutputDocument.Kind.CASE_UPDATE;
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

    /** Names the cause and the origin in headers, and cuts a record that a broker would refuse. */
    private static ProducerRecord<byte[], byte[]> asDeadLetter(ProducerRecord<byte[], byte[]> record) {
        ObjectNode letter = parse(record.value());
        Headers headers = record.headers();
        headers.add("error-code", utf8(letter.at("/error/code").asText()));
        headers.add("error-message", utf8(letter.at("/error/message").asText()));
        origin(headers, letter.path("origin").asText());
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
