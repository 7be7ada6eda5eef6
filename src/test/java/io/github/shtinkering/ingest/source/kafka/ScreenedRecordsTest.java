package io.github.shtinkering.ingest.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.filter.ByteFilter;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import io.github.shtinkering.ingest.source.IngestOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the consumer rejects is counted as if the decoder had seen it; what it lets through, the decoder sees. */
class ScreenedRecordsTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int BATCHES = 200;
    private static final List<@Nullable String> VALUES = Arrays.asList(
            "{\"boring\":1}",
            " [{\"boring\":2}]\n",
            "<Event/>",
            "{\"lsass\":1}",
            "{\"event\":{\"code\":4624}}",
            "{\"torn",
            "{\"nul\":\"\0\"}",
            "\uFEFF{}",
            " \n",
            "",
            null);

    @Test
    void whatIsLongerThanTheLimitIsLeftToTheDecoder() {
        byte[] plain = "{\"a\": \"0123456789\"}".getBytes(UTF_8);
        try (ScreeningDeserializer screen = new ScreeningDeserializer()) {
            screen.configure(Map.of(ScreeningDeserializer.MAX_RECORD_BYTES, "" + plain.length), false);
            assertThat(screen.deserialize("topic", new RecordHeaders(), ByteBuffer.wrap(plain)))
                    .isEmpty();
            screen.configure(Map.of(ScreeningDeserializer.MAX_RECORD_BYTES, "" + (plain.length - 1)), false);
            assertThat(screen.deserialize("topic", new RecordHeaders(), ByteBuffer.wrap(plain)))
                    .isEqualTo(plain);
        }
    }

    @Test
    void theSameIsDecodedDeadAndCountedAsWithoutTheScreen() {
        for (int round = 0; round < BATCHES; round++) {
            Random random = new Random(SEED + round);
            List<Partition> partitions =
                    List.of(Partition.of(0, random), Partition.of(1, random), Partition.of(7, random));
            Reading plain = new Reading();
            Reading screened = new Reading();

            plain.readAll(new Batch(partitions, false));
            screened.readAll(new ScreenedRecords(new Batch(partitions, true)));

            assertThat(screened.elements.toString()).as("seed %d", SEED + round).isEqualTo(plain.elements.toString());
            assertThat(screened.decoding.book().drain())
                    .as("seed %d", SEED + round)
                    .isEqualTo(plain.decoding.book().drain());
        }
    }

    /** A checkpoint holds the offset of the last element: all records up to there are counted by then, and no other. */
    @Test
    void whereverACheckpointStopsTheCountsAreThoseOfItsOffset() {
        Random random = new Random(SEED);
        Partition partition = Partition.of(3, random);
        ScreenedRecords screened = new ScreenedRecords(new Batch(List.of(partition), true));
        Reading reading = new Reading();
        screened.nextSplit();
        for (ConsumerRecord<byte[], byte[]> next = screened.nextRecordFromSplit();
                next != null;
                next = screened.nextRecordFromSplit()) {
            reading.decoding.deserialize(next, new ListCollector<>(reading.elements));
            assertThat(reading.decoding.book().records()).isEqualTo(partition.countedUpTo(next.offset()));
        }
        assertThat(reading.decoding.book().records()).isPositive();
    }

    @Test
    void aRunOfRejectedRecordsIsOneElement() {
        List<@Nullable String> values = Collections.nCopies(500, "{\"boring\":1}");
        ScreenedRecords screened = new ScreenedRecords(new Batch(List.of(new Partition(0, values)), true));
        assertThat(screened.nextSplit()).isEqualTo("p-0");
        ConsumerRecord<byte[], byte[]> run = Objects.requireNonNull(screened.nextRecordFromSplit());
        assertThat(run.offset()).isEqualTo(499);
        assertThat(screened.nextRecordFromSplit()).isNull();
        assertThat(screened.nextSplit()).isNull();
    }

    /** Records of one partition, from offset 0 on. */
    private record Partition(int number, List<@Nullable String> values) {
        static Partition of(int number, Random random) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                values.add(random.nextInt(3) > 0 ? VALUES.get(0) : VALUES.get(random.nextInt(VALUES.size())));
            }
            return new Partition(number, values);
        }

        ConsumerRecord<byte[], byte[]> record(int offset, boolean isScreened) {
            String value = values.get(offset);
            byte[] bytes = value == null ? null : value.getBytes(UTF_8);
            return new ConsumerRecord<>(
                    "topic",
                    number,
                    offset,
                    0,
                    TimestampType.CREATE_TIME,
                    ConsumerRecord.NULL_SIZE,
                    bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length,
                    null,
                    isScreened ? screened(bytes) : bytes,
                    new RecordHeaders(),
                    Optional.empty());
        }

        /** As in the consumer, somewhere in a larger buffer. */
        private static byte @Nullable [] screened(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            ByteBuffer batch =
                    ByteBuffer.allocate(bytes.length + 8).putInt(-1).put(bytes).putInt(-1);
            ByteBuffer value = batch.slice(4, bytes.length);
            return new ScreeningDeserializer().deserialize("topic", new RecordHeaders(), value);
        }

        /** Records up to an offset, and those none that only look like some: tombstones and blanks. */
        long countedUpTo(long offset) {
            Reading reading = new Reading();
            for (int i = 0; i <= offset; i++) {
                reading.decoding.deserialize(record(i, false), new ListCollector<>(reading.elements));
            }
            return reading.decoding.book().records();
        }
    }

    private static final class Reading {
        private final KafkaDecoding decoding = new KafkaDecoding(
                topic -> TelemetryDecoder.of(ByteFilter.shared(), RecordFormats.all(), DecoderSettings.DEFAULTS),
                () -> 1_000);
        private final List<IngestOutput> elements = new ArrayList<>();

        Reading() {
            decoding.open();
        }

        void readAll(RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> batch) {
            while (batch.nextSplit() != null) {
                for (ConsumerRecord<byte[], byte[]> next = batch.nextRecordFromSplit();
                        next != null;
                        next = batch.nextRecordFromSplit()) {
                    decoding.deserialize(next, new ListCollector<>(elements));
                }
            }
        }
    }

    /** Stands for what the reader of the partitions fetched. */
    private static final class Batch implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {
        private final Iterator<Partition> partitions;
        private final boolean isScreened;
        private Partition partition = new Partition(-1, List.of());
        private int offset;

        Batch(List<Partition> partitions, boolean isScreened) {
            this.partitions = partitions.iterator();
            this.isScreened = isScreened;
        }

        @Override
        public @Nullable String nextSplit() {
            if (!partitions.hasNext()) {
                return null;
            }
            partition = partitions.next();
            offset = 0;
            return "p-" + partition.number();
        }

        @Override
        public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
            return offset == partition.values().size() ? null : partition.record(offset++, isScreened);
        }

        @Override
        public Set<String> finishedSplits() {
            return Set.of("p-7");
        }
    }
}
