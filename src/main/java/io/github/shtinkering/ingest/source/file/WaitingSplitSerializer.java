package io.github.shtinkering.ingest.source.file;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's state: no split, or the one that waits for a reader. */
final class WaitingSplitSerializer implements SimpleVersionedSerializer<List<FileSplit>> {
    private final FileSplitSerializer splits = new FileSplitSerializer();

    @Override
    public int getVersion() {
        return splits.getVersion();
    }

    @Override
    public byte[] serialize(List<FileSplit> waiting) throws IOException {
        return waiting.isEmpty() ? new byte[0] : splits.serialize(waiting.get(0));
    }

    @Override
    public List<FileSplit> deserialize(int version, byte[] serialized) throws IOException {
        return serialized.length == 0 ? List.of() : List.of(splits.deserialize(version, serialized));
    }
}
