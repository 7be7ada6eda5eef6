package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.source.IngestCollector;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.TallyCounter;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What a source does with each record it has read, without the reader: decode, count, and keep back what tells nothing
 * new. For measurements. Not thread-safe.
 */
public final class SourcePath {
    private static final String NAME = "measured";

    private final RecordDecoder decoder;
    private final Consumer<IngestOutput> downstream;
    private final IngestCollector output = new IngestCollector(WallClock.system());
    private final TallyCounter book = new TallyCounter();

    /**
     * @param downstream gets what would leave the source, but for the counts
     */
    public SourcePath(RecordDecoder decoder, Consumer<IngestOutput> downstream) {
        this.decoder = decoder;
        this.downstream = downstream;
    }

    /** Takes every record of some files, from their bytes on, as a replay does. */
    public void takeAll(InputFiles files, int limit) throws IOException {
        for (InputFile file : files.files()) {
            try (OpenFile open = new OpenFile(file, limit, decoder.filter())) {
                for (RawRecord raw = open.next(); raw != null; raw = open.next()) {
                    take(raw);
                }
            }
        }
    }

    private void take(RawRecord raw) {
        if (raw.kind == RawRecord.Kind.REJECTED_EVENT) {
            output.begin(NAME, raw.size, book, downstream);
            output.irrelevant(RecordDecoder.UNDETERMINED);
            output.end();
        } else {
            take(raw.bytes, raw.offset, raw.length);
        }
    }

    /** Takes one record. */
    public void take(byte[] bytes, int offset, int length) {
        output.begin(NAME, length, book, downstream);
        decoder.decode(bytes, offset, length, () -> NAME, output);
        output.end();
    }
}
