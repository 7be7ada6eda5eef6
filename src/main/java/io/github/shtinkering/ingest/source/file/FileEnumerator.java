package io.github.shtinkering.ingest.source.file;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the reader that asks first. Its state is the split as long as no reader has it. */
final class FileEnumerator implements SplitEnumerator<FileSplit, List<FileSplit>> {
    private final SplitEnumeratorContext<FileSplit> context;
    private @Nullable FileSplit waiting;

    FileEnumerator(SplitEnumeratorContext<FileSplit> context, @Nullable FileSplit waiting) {
        this.context = context;
        this.waiting = waiting;
    }

    @Override
    public void start() {
        // Readers ask.
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String hostname) {
        if (waiting != null) {
            context.assignSplit(waiting, reader);
            waiting = null;
        }
        context.signalNoMoreSplits(reader);
    }

    @Override
    public void addSplitsBack(List<FileSplit> splits, int reader) {
        splits.forEach(split -> waiting = split);
    }

    @Override
    public void addReader(int reader) {
        // It asks for its split.
    }

    @Override
    public List<FileSplit> snapshotState(long checkpoint) {
        return waiting == null ? List.of() : List.of(waiting);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
