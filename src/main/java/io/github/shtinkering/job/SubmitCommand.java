package io.github.shtinkering.job;

import io.github.shtinkering.job.config.ConfigException;
import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SourceConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/submit}: the packaged job to a running Flink cluster. */
@CommandLine.Command(
        name = "jobs/submit",
        sortOptions = false,
        description = "Submits the packaged job to a running Flink cluster and returns when it is accepted.",
        footer = {
            "",
            "Exit codes: 0 accepted (or valid), 1 not accepted, 2 the command line, a file or the configuration cannot"
                    + " be used."
        })
final class SubmitCommand implements Callable<Integer> {
    private static final Pattern TARGET = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]):([0-9]{1,5})");

    @CommandLine.Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Configuration of the job (YAML), like jobs/kafka.yaml.")
    private Path config = Path.of("");

    @CommandLine.Option(
            names = "--target",
            defaultValue = "127.0.0.1:8081",
            paramLabel = "HOST:PORT",
            description = "REST address of the cluster (default: ${DEFAULT-VALUE}).")
    private String target = "";

    @CommandLine.Option(
            names = "--savepoint",
            paramLabel = "PATH",
            description = {
                "Savepoint or retained checkpoint to continue from. State that the job no longer knows is refused,"
                        + " unless it is that of an older version of the pattern, which is told anew."
            })
    private @Nullable String savepoint;

    @CommandLine.Option(names = "--validate", description = "Only checks the configuration and prints the topology.")
    private boolean validate;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StreamExecutionEnvironment environment;
        try {
            environment = environment(ConfigFile.read(config));
        } catch (ConfigException | IllegalArgumentException | IOException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (validate) {
            out().print(Topology.describe(environment.getStreamGraph(false)));
            return CommandLine.ExitCode.OK;
        }
        return submit(environment);
    }

    private int submit(StreamExecutionEnvironment environment) {
        try {
            JobID job = environment.executeAsync(ConfiguredJob.NAME).getJobID();
            out().println("accepted: http://" + target + "/#/job/" + job);
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            Failures.log(e);
            spec.commandLine()
                    .getErr()
                    .println("jobs/submit: the cluster at " + target + " did not accept the job: "
                            + Failures.rootMessage(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private StreamExecutionEnvironment environment(JobConfig jobConfig) throws ConfigException, IOException {
        Configuration configuration = jobConfig.flink().toConfiguration();
        // A cluster that is not there shall be reported in seconds, not in a minute.
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        if (savepoint != null) {
            refuseBounded(jobConfig);
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            configuration.set(
                    StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                    leavesOldPatternBehind(define(jobConfig, configuration), savepoint));
        }
        return define(jobConfig, configuration);
    }

    private StreamExecutionEnvironment define(JobConfig jobConfig, Configuration configuration)
            throws ConfigException, IOException {
        Matcher address = TARGET.matcher(target);
        if (!address.matches()) {
            throw new IllegalArgumentException("--target is HOST:PORT, not '" + target + "'");
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createRemoteEnvironment(
                address.group(1), Integer.parseInt(address.group(2)), configuration, PackagedJob.jars());
        ConfiguredJob.define(environment, jobConfig);
        return environment;
    }

    /** Flink's Kafka source tells its readers of the end only once, in its first life (FLINK-31006). */
    private static void refuseBounded(JobConfig jobConfig) {
        SourceConfig source = jobConfig.source();
        if (source != null && source.kafka() != null && source.kafka().bounded()) {
            throw new IllegalArgumentException(
                    "a bounded Kafka source would never end after a savepoint: leave out source.kafka.bounded");
        }
    }

    /** Whether the savepoint is of an older pattern, whose state is dropped: the host stories tell it anew. */
    private boolean leavesOldPatternBehind(StreamExecutionEnvironment environment, String path) {
        List<String> leftBehind =
                Savepoint.read(path).leftBehindBy(environment.getStreamGraph(false), Operators::isDisposable);
        leftBehind.forEach(uid -> out().println("the state of " + uid + " is left behind and told anew"));
        return !leftBehind.isEmpty();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
