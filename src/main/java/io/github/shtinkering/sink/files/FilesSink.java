package io.github.shtinkering.sink.files;

import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes a directory of files: {@code alerts.ndjson} (every revision, in order), {@code cases.ndjson} and {@code
 * campaigns.ndjson} (the newest revision of each, worst first), {@code hosts.ndjson} (by name), {@code
 * dead-letter.ndjson}, {@code audit.ndjson}, {@code health.json} and {@code summary.json}.
 *
 * <p>Exactly once over failures: documents go to journals in a hidden directory {@code .shtinkering} beside the files,
 * the lengths of the journals are in the checkpoint, and the files are published, each in one step, when a checkpoint
 * has completed and at the end of the input; then the journals are removed. A file that gained something is written
 * anew as a whole, the more seldom the longer that takes, so an output that grows for months belongs into an index or
 * a topic.
 *
 * <p>Runs with parallelism 1. On a cluster of several machines the directory must lie on storage that all of them see.
 */
public final class FilesSink
        implements Sink<OutputDocument>,
                SupportsWriterState<OutputDocument, FilesProgress>,
                SupportsCommitter<FilesProgress> {
    private final String directory;
    private final List<String> passedOver;
    private final AlertForm form;
    private final EarlierOutput earlier;
    private final Clock clock;

    /**
     * @param passedOver files of the input that are of no supported kind, for {@code summary.json}
     * @param form of {@code alerts.ndjson}; the other files are what they are
     * @param earlier what becomes of the output that another run has left in the directory
     * @param clock measures {@code duration_seconds} and the pace of publishing; serialisable, as the clocks of {@link Clock} are
     */
    public FilesSink(Path directory, List<String> passedOver, AlertForm form, EarlierOutput earlier, Clock clock) {
        this.directory = directory.toString();
        this.passedOver = List.copyOf(passedOver);
        this.form = form;
        this.earlier = earlier;
        this.clock = clock;
    }

    /**
     * Makes a directory where it is missing and proves that it can be written, before a job starts.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong and how to mend it
     */
    public static void requireWritable(Path directory) {
        new OutputDirectory(directory).requireWritable();
    }

    /**
     * Proves that a new run may write to a directory, as far as it can be seen from this machine.
     *
     * @throws IOException when it may not; the message says why and how to mend it
     */
    public static void requireFree(Path directory, EarlierOutput earlier) throws IOException {
        new OutputDirectory(directory).requireFree("", earlier);
    }

    @Override
    public StatefulSinkWriter<OutputDocument, FilesProgress> createWriter(WriterInitContext context)
            throws IOException {
        requireOneWriter(context);
        return FilesWriter.start(outputDirectory(), run(context), earlier, form, clock);
    }

    @Override
    public StatefulSinkWriter<OutputDocument, FilesProgress> restoreWriter(
            WriterInitContext context, Collection<FilesProgress> recovered) throws IOException {
        if (recovered.isEmpty()) {
            return createWriter(context);
        }
        requireOneWriter(context);
        return FilesWriter.resume(
                outputDirectory(), run(context), recovered.iterator().next(), form, clock);
    }

    @Override
    public Committer<FilesProgress> createCommitter(CommitterInitContext context) {
        return new FilesCommitter(outputDirectory(), passedOver, clock);
    }

    @Override
    public SimpleVersionedSerializer<FilesProgress> getWriterStateSerializer() {
        return new FilesProgress.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<FilesProgress> getCommittableSerializer() {
        return new FilesProgress.Serializer();
    }

    private OutputDirectory outputDirectory() {
        return new OutputDirectory(Path.of(directory));
    }

    private static String run(WriterInitContext context) {
        return context.getJobInfo().getJobId().toHexString();
    }

    private static void requireOneWriter(WriterInitContext context) {
        int writers = context.getTaskInfo().getNumberOfParallelSubtasks();
        if (writers != 1) {
            throw new IllegalStateException("the files of one directory need one writer, not " + writers
                    + ": set the parallelism of the files sink to 1");
        }
    }
}
