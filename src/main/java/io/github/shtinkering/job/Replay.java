package io.github.shtinkering.job;

import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.source.InputFiles;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topology over stored telemetry, in an embedded Flink cluster. */
public final class Replay {
    private Replay() {}

    /**
     * Reads the files to their end and writes what was found.
     *
     * @param output directory; appears complete when this returns
     * @throws Exception when the job failed
     */
    public static void run(JobConfig config, DetectionSettings detection, InputFiles files, Path output)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(config.flink().toReplayConfiguration());
        ShtinkeringJob.define(
                environment, Sources.files(config, files), detection, Sinks.files(output, files.passedOver()));
        environment.execute(ConfiguredJob.NAME);
    }
}
