package io.github.shtinkering.ingest.source.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stands for records of one partition that follow one another and were all rejected; its offset is that of the last. */
final class RejectedRun extends ConsumerRecord<byte[], byte[]> {
    private final int records;
    private final long bytes;

    /**
     * @param last of the records
     * @param records how many there are
     * @param bytes how long their values are together
     */
    RejectedRun(ConsumerRecord<byte[], byte[]> last, int records, long bytes) {
        super(last.topic(), last.partition(), last.offset(), last.key(), last.value());
        this.records = records;
        this.bytes = bytes;
    }

    int records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
