package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.job.config.DetectionConfig;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.RubricFile;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.HostNames;
import io.github.shtinkering.sink.files.EarlierOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job as a configuration describes it. */
public final class ConfiguredJob {
    private static final String NAME = "LSASS Shtinkering";

    private ConfiguredJob() {}

    /** The name of the job; two jobs of one cluster are told apart by Flink's own setting of it. */
    public static String name(JobConfig config) {
        return config.flink().settings().getOrDefault(PipelineOptions.NAME.key(), NAME);
    }

    /**
     * Builds the graph with the configured source and sinks.
     *
     * @param earlier what becomes of files that another run has left in the output directory
     * @throws ConfigException when the configuration has no source or no sink, or a secret cannot be resolved
     * @throws IllegalArgumentException when a file or directory that it names cannot be used
     */
    public static void define(StreamExecutionEnvironment environment, JobConfig config, EarlierOutput earlier)
            throws ConfigException, IOException {
        ShtinkeringJob.define(
                environment,
                SourceBuilder.of(config),
                SourceBuilder.control(config),
                detection(config),
                SinkBuilder.of(config, earlier));
    }

    /** Throws {@link IOException} when the file with the exceptions cannot be used; the message says why. */
    public static DetectionSettings detection(JobConfig config) throws IOException {
        DetectionSettings shipped = DetectionSettings.defaults();
        return new DetectionSettings(
                weights(config.detection()),
                tier0Hosts(config.detection()),
                config.detection().domains(),
                exceptions(config.exceptions()),
                config.limits().ofHosts(),
                config.links().templates(),
                config.sink() != null && config.sink().takesFindings(),
                shipped.clock(),
                shipped.failOnLateStages());
    }

    private static ExceptionList exceptions(@Nullable ExceptionsConfig exceptions) throws IOException {
        Path file = exceptions == null ? null : exceptions.file();
        return file == null ? ExceptionList.none() : ExceptionList.read(file);
    }

    private static RubricWeights weights(DetectionConfig detection) throws IOException {
        RubricWeights weights =
                detection.rubric() == null ? RubricWeights.shipped() : RubricFile.read(detection.rubric());
        return weights.recognising(detection.recognisedAgents().stream()
                .map(agent -> new RecognisedAgent(agent.executable(), agent.signer()))
                .toList());
    }

    private static List<String> tier0Hosts(DetectionConfig detection) {
        return detection.tier0Hosts().stream()
                .map(name -> HostNames.parse(name, detection.keepDomain()))
                .flatMap(Stream::ofNullable)
                .map(HostName::name)
                .toList();
    }
}
