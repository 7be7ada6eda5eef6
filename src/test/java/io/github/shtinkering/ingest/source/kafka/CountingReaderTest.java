package io.github.shtinkering.ingest.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.EchoDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CountingReaderTest {
    private static final int RECORDS = 25_000;
    private static final long MILLISECOND = 1_000_000L;

    /** Killed after any record, and restored from a checkpoint at any place before: every record is counted once. */
    @Test
    void everyRecordIsCountedOnceOverAnyFailure() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int checkpointAt = random.nextInt(RECORDS);
            Run first = new Run(new KafkaPartitionSplit(new TopicPartition("t", 0), 0));
            first.pollNanos = MILLISECOND / 10;
            first.poll(checkpointAt);
            List<Tally> downstream = first.tallies();
            byte[] stored = first.snapshot();
            first.poll(random.nextInt(RECORDS - checkpointAt));

            Run second = new Run(Run.restored(stored));
            second.pollNanos = MILLISECOND / 10;
            second.pollToTheEnd();
            second.nanos += 200 * MILLISECOND;
            second.poll(1);

            assertThat(sum(downstream) + sum(second.tallies()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(RECORDS);
        }
    }

    @Test
    void aQuietTopicHoldsNothingBack() throws Exception {
        Run run = new Run(new KafkaPartitionSplit(new TopicPartition("t", 0), RECORDS - 3));
        run.poll(4);
        assertThat(sum(run.tallies())).isEqualTo(3);
    }

    /** However often there is a pause, or however many records come: each format's counts are a document each. */
    @Test
    void countsAreToldAFewTimesASecond() throws Exception {
        Run run = new Run(new KafkaPartitionSplit(new TopicPartition("t", 0), 0));
        run.pollToTheEnd();
        run.poll(3);
        assertThat(run.tallies()).as("told at once, and not again so soon").hasSize(1);
        run.nanos += 200 * MILLISECOND;
        run.poll(1);
        assertThat(sum(run.tallies())).isEqualTo(RECORDS);
    }

    /** The counts that its checkpoint holds are told nevertheless. */
    @Test
    void aTopicThatIsNoLongerChosenIsNotRead() throws Exception {
        KafkaPartitionSplit removed = new KafkaPartitionSplit(new TopicPartition("removed", 0), 0);
        Tally counted = new Tally("removed", "echo", 70, 0, 7, 0, null, List.of());
        Run run = new Run(new TalliedSplit(removed, List.of(counted)));
        run.pollToTheEnd();
        assertThat(sum(run.tallies())).isEqualTo(7);
        assertThat(TopicChoice.of(Pattern.compile("windows-.*")).has(removed)).isFalse();
        assertThat(TopicChoice.of(Pattern.compile("re.*")).has(removed)).isTrue();
    }

    @Test
    void savepointsFromBeforeTheCountsAreRead() throws Exception {
        KafkaPartitionSplitSerializer kafka = new KafkaPartitionSplitSerializer();
        KafkaPartitionSplit split = new KafkaPartitionSplit(new TopicPartition("t", 3), 7, 9);
        assertThat(new TalliedSplitSerializer(kafka).deserialize(kafka.getVersion(), kafka.serialize(split)))
                .isEqualTo(split);
    }

    private static long sum(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::records).sum();
    }

    /** A reader over a topic of so many records, as far as it goes. */
    private static final class Run {
        private static final TalliedSplitSerializer SERIALIZER =
                new TalliedSplitSerializer(new KafkaPartitionSplitSerializer());

        private final Emitted output = new Emitted();
        private final CountingReader reader;
        private long nanos;
        private long pollNanos;

        Run(KafkaPartitionSplit split) {
            KafkaDecoding decoding = new KafkaDecoding(topic -> new EchoDecoder(), () -> 1_000);
            decoding.open();
            reader = new CountingReader(new Topic(decoding), decoding.book(), TopicChoice.of(Set.of("t")), () -> nanos);
            reader.addSplits(List.of(split));
        }

        static KafkaPartitionSplit restored(byte[] stored) throws Exception {
            return SERIALIZER.deserialize(SERIALIZER.getVersion(), stored);
        }

        void poll(int times) throws Exception {
            for (int i = 0; i < times; i++) {
                poll();
            }
        }

        private InputStatus poll() throws Exception {
            nanos += pollNanos;
            return reader.pollNext(output);
        }

        void pollToTheEnd() throws Exception {
            while (poll() == InputStatus.MORE_AVAILABLE) {
                // the next record
            }
        }

        byte[] snapshot() throws Exception {
            return SERIALIZER.serialize(reader.snapshotState(1).get(0));
        }

        List<Tally> tallies() {
            return output.elements.stream()
                    .filter(element -> element.tally() != null)
                    .map(IngestOutput::tally)
                    .toList();
        }
    }

    /** Stands for Kafka's reader: emits its records one a poll, from the offset on that its split names. */
    private static final class Topic implements SourceReader<IngestOutput, KafkaPartitionSplit> {
        private final KafkaDecoding decoding;
        private KafkaPartitionSplit split;
        private long offset;

        Topic(KafkaDecoding decoding) {
            this.decoding = decoding;
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> splits) {
            if (splits.isEmpty()) {
                offset = RECORDS;
                return;
            }
            split = splits.get(0);
            offset = split.getStartingOffset();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<IngestOutput> output) {
            if (offset == RECORDS) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            List<IngestOutput> emitted = new ArrayList<>();
            byte[] value = "{\"boring\":1}".getBytes(UTF_8);
            decoding.deserialize(new ConsumerRecord<>("t", 0, offset++, null, value), new ListCollector<>(emitted));
            emitted.forEach(output::collect);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
            return List.of(new KafkaPartitionSplit(split.getTopicPartition(), offset));
        }

        @Override
        public void start() {}

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private static final class Emitted implements ReaderOutput<IngestOutput> {
        private final List<IngestOutput> elements = new ArrayList<>();

        @Override
        public void collect(IngestOutput element) {
            elements.add(element);
        }

        @Override
        public void collect(IngestOutput element, long timestamp) {
            elements.add(element);
        }

        @Override
        public SourceOutput<IngestOutput> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
