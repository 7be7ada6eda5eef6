package io.github.shtinkering.ingest.source;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.record.DecoderOutput;
import io.github.shtinkering.normal.HostName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the decoder says into {@link IngestOutput} elements: counts every record, lets facts through the {@link
 * SightingDeduplicator}. Not thread-safe: one a source reader.
 */
public final class IngestCollector implements DecoderOutput {
    /** Of one line or value, which may wrap hundreds of thousands of records. */
    public static final int MOST_LETTERS = 100;

    private final SightingDeduplicator gate = new SightingDeduplicator();
    private final @Nullable WallClock arrival;

    private TallyCounter book = new TallyCounter();
    private Consumer<IngestOutput> downstream = element -> {};
    private String source = "";
    private long uncountedBytes;
    private int letters;
    private long unwritten;
    private @Nullable DeadLetter last;

    /**
     * @param arrival tells when a record arrives, for the delays; null for stored input, which does not say
     */
    public IngestCollector(@Nullable WallClock arrival) {
        this.arrival = arrival;
    }

    /**
     * Begins a line or value.
     *
     * @param bytes its length, counted once under the format of its first record
     */
    public void begin(String lineSource, long bytes, TallyCounter lineBook, Consumer<IngestOutput> lineDownstream) {
        source = lineSource;
        uncountedBytes = bytes;
        letters = 0;
        unwritten = 0;
        last = null;
        book = lineBook;
        downstream = lineDownstream;
    }

    /** Ends it; its last dead letter says how many more there were. */
    public void end() {
        if (last != null) {
            downstream.accept(IngestOutput.of(unwritten == 0 ? last : withCount(last, unwritten)));
            last = null;
        }
        if (uncountedBytes > 0) {
            line(RecordDecoder.UNDETERMINED);
        }
    }

    @Override
    public boolean mayBeNews(
            HostName host,
            @Nullable String hostId,
            long timeMillis,
            @Nullable LsassSighting sighting,
            @Nullable Logon logon) {
        return gate.mayAdmit(host.name(), host.domain(), hostId, timeMillis, sighting, logon);
    }

    @Override
    public void fact(Fact fact) {
        if (gate.admits(fact)) {
            downstream.accept(IngestOutput.of(fact));
        }
    }

    @Override
    public void irrelevant(String format) {
        line(format).irrelevant();
    }

    @Override
    public void decoded(String format, long eventTimeMillis) {
        TallyCounter.Line line = line(format);
        line.decoded(eventTimeMillis);
        if (arrival != null) {
            line.delay(arrival.millis() - eventTimeMillis);
        }
    }

    @Override
    public void dead(String format, DeadLetter letter) {
        line(format).dead();
        if (letters < MOST_LETTERS - 1) {
            letters++;
            downstream.accept(IngestOutput.of(letter));
        } else if (last == null) {
            last = letter;
        } else {
            unwritten++;
        }
    }

    private static DeadLetter withCount(DeadLetter letter, long more) {
        return new DeadLetter(
                letter.code(),
                letter.message() + " " + more + " more dead records of the same line are counted and not written.",
                letter.origin(),
                letter.record(),
                letter.recordBase64());
    }

    private TallyCounter.Line line(String format) {
        TallyCounter.Line line = book.line(source, format);
        line.bytes(uncountedBytes);
        uncountedBytes = 0;
        return line;
    }
}
