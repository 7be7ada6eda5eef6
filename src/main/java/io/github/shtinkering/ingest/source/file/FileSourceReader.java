package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.split.RawRecord;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Reads in one thread and decodes in another, which is the task's. */
@SuppressWarnings("try") // Flink's close() declares Exception, and so may be interrupted
final class FileSourceReader
        extends SingleThreadMultiplexSourceReaderBase<RawRecord, IngestOutput, FileSplit, FileProgress> {
    /**
     * Reads for one decoder.
     *
     * @param limit longest document in bytes
     */
    FileSourceReader(RecordDecoder decoder, int limit, SourceReaderContext context) {
        super(
                () -> new FileReader(limit, decoder.filter()),
                new FileEmitter(decoder),
                context.getConfiguration(),
                context);
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, FileProgress> finished) {
        context.sendSplitRequest();
    }

    @Override
    protected FileProgress initializedState(FileSplit split) {
        return new FileProgress(split);
    }

    @Override
    protected FileSplit toSplitType(String id, FileProgress progress) {
        return progress.toSplit();
    }
}
