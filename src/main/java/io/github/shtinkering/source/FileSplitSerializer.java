package io.github.shtinkering.source;

import io.github.shtinkering.telemetry.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The form of a {@link FileSplit} in checkpoints. */
final class FileSplitSerializer implements SimpleVersionedSerializer<FileSplit> {
    private static final int VERSION = 1;

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
            out.writeUTF(file.input());
        }
        out.writeInt(split.file());
        out.writeLong(split.documents());
        out.writeInt(split.tallies().size());
        for (Tally tally : split.tallies()) {
            write(tally, out);
        }
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
            files.add(new InputFile(in.readUTF(), in.readUTF()));
        }
        int file = in.readInt();
        long documents = in.readLong();
        List<Tally> tallies = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            tallies.add(readTally(in));
        }
        return new FileSplit(List.copyOf(files), file, documents, tallies);
    }

    private static void write(Tally tally, DataOutputSerializer out) throws IOException {
        out.writeUTF(tally.source());
        out.writeUTF(tally.format());
        out.writeLong(tally.bytes());
        out.writeLong(tally.irrelevant());
        out.writeLong(tally.decoded());
        out.writeLong(tally.dead());
        Long newest = tally.newestEventMillis();
        out.writeBoolean(newest != null);
        out.writeLong(newest == null ? 0 : newest);
        out.writeInt(tally.delays().size());
        for (long count : tally.delays()) {
            out.writeLong(count);
        }
    }

    private static Tally readTally(DataInputDeserializer in) throws IOException {
        String source = in.readUTF();
        String format = in.readUTF();
        long bytes = in.readLong();
        long irrelevant = in.readLong();
        long decoded = in.readLong();
        long dead = in.readLong();
        boolean hasNewest = in.readBoolean();
        long newest = in.readLong();
        List<Long> delays = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            delays.add(in.readLong());
        }
        return new Tally(source, format, bytes, irrelevant, decoded, dead, hasNewest ? newest : null, delays);
    }
}
