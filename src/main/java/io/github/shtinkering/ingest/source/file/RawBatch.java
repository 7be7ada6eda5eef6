package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** What one fetch brings of the one split. */
final class RawBatch implements RecordsWithSplitIds<RawRecord> {
    private final Iterator<RawRecord> records;
    private final Set<String> finished;
    private @Nullable String split;

    private RawBatch(@Nullable String split, List<RawRecord> records, Set<String> finished) {
        this.split = split;
        this.records = records.iterator();
        this.finished = finished;
    }

    static RawBatch of(String split, List<RawRecord> records) {
        return new RawBatch(split, records, Set.of());
    }

    static RawBatch end(String split) {
        return new RawBatch(null, List.of(), Set.of(split));
    }

    static RawBatch none() {
        return new RawBatch(null, List.of(), Set.of());
    }

    @Override
    public @Nullable String nextSplit() {
        String next = split;
        split = null;
        return next;
    }

    @Override
    public @Nullable RawRecord nextRecordFromSplit() {
        return records.hasNext() ? records.next() : null;
    }

    @Override
    public Set<String> finishedSplits() {
        return finished;
    }
}
