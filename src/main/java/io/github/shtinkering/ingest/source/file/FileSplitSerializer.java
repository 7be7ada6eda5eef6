package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.source.TallySerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The form of a {@link FileSplit} in checkpoints. */
final class FileSplitSerializer implements SimpleVersionedSerializer<FileSplit> {
    private static final int VERSION = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeInt(split.files().size());
        for (InputFile file : split.files()) {
            out.writeUTF(file.path());
            out.writeBoolean(file.member() != null);
            if (file.member() != null) {
                out.writeUTF(file.member());
            }
            out.writeUTF(file.input());
        }
        out.writeInt(split.file());
        out.writeLong(split.documents());
        TallySerializer.write(split.tallies(), out);
        return out.getCopyOfBuffer();
    }

    @Override
    public FileSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("a checkpoint holds input files in the unknown version " + version);
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        List<InputFile> files = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            files.add(new InputFile(in.readUTF(), in.readBoolean() ? in.readUTF() : null, in.readUTF()));
        }
        int file = in.readInt();
        long documents = in.readLong();
        return new FileSplit(List.copyOf(files), file, documents, TallySerializer.read(in));
    }
}
