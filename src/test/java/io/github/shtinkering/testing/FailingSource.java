package io.github.shtinkering.testing;

import io.github.shtinkering.ingest.source.IngestOutput;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Any source of telemetry, slowed down to so many polls a checkpoint, so that a short input lives through many of them; and it fails
 * where it is told to.
 *
 * @param <S> the splits
 * @param <E> the enumerator's state
 */
public final class FailingSource<S extends SourceSplit, E> implements Source<IngestOutput, S, E> {
    private static final long serialVersionUID = 1L;

    private final Source<IngestOutput, S, E> source;
    private final int pollsEachCheckpoint;
    private final InjectedFailures failures;

    /** Wraps a source. */
    public FailingSource(Source<IngestOutput, S, E> source, int pollsEachCheckpoint, InjectedFailures failures) {
        this.source = source;
        this.pollsEachCheckpoint = pollsEachCheckpoint;
        this.failures = failures;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<IngestOutput, S> createReader(SourceReaderContext context) throws Exception {
        return new Reader<>(source.createReader(context), pollsEachCheckpoint, failures);
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
    private static final class Reader<S extends SourceSplit> implements SourceReader<IngestOutput, S> {
        private final SourceReader<IngestOutput, S> reader;
        private final int pollsEachCheckpoint;
        private final InjectedFailures failures;
        private int polls;
        private CompletableFuture<Void> nextCheckpoint = new CompletableFuture<>();

        Reader(SourceReader<IngestOutput, S> reader, int pollsEachCheckpoint, InjectedFailures failures) {
            this.reader = reader;
            this.pollsEachCheckpoint = pollsEachCheckpoint;
            this.failures = failures;
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<IngestOutput> output) throws Exception {
            if (polls >= pollsEachCheckpoint) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            polls++;
            failures.step(InjectedFailures.Place.SOURCE);
            InputStatus status = reader.pollNext(output);
            return status == InputStatus.MORE_AVAILABLE && polls >= pollsEachCheckpoint
                    ? InputStatus.NOTHING_AVAILABLE
                    : status;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return polls >= pollsEachCheckpoint ? nextCheckpoint : reader.isAvailable();
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) throws Exception {
            reader.notifyCheckpointComplete(checkpoint);
            failures.checkpointCompleted();
            polls = 0;
            CompletableFuture<Void> passed = nextCheckpoint;
            nextCheckpoint = new CompletableFuture<>();
            passed.complete(null);
        }

        @Override
        public void notifyCheckpointAborted(long checkpoint) throws Exception {
            reader.notifyCheckpointAborted(checkpoint);
        }

        @Override
        public List<S> snapshotState(long checkpoint) {
            return reader.snapshotState(checkpoint);
        }

        @Override
        public void addSplits(List<S> splits) {
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            reader.handleSourceEvents(event);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
