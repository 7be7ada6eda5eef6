package io.github.shtinkering.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.telemetry.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaDecodingTest {
    private static final AtomicLong NOW = new AtomicLong();

    private final List<Ingested> output = new ArrayList<>();

    @Test
    void namesTopicPartitionAndOffsetAndCountsInTheNextSecond() throws Exception {
        KafkaDecoding decoding = decoding();
        decoding.deserialize(record(7, "{\"n\":1}"), new ListCollector<>(output));
        decoding.deserialize(record(8, null), new ListCollector<>(output));
        NOW.set(3_500);
        decoding.deserialize(record(9, "nonsense"), new ListCollector<>(output));

        assertThat(Objects.requireNonNull(output.get(0).fact()).origin()).isEqualTo("sysmon-3-7");
        assertThat(Objects.requireNonNull(output.get(1).deadLetter()).origin()).isEqualTo("sysmon-3-9");
        Tally tally = Objects.requireNonNull(output.get(2).tally());
        assertThat(tally.source()).isEqualTo("sysmon");
        assertThat(tally.decoded()).isEqualTo(1);
        assertThat(tally.dead()).isEqualTo(1);
        assertThat(tally.bytes()).isEqualTo(15);
        assertThat(output).hasSize(3);
    }

    @Test
    void countsAtLeastEveryTenThousandRecords() throws Exception {
        KafkaDecoding decoding = decoding();
        for (int i = 0; i < 25_000; i++) {
            decoding.deserialize(record(i, "{\"boring\":1}"), new ListCollector<>(output));
        }
        assertThat(output)
                .extracting(element -> Objects.requireNonNull(element.tally()).irrelevant())
                .containsExactly(10_000L, 10_000L);
    }

    private static KafkaDecoding decoding() throws Exception {
        NOW.set(1_000);
        KafkaDecoding decoding = new KafkaDecoding(EchoDecoder::new, NOW::get);
        decoding.open(null);
        return decoding;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>("sysmon", 3, offset, null, value == null ? null : value.getBytes(UTF_8));
    }
}
