package io.github.shtinkering.ingest.source.file;

import io.github.shtinkering.ingest.source.DecoderFactory;
import io.github.shtinkering.ingest.source.IngestOutput;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Stored telemetry, bounded, in the order in which it was given: one split, so one reader works whatever the
 * parallelism is. Facts, dead letters and counts are exactly once over a restore.
 *
 * <p>What is told apart by content, not by name: lines; JSON documents over several lines, and arrays, by their
 * elements; events in XML; dead letters that this job wrote, whose records are tried again; each also packed.
 */
public final class TelemetryFileSource implements Source<IngestOutput, FileSplit, List<FileSplit>> {
    /** Longest line or document in bytes where nothing else is configured. */
    public static final int DEFAULT_LIMIT = 4 << 20;

    private static final long serialVersionUID = 1L;

    private final InputFiles input;
    private final DecoderFactory decoders;
    private final int limit;

    /** Reads the files with the default limit. */
    public TelemetryFileSource(InputFiles input, DecoderFactory decoders) {
        this(input, decoders, DEFAULT_LIMIT);
    }

    /**
     * Reads the files.
     *
     * @param limit longest line or document in bytes; a longer one is a dead letter
     */
    public TelemetryFileSource(InputFiles input, DecoderFactory decoders, int limit) {
        this.input = input;
        this.decoders = decoders;
        this.limit = limit;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<IngestOutput, FileSplit> createReader(SourceReaderContext context) {
        return new FileSourceReader(decoders.create(), limit, context);
    }

    @Override
    public SplitEnumerator<FileSplit, List<FileSplit>> createEnumerator(SplitEnumeratorContext<FileSplit> context) {
        return new FileEnumerator(context, FileSplit.of(input.files()));
    }

    @Override
    public SplitEnumerator<FileSplit, List<FileSplit>> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, List<FileSplit> waiting) {
        return new FileEnumerator(context, waiting.isEmpty() ? null : waiting.get(0));
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return new FileSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<FileSplit>> getEnumeratorCheckpointSerializer() {
        return new WaitingSplitSerializer();
    }
}
