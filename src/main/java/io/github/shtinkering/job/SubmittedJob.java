package io.github.shtinkering.job;

import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.sink.files.EarlierOutput;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * The main class of the packaged job, for a cluster that runs it itself: Flink's application mode, its Kubernetes
 * operator, its web interface.
 */
public final class SubmittedJob {
    @CommandLine.Option(names = "--config", required = true)
    private Path config = Path.of("");

    @CommandLine.Option(names = "--replace")
    private boolean replace;

    private SubmittedJob() {}

    /**
     * Defines and executes the job in the environment that the cluster provides.
     *
     * @param arguments {@code --config FILE [--replace]}; the latter lets the files sink replace the output of another run
     */
    public static void main(String[] arguments) throws Exception {
        SubmittedJob told = CommandLine.populateCommand(new SubmittedJob(), arguments);
        JobConfig config = ConfigFile.read(told.config);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(
                config.flink().toConfiguration());
        ConfiguredJob.define(environment, config, told.replace ? EarlierOutput.REPLACED : EarlierOutput.KEPT);
        environment.execute(ConfiguredJob.name(config));
    }
}
