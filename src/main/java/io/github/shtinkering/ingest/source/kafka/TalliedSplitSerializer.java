package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.source.TallySerializer;
import java.io.IOException;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Kafka's own form of a split, and the tallies behind it. Savepoints from before there were tallies hold Kafka's form
 * alone, under Kafka's versions, which are far below ours.
 */
final class TalliedSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
    static final int VERSION = 1_001;

    private final SimpleVersionedSerializer<KafkaPartitionSplit> kafka;

    TalliedSplitSerializer(SimpleVersionedSerializer<KafkaPartitionSplit> kafka) {
        this.kafka = kafka;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(KafkaPartitionSplit split) throws IOException {
        byte[] bytes = kafka.serialize(split);
        DataOutputSerializer out = new DataOutputSerializer(bytes.length + 64);
        out.writeInt(kafka.getVersion());
        out.writeInt(bytes.length);
        out.write(bytes);
        TallySerializer.write(TalliedSplit.tallies(split), out);
        return out.getCopyOfBuffer();
    }

    @Override
    public KafkaPartitionSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version < VERSION) {
            return kafka.deserialize(version, serialized);
        }
        if (version > VERSION) {
            throw new IOException("a checkpoint holds partitions in the unknown version " + version);
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        int kafkaVersion = in.readInt();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new TalliedSplit(kafka.deserialize(kafkaVersion, bytes), TallySerializer.read(in));
    }
}
