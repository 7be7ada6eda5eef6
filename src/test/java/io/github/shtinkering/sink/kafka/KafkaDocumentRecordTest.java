package io.github.shtinkering.sink.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.document.OcsfFindingTest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.Digests;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.OutputDocument.Kind;
import io.github.shtinkering.sink.SchemaAssert;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaDocumentRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final long EVENT_TIME = 1_700_000_000_000L;

    private final KafkaDocumentRecord records =
            new KafkaDocumentRecord(KafkaTopics.DEFAULT, AlertForm.ECS, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void keysARevisionByItsCaseAtTheTimeOfEmission() {
        ProducerRecord<byte[], byte[]> record =
                requireNonNull(record(Documents.alert("c1", 7, 50, "medium", "precursor")));
        assertThat(record.topic()).isEqualTo("shtinkering.cases.v1");
        assertThat(text(record.key())).isEqualTo("c1");
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(header(record, "schema")).isEqualTo("urn:shtinkering:schema:alert:1");
        assertThat(header(record, "version")).isEqualTo("7");
    }

    @Test
    void writesAlertsAsFindingsWhereToldSo() {
        KafkaDocumentRecord findings =
                new KafkaDocumentRecord(KafkaTopics.DEFAULT, AlertForm.OCSF, Clock.fixed(NOW, ZoneOffset.UTC));
        String alert = OcsfFindingTest.ALERT;
        ProducerRecord<byte[], byte[]> record = requireNonNull(
                findings.serialize(Digests.document(Kind.CASE_UPDATE, "c1", 17, alert), NO_CONTEXT, EVENT_TIME));
        assertThat(text(record.key())).isEqualTo("c1");
        assertThat(header(record, "schema")).isEqualTo("urn:shtinkering:schema:ocsf-detection-finding:1");
        SchemaAssert.assertKeepsSchema("ocsf-detection-finding", text(record.value()));
        ProducerRecord<byte[], byte[]> letter =
                requireNonNull(findings.serialize(Documents.deadLetter("not-json"), NO_CONTEXT, EVENT_TIME));
        assertThat(header(letter, "schema")).isEqualTo("urn:shtinkering:schema:dead-letter:1");
    }

    @Test
    void writesNothingThatHasNoTopic() {
        assertThat(record(Documents.host("ws-01"))).isNull();
        assertThat(record(Documents.tally("in", "winlogbeat", 1, 0, 0))).isNull();
    }

    @Test
    void namesTheCauseOfADeadLetterInItsHeaders() {
        ProducerRecord<byte[], byte[]> record = requireNonNull(record(Documents.deadLetter("not-json")));
        assertThat(record.topic()).isEqualTo("shtinkering.dlq.v1");
        assertThat(record.key()).isNull();
        assertThat(header(record, "error-code")).isEqualTo("not-json");
        assertThat(header(record, "error-message")).isEqualTo("made by a test");
        assertThat(header(record, "origin")).isEqualTo("a.ndjson:1");
        assertThat(record.headers().lastHeader("origin-topic")).isNull();
    }

    @Test
    void namesTopicPartitionAndOffsetOfADeadLetterFromKafka() {
        String json = Documents.deadLetter("not-json").json().replace("a.ndjson:1", "windows-events.eu-2-17-42");
        ProducerRecord<byte[], byte[]> record = requireNonNull(record(Digests.document(Kind.DEAD_LETTER, "", 0, json)));
        assertThat(header(record, "origin-topic")).isEqualTo("windows-events.eu-2");
        assertThat(header(record, "origin-partition")).isEqualTo("17");
        assertThat(header(record, "origin-offset")).isEqualTo("42");
    }

    @Test
    void cutsADeadLetterThatABrokerWouldRefuse() {
        ObjectNode letter = DocumentJson.object();
        letter.putObject("error").put("code", "not-json").put("message", "made by a test");
        letter.put("origin", "a.ndjson:1").put("record", "\u0001".repeat(256 << 10));
        ProducerRecord<byte[], byte[]> record =
                requireNonNull(record(Digests.document(Kind.DEAD_LETTER, "", 0, DocumentJson.write(letter))));
        assertThat(record.value().length).isBetween(700_000, 1_000_000);
        assertThat(header(record, "error-code")).isEqualTo("not-json");
        SchemaAssert.assertKeepsSchema("dead-letter", text(record.value()));
    }

    private @Nullable ProducerRecord<byte[], byte[]> record(OutputDocument document) {
        return records.serialize(document, NO_CONTEXT, EVENT_TIME);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final KafkaSinkContext NO_CONTEXT = new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[] {0};
        }
    };
}
