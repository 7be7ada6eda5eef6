package io.github.shtinkering.ingest.source.file.split;

import io.github.shtinkering.evtx.EventLogEntry;
import io.github.shtinkering.evtx.EventLogReader;
import io.github.shtinkering.evtx.EventScreen;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The events of an event log file, as event XML. */
public final class EventLogDocuments implements StoredDocuments {
    private final EventLogReader reader;

    /**
     * @param in the file from its first byte
     * @param limit longest event in bytes
     * @param filter rejects events that cannot matter
     */
    public EventLogDocuments(InputStream in, int limit, RelevanceFilter filter) {
        reader = new EventLogReader(
                in, limit, filter == RelevanceFilter.ACCEPT_ALL ? EventScreen.NONE : filter::mayMatter);
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        EventLogEntry entry = reader.next();
        return entry == null ? null : RawRecord.ofEventLog(entry);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
