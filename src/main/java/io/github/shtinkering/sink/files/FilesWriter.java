package io.github.shtinkering.sink.files;

import io.github.shtinkering.embedded.RunMeter;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.OutputDocument.Kind;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** Appends documents to the journals and counts; what it has written is published by {@link FilesCommitter}. */
final class FilesWriter
        implements CommittingSinkWriter<OutputDocument, FilesProgress>,
                StatefulSinkWriter<OutputDocument, FilesProgress> {
    private final Map<Kind, DocumentJournal> journals = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> journalBytes = new EnumMap<>(Kind.class);
    private final TallySums tallies;
    private final AlertForm form;
    private final Clock clock;
    private final long startedMillis;
    private boolean complete;

    private FilesWriter(FilesProgress from, AlertForm form, Clock clock) {
        this.journalBytes.putAll(from.journalBytes());
        this.tallies = new TallySums(from.tallies());
        this.startedMillis = from.startedMillis();
        this.complete = from.complete();
        this.form = form;
        this.clock = clock;
    }

    /**
     * Starts an output.
     *
     * @param run id of the job
     * @param earlier what becomes of another run's output
     * @param form of alerts
     */
    static FilesWriter start(OutputDirectory directory, String run, EarlierOutput earlier, AlertForm form, Clock clock)
            throws IOException {
        directory.start(run, earlier);
        long now = clock.millis();
        FilesWriter writer = new FilesWriter(new FilesProgress(Map.of(), List.of(), now, now, false), form, clock);
        writer.openJournals(directory);
        return writer;
    }

    /**
     * Goes on where a checkpoint was; what was written after it is cut off.
     *
     * @param form of alerts from now on; those before it stay as they are
     */
    static FilesWriter resume(OutputDirectory directory, String run, FilesProgress from, AlertForm form, Clock clock)
            throws IOException {
        FilesWriter writer = new FilesWriter(from, form, clock);
        if (from.complete() && !directory.hasJournals()) {
            return writer;
        }
        directory.open(run);
        writer.openJournals(directory);
        return writer;
    }

    private void openJournals(OutputDirectory directory) throws IOException {
        for (Kind kind : OutputDirectory.journalKinds()) {
            journals.put(kind, new DocumentJournal(directory.journal(kind), journalBytes.getOrDefault(kind, 0L)));
        }
    }

    @Override
    public void write(OutputDocument document, Context context) throws IOException {
        if (document.tally() != null) {
            tallies.add(document.tally());
            return;
        }
        boolean isRevision = document.kind() == Kind.ALERT;
        append(document.kind(), document, isRevision ? document.in(form) : document.json());
        if (isRevision) {
            RunMeter.wrote(document.key());
            append(Kind.CASE_UPDATE, document, document.json());
        }
    }

    private void append(Kind kind, OutputDocument document, String json) throws IOException {
        DocumentJournal journal = journals.get(kind);
        if (journal == null) {
            throw new IOException("the output was completed before this savepoint was taken; "
                    + "name another output directory or start without the savepoint");
        }
        journal.append(document, json);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        for (Map.Entry<Kind, DocumentJournal> journal : journals.entrySet()) {
            journalBytes.put(journal.getKey(), journal.getValue().sync());
        }
        complete |= endOfInput;
    }

    @Override
    public Collection<FilesProgress> prepareCommit() {
        return List.of(progress());
    }

    @Override
    public List<FilesProgress> snapshotState(long checkpointId) {
        return List.of(progress());
    }

    private FilesProgress progress() {
        return new FilesProgress(Map.copyOf(journalBytes), tallies.sums(), startedMillis, clock.millis(), complete);
    }

    @Override
    public void close() throws IOException {
        for (DocumentJournal journal : journals.values()) {
            journal.close();
        }
    }
}
