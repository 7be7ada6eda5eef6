package io.github.shtinkering.job.replay;

import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.embedded.EmbeddedFlink;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.job.graph.DetectionSettings;
import io.github.shtinkering.job.graph.ShtinkeringJob;
import io.github.shtinkering.job.graph.SinkBuilder;
import io.github.shtinkering.job.graph.SourceBuilder;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.files.EarlierOutput;
import io.github.shtinkering.sink.files.FilesSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** The topology over stored telemetry, in an embedded Flink cluster. */
public final class ReplayRun {
    private static final Duration PUBLISHED_EVERY = Duration.ofSeconds(1);

    private final JobConfig config;
    private final DetectionSettings detection;
    private final Source<IngestOutput, ?, ?> telemetry;
    private final long storedBytes;
    private final Consumer<DataStream<OutputDocument>> output;

    private ReplayRun(
            JobConfig config,
            DetectionSettings detection,
            Source<IngestOutput, ?, ?> telemetry,
            long storedBytes,
            Consumer<DataStream<OutputDocument>> output) {
        this.config = config;
        this.detection = detection;
        this.telemetry = telemetry;
        this.storedBytes = storedBytes;
        this.output = output;
    }

    /**
     * Prepares a replay; nothing runs yet.
     *
     * @param output directory for what is found; earlier output there is replaced
     * @throws IOException when the file with the exceptions or the directory cannot be used; the message says why
     * @throws IllegalArgumentException when the directory cannot be written; the message says why
     */
    public static ReplayRun of(JobConfig config, InputFiles files, Path output) throws IOException {
        FilesSink.requireWritable(output);
        FilesSink.requireFree(output, EarlierOutput.REPLACED);
        // Nobody watches the metrics of a replay: it had better fail than lack a stage.
        DetectionSettings detection = ConfiguredJob.detection(config).failingOnLateStages();
        return new ReplayRun(
                config,
                detection,
                SourceBuilder.files(config, files),
                files.storedBytes(),
                SinkBuilder.files(output, files.passedOver(), AlertForm.ECS, EarlierOutput.REPLACED));
    }

    /** The exceptions that are not in force, each with the reason. */
    List<ExceptionList.Refusal> refusedExceptions() {
        return detection.exceptions().refused();
    }

    /** Size of what is stored. */
    long storedBytes() {
        return storedBytes;
    }

    /**
     * Reads the files to their end; then the output is complete.
     *
     * @throws Exception when the job failed
     */
    public void run() throws Exception {
        StreamExecutionEnvironment environment =
                EmbeddedFlink.environment(config.flink().toReplayConfiguration());
        ShtinkeringJob.define(environment, telemetry, detection, output);
        environment.execute(ConfiguredJob.name(config));
    }

    /**
     * The same, for somebody who watches: the files of the output fill while the job runs.
     *
     * @param watcher gets every document in the order emitted, in the calling thread
     * @param checkpoints where the job may keep its checkpoints, with which its files are published
     */
    public void run(Consumer<OutputDocument> watcher, Path checkpoints) throws Exception {
        Configuration configuration = config.flink().toReplayConfiguration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, PUBLISHED_EVERY);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // A job that fails shall say so, as a replay does, and not begin again.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = EmbeddedFlink.environment(configuration);
        AtomicReference<CloseableIterator<OutputDocument>> watched = new AtomicReference<>();
        ShtinkeringJob.define(
                environment, telemetry, detection, output.andThen(documents -> watched.set(documents.collectAsync())));
        JobClient job = environment.executeAsync(ConfiguredJob.name(config));
        // It ends, and is closed, with the job.
        watched.get().forEachRemaining(watcher);
        job.getJobExecutionResult().get();
    }
}
