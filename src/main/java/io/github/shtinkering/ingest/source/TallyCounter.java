package io.github.shtinkering.ingest.source;

import io.github.shtinkering.ingest.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts records by source and format until they are emitted as {@linkplain Tally tallies}. Not thread-safe. */
public final class TallyCounter {
    private final Map<String, Map<String, Line>> lines = new HashMap<>();
    private long records;
    // Nearly every record is counted in the same line as the one before it.
    private @Nullable Line last;

    /** Records counted since the last {@link #drain()}. */
    public long records() {
        return records;
    }

    public Line line(String source, String format) {
        Line line = last;
        if (line == null || !line.format.equals(format) || !line.source.equals(source)) {
            line = lines.computeIfAbsent(source, s -> new HashMap<>())
                    .computeIfAbsent(format, f -> new Line(source, format));
            last = line;
        }
        return line;
    }

    /** What was counted, without forgetting it: for a checkpoint. */
    public List<Tally> toTallies() {
        List<Tally> tallies = new ArrayList<>();
        lines.values().forEach(formats -> formats.values().forEach(line -> {
            if (!line.isEmpty()) {
                tallies.add(line.toTally());
            }
        }));
        return tallies;
    }

    /** What was counted; counting starts again. */
    public List<Tally> drain() {
        List<Tally> tallies = toTallies();
        lines.clear();
        last = null;
        records = 0;
        return tallies;
    }

    /** Counts on from what a checkpoint held. */
    public void add(Tally tally) {
        line(tally.source(), tally.format()).add(tally);
        records += tally.records();
    }

    /** The counts of one source and format. */
    public final class Line {
        private final String source;
        private final String format;
        private long bytes;
        private long irrelevant;
        private long decoded;
        private long dead;
        private @Nullable Long newestEventMillis;
        private List<Long> delays = new ArrayList<>();

        private Line(String source, String format) {
            this.source = source;
            this.format = format;
        }

        public void bytes(long count) {
            bytes += count;
        }

        public void irrelevant() {
            irrelevant(1, 0);
        }

        public void irrelevant(long count, long countedBytes) {
            irrelevant += count;
            records += count;
            bytes += countedBytes;
        }

        public void dead() {
            dead++;
            records++;
        }

        public void decoded(long eventTimeMillis) {
            decoded++;
            records++;
            newestEventMillis =
                    newestEventMillis == null ? eventTimeMillis : Math.max(newestEventMillis, eventTimeMillis);
        }

        public void delay(long millis) {
            int bucket = Tally.bucketOf(millis);
            while (delays.size() <= bucket) {
                delays.add(0L);
            }
            delays.set(bucket, delays.get(bucket) + 1);
        }

        private boolean isEmpty() {
            return bytes == 0 && irrelevant == 0 && decoded == 0 && dead == 0;
        }

        private Tally toTally() {
            return new Tally(source, format, bytes, irrelevant, decoded, dead, newestEventMillis, List.copyOf(delays));
        }

        private void add(Tally tally) {
            Tally sum = toTally().plus(tally);
            bytes = sum.bytes();
            irrelevant = sum.irrelevant();
            decoded = sum.decoded();
            dead = sum.dead();
            newestEventMillis = sum.newestEventMillis();
            delays = new ArrayList<>(sum.delays());
        }
    }
}
