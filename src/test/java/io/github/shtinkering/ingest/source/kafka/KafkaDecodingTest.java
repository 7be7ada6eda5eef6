package io.github.shtinkering.ingest.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.IngestCollector;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.EchoDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaDecodingTest {
    private final List<IngestOutput> output = new ArrayList<>();

    @Test
    void namesTopicPartitionAndOffsetAndCounts() {
        KafkaDecoding decoding = decoding(topic -> new EchoDecoder());
        decoding.deserialize(record("sysmon", 7, "{\"n\":1}"), new ListCollector<>(output));
        decoding.deserialize(record("sysmon", 8, null), new ListCollector<>(output));
        decoding.deserialize(record("sysmon", 9, "nonsense"), new ListCollector<>(output));

        assertThat(Objects.requireNonNull(output.get(0).fact()).origin()).isEqualTo("sysmon-3-7");
        assertThat(Objects.requireNonNull(output.get(1).deadLetter()).origin()).isEqualTo("sysmon-3-9");
        assertThat(output).hasSize(2);
        Tally tally = decoding.book().drain().get(0);
        assertThat(tally.source()).isEqualTo("sysmon");
        assertThat(tally.decoded()).isEqualTo(1);
        assertThat(tally.dead()).isEqualTo(1);
        assertThat(tally.bytes()).isEqualTo(15);
        assertThat(decoding.book().drain()).isEmpty();
    }

    @Test
    void decodesEachTopicItsOwnWay() {
        KafkaDecoding decoding = decoding(topic -> topic.equals("sysmon")
                ? new EchoDecoder()
                : (bytes, offset, length, origin, out) ->
                        out.dead("echo", new DeadLetter("wrong-format", "pinned", origin.get(), null, null)));
        decoding.deserialize(record("sysmon", 1, "{}"), new ListCollector<>(output));
        decoding.deserialize(record("other", 2, "{}"), new ListCollector<>(output));

        assertThat(output.get(0).fact()).isNotNull();
        assertThat(Objects.requireNonNull(output.get(1).deadLetter()).origin()).isEqualTo("other-3-2");
    }

    /** Each is counted; a bounded number is written. */
    @Test
    void oneValueDoesNotBecomeAFloodOfDeadLetters() {
        int dead = 400_000;
        KafkaDecoding decoding = decoding(topic -> (bytes, offset, length, origin, out) -> {
            for (int i = 0; i < dead; i++) {
                out.dead("echo", new DeadLetter("not-xml", "It is broken.", origin.get() + "#" + i, "x", null));
            }
        });
        decoding.deserialize(record("sysmon", 1, "{}"), new ListCollector<>(output));
        decoding.deserialize(record("sysmon", 2, "{}"), new ListCollector<>(output));

        assertThat(output).hasSize(2 * IngestCollector.MOST_LETTERS);
        String last = Objects.requireNonNull(
                        output.get(IngestCollector.MOST_LETTERS - 1).deadLetter())
                .message();
        assertThat(last)
                .startsWith("It is broken. ")
                .contains((dead - IngestCollector.MOST_LETTERS) + " more dead records");
        assertThat(decoding.book().drain().get(0).dead()).isEqualTo(2L * dead);
    }

    @Test
    void asManyDeadLettersAsMayBeAreWrittenAsTheyAre() {
        KafkaDecoding decoding = decoding(topic -> (bytes, offset, length, origin, out) -> {
            for (int i = 0; i < IngestCollector.MOST_LETTERS; i++) {
                out.dead("echo", new DeadLetter("not-xml", "It is broken.", origin.get(), "x", null));
            }
        });
        decoding.deserialize(record("sysmon", 1, "{}"), new ListCollector<>(output));
        assertThat(output).hasSize(IngestCollector.MOST_LETTERS).allSatisfy(element -> assertThat(
                        Objects.requireNonNull(element.deadLetter()).message())
                .isEqualTo("It is broken."));
    }

    private static KafkaDecoding decoding(TopicDecoders decoders) {
        KafkaDecoding decoding = new KafkaDecoding(decoders, () -> 1_000);
        decoding.open();
        return decoding;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String value) {
        return new ConsumerRecord<>(topic, 3, offset, null, value == null ? null : value.getBytes(UTF_8));
    }
}
