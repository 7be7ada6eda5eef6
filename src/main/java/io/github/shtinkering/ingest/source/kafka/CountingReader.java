package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.TallyCounter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Kafka's reader, which also brings its counts downstream: before it ends, and a few times a second while records come. The
 * last counts before a topic falls silent may wait for the consumer's next poll, ten seconds. What it has not brought at a
 * checkpoint goes into the checkpoint with the offsets, so that every record is counted exactly once, also over a failover
 * and at the end of a bounded topic.
 */
@SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
final class CountingReader implements SourceReader<IngestOutput, KafkaPartitionSplit> {
    private static final long RECORDS = 10_000; // after which the clock is looked at, if there was no pause before
    private static final long TALLY_NANOS = 200_000_000L;

    private final SourceReader<IngestOutput, KafkaPartitionSplit> kafka;
    private final TallyCounter book;
    private final TopicChoice topics;
    private final LongSupplier nanoClock;
    private long lookedAt;
    private long emittedNanos;

    /**
     * @param book in which the reader's deserialiser counts
     * @param topics that are read; partitions of others, which a checkpoint may hold, are left
     * @param nanoClock as {@link System#nanoTime()}
     */
    CountingReader(
            SourceReader<IngestOutput, KafkaPartitionSplit> kafka,
            TallyCounter book,
            TopicChoice topics,
            LongSupplier nanoClock) {
        this.kafka = kafka;
        this.book = book;
        this.topics = topics;
        this.nanoClock = nanoClock;
        this.emittedNanos = nanoClock.getAsLong() - TALLY_NANOS;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<IngestOutput> output) throws Exception {
        InputStatus status = kafka.pollNext(output);
        if (status == InputStatus.END_OF_INPUT) {
            emit(output);
        } else if (status == InputStatus.NOTHING_AVAILABLE || book.records() >= lookedAt + RECORDS) {
            lookedAt = book.records();
            if (nanoClock.getAsLong() - emittedNanos >= TALLY_NANOS) {
                emit(output);
            }
        }
        return status;
    }

    private void emit(ReaderOutput<IngestOutput> output) {
        book.drain().forEach(tally -> output.collect(IngestOutput.of(tally)));
        lookedAt = 0;
        emittedNanos = nanoClock.getAsLong();
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        List<KafkaPartitionSplit> splits = new ArrayList<>(kafka.snapshotState(checkpoint));
        if (!splits.isEmpty()) {
            splits.set(0, new TalliedSplit(splits.get(0), book.toTallies()));
        }
        return splits;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(split -> TalliedSplit.tallies(split).forEach(book::add));
        kafka.addSplits(splits.stream().filter(topics::has).toList());
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return kafka.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> paused, Collection<String> resumed) {
        kafka.pauseOrResumeSplits(paused, resumed);
    }

    @Override
    public void close() throws Exception {
        kafka.close();
    }
}
