package io.github.shtinkering.ingest.source;

import io.github.shtinkering.ingest.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The form of {@linkplain Tally tallies} in the checkpoints of sources. */
public final class TallySerializer {
    private TallySerializer() {}

    public static void write(List<Tally> tallies, DataOutputView out) throws IOException {
        out.writeInt(tallies.size());
        for (Tally tally : tallies) {
            write(tally, out);
        }
    }

    public static List<Tally> read(DataInputView in) throws IOException {
        List<Tally> tallies = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            tallies.add(readTally(in));
        }
        return tallies;
    }

    private static void write(Tally tally, DataOutputView out) throws IOException {
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

    private static Tally readTally(DataInputView in) throws IOException {
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
