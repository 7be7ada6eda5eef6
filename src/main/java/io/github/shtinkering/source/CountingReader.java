package io.github.shtinkering.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Kafka's reader, which also brings its counts downstream: every so many records, whenever nothing more is there to be
 * read, and before it ends. What it has not brought at a checkpoint goes into the checkpoint with the offsets, so
 * that every record is counted exactly once, also over a failover and at the end of a bounded topic (P6).
 */
@SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
final class CountingReader implements SourceReader<Ingested, KafkaPartitionSplit> {
    private static final long TALLY_RECORDS = 10_000;

    private final SourceReader<Ingested, KafkaPartitionSplit> kafka;
    private final TallyBook book;

    /**
     * @param book in which the reader's deserialiser counts
     */
    CountingReader(SourceReader<Ingested, KafkaPartitionSplit> kafka, TallyBook book) {
        this.kafka = kafka;
        this.book = book;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Ingested> output) throws Exception {
        InputStatus status = kafka.pollNext(output);
        if (status != InputStatus.MORE_AVAILABLE || book.records() >= TALLY_RECORDS) {
            book.drain().forEach(tally -> output.collect(Ingested.of(tally)));
        }
        return status;
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
        kafka.addSplits(splits);
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
