package io.github.shtinkering.ingest.source.kafka;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A batch of Kafka's records in which each {@linkplain RejectedRun run of rejected ones} is one element. It is gone through
 * when it is made, by the thread that fetched it and has it in its cache.
 */
final class ScreenedRecords implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {
    private final RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> batch;
    private final Queue<Split> splits = new ArrayDeque<>();
    private Queue<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();

    private record Split(String id, Queue<ConsumerRecord<byte[], byte[]>> records) {}

    ScreenedRecords(RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> batch) {
        this.batch = batch;
        for (String id = batch.nextSplit(); id != null; id = batch.nextSplit()) {
            splits.add(new Split(id, condensed()));
        }
    }

    private Queue<ConsumerRecord<byte[], byte[]>> condensed() {
        Queue<ConsumerRecord<byte[], byte[]>> condensed = new ArrayDeque<>();
        ConsumerRecord<byte[], byte[]> record = batch.nextRecordFromSplit();
        while (record != null) {
            ConsumerRecord<byte[], byte[]> last = null;
            int rejected = 0;
            long bytes = 0;
            while (record != null && ScreeningDeserializer.isRejected(record)) {
                rejected++;
                bytes += record.serializedValueSize();
                last = record;
                record = batch.nextRecordFromSplit();
            }
            if (last != null) {
                condensed.add(new RejectedRun(last, rejected, bytes));
            }
            if (record != null) {
                condensed.add(record);
                record = batch.nextRecordFromSplit();
            }
        }
        return condensed;
    }

    @Override
    public @Nullable String nextSplit() {
        Split next = splits.poll();
        if (next == null) {
            return null;
        }
        records = next.records;
        return next.id;
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
        return records.poll();
    }

    @Override
    public Set<String> finishedSplits() {
        return batch.finishedSplits();
    }

    @Override
    public void recycle() {
        batch.recycle();
    }
}
