package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/** Reads, unpacks and cuts the files, in the fetcher's thread; what is decoded is decoded in the emitting one. */
final class FileReader implements SplitReader<RawRecord, FileSplit> {
    private static final int BATCH_BYTES = 256 * 1024;

    private final int limit;
    private final RelevanceFilter filter;
    private @Nullable FileSplit split;
    private int file;
    private @Nullable OpenFile open;

    /**
     * @param limit longest document in bytes
     * @param filter what the decoder rejects unseen
     */
    FileReader(int limit, RelevanceFilter filter) {
        this.limit = limit;
        this.filter = filter;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<FileSplit> change) {
        for (FileSplit added : change.splits()) {
            split = added;
            file = added.file();
        }
    }

    @Override
    public RecordsWithSplitIds<RawRecord> fetch() throws IOException {
        FileSplit reading = split;
        if (reading == null) {
            return RawBatch.none();
        }
        if (file == reading.files().size()) {
            split = null;
            return RawBatch.end(reading.splitId());
        }
        return RawBatch.of(reading.splitId(), read(reading));
    }

    private List<RawRecord> read(FileSplit reading) throws IOException {
        List<RawRecord> batch = new ArrayList<>();
        OpenFile in = open == null ? open(reading) : open;
        for (long bytes = 0; bytes < BATCH_BYTES; ) {
            RawRecord document = in.next();
            if (document == null) {
                batch.add(RawRecord.endOfFile());
                close();
                file++;
                break;
            }
            batch.add(document);
            bytes += document.size;
        }
        return batch;
    }

    private OpenFile open(FileSplit reading) throws IOException {
        InputFile next = reading.files().get(file);
        try {
            OpenFile in = new OpenFile(next, limit, filter);
            open = in;
            for (long emitted = file == reading.file() ? reading.documents() : 0; emitted > 0; emitted--) {
                in.next();
            }
            return in;
        } catch (NoSuchFileException e) {
            throw new IOException("input " + next.path() + " was there when the replay began and is gone", e);
        }
    }

    @Override
    public void wakeUp() {
        // A fetch never waits for anything but the disk.
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
