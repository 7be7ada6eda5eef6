package io.github.shtinkering.job.submit;

import io.github.shtinkering.job.command.FailureMessages;
import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SinkConfig;
import io.github.shtinkering.job.config.SourceConfig;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.job.graph.OperatorIds;
import io.github.shtinkering.sink.files.EarlierOutput;
import io.github.shtinkering.sink.files.FilesSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/submit}: the packaged job to a running Flink cluster. */
@CommandLine.Command(
        name = "jobs/submit",
        sortOptions = false,
        description = "Submits the packaged job to a running Flink cluster and returns when it runs there.",
        footer = {
            "",
            "Exit codes: 0 accepted (or valid), 1 not accepted, or failed at its start, 2 the command line, a file or the configuration cannot"
                    + " be used."
        })
public final class SubmitCommand implements Callable<Integer> {
    /** How long the tasks of a job may take to start, with its state, before that is said. */
    private static final Duration START = Duration.ofSeconds(60);

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

    @CommandLine.Option(
            names = "--replace",
            description = "Lets the files sink delete the output that another run has left in its directory.")
    private boolean replace;

    @CommandLine.Option(
            names = "--drop-state",
            paramLabel = "SECTION",
            description = {
                "Gives up the state in the savepoint of a section that was taken out of the configuration: sink.files,"
                        + " sink.kafka, sink.opensearch, sink.webhook or exceptions.kafka. Repeatable."
            })
    private List<String> dropped = new ArrayList<>();

    @CommandLine.Option(names = "--validate", description = "Only checks the configuration and prints the topology.")
    private boolean validate;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobConfig jobConfig;
        RemoteCluster cluster;
        StreamExecutionEnvironment environment;
        try {
            jobConfig = ConfigFile.read(config);
            cluster = new RemoteCluster(target);
            environment = environment(cluster, jobConfig);
        } catch (ConfigException | IllegalArgumentException | IOException e) {
            throw refused(e);
        }
        if (validate) {
            out().println(config + " is valid; what follows from it, and the job:");
            ConfigurationNotes.of(jobConfig).forEach(out()::println);
            out().print(TopologyDescription.describe(environment.getStreamGraph(false)));
            return CommandLine.ExitCode.OK;
        }
        return submit(cluster, environment, jobConfig);
    }

    private void requireTopics(JobConfig jobConfig) throws InterruptedException {
        try {
            TopicCheck.requireTopics(jobConfig);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        } catch (KafkaException e) {
            FailureMessages.log(e);
            spec.commandLine()
                    .getErr()
                    .println("jobs/submit: the brokers cannot be asked for the topics from here, so it is not known"
                            + " whether they exist: " + FailureMessages.rootMessage(e));
        }
    }

    private int submit(RemoteCluster cluster, StreamExecutionEnvironment environment, JobConfig jobConfig)
            throws InterruptedException {
        String name = ConfiguredJob.name(jobConfig);
        JobID job;
        try {
            Optional<JobID> running = cluster.unendedJob(name);
            if (running.isPresent()) {
                return failed("a job '" + name + "' runs there already, " + page(running.get())
                        + ": stop it with a savepoint and go on from that (--savepoint), or give this one another name"
                        + " (flink.pipeline.name)");
            }
        } catch (Exception e) {
            return notAccepted(e);
        }
        requireTopics(jobConfig);
        refuseOutputOfAnotherRun(jobConfig);
        try {
            job = environment.executeAsync(name).getJobID();
        } catch (Exception e) {
            return notAccepted(e);
        }
        out().println("accepted: " + page(job));
        return awaitStart(cluster, job);
    }

    private int notAccepted(Exception e) {
        FailureMessages.log(e);
        return failed("the cluster at " + target + " did not accept the job: " + FailureMessages.rootMessage(e));
    }

    private int awaitStart(RemoteCluster cluster, JobID job) {
        try {
            if (!cluster.awaitTasks(job, START)) {
                spec.commandLine()
                        .getErr()
                        .println("jobs/submit: after " + START.toSeconds() + " s not every task of the job runs, see "
                                + page(job));
            }
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            FailureMessages.log(e);
            return failed("the job did not start: " + FailureMessages.rootMessage(e));
        }
    }

    private int failed(String sentence) {
        spec.commandLine().getErr().println("jobs/submit: " + sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private String page(JobID job) {
        return "http://" + target + "/#/job/" + job;
    }

    private StreamExecutionEnvironment environment(RemoteCluster cluster, JobConfig jobConfig)
            throws ConfigException, IOException {
        Configuration configuration = jobConfig.flink().toConfiguration();
        SavepointRestoreSettings restored = SavepointRestoreSettings.none();
        String path = restoredPath(configuration);
        if (path == null && !dropped.isEmpty()) {
            throw new IllegalArgumentException("--drop-state is of a savepoint: give --savepoint, too");
        }
        for (String section : dropped) {
            if (!OperatorIds.sections().contains(section)) {
                throw new IllegalArgumentException("--drop-state knows " + String.join(", ", OperatorIds.sections())
                        + ", not '" + FailureMessages.oneLine(section) + "'");
            }
        }
        if (path != null) {
            refuseBounded(jobConfig);
            restored = SavepointRestoreSettings.forPath(
                    path,
                    leavesStateBehind(define(cluster, jobConfig, configuration, restored), path),
                    configuration.get(StateRecoveryOptions.RESTORE_MODE));
        }
        return define(cluster, jobConfig, configuration, restored);
    }

    private StreamExecutionEnvironment define(
            RemoteCluster cluster, JobConfig jobConfig, Configuration configuration, SavepointRestoreSettings restored)
            throws ConfigException, IOException {
        StreamExecutionEnvironment environment = cluster.environment(configuration, restored);
        ConfiguredJob.define(environment, jobConfig, earlier());
        return environment;
    }

    private EarlierOutput earlier() {
        return replace ? EarlierOutput.REPLACED : EarlierOutput.KEPT;
    }

    private @Nullable String restoredPath(Configuration configuration) {
        return savepoint == null ? configuration.get(StateRecoveryOptions.SAVEPOINT_PATH) : savepoint;
    }

    /** Where the directory is seen from here; the job looks again where it runs. */
    private void refuseOutputOfAnotherRun(JobConfig jobConfig) {
        SinkConfig.Files files =
                jobConfig.sink() == null ? null : jobConfig.sink().files();
        boolean goesOn = restoredPath(jobConfig.flink().toConfiguration()) != null;
        if (goesOn || files == null || !files.directory().isAbsolute()) {
            return;
        }
        try {
            FilesSink.requireFree(files.directory(), earlier());
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Flink's Kafka source tells its readers of the end only once, in its first life (FLINK-31006). */
    private static void refuseBounded(JobConfig jobConfig) {
        SourceConfig source = jobConfig.source();
        if (source != null && source.kafka() != null && source.kafka().bounded()) {
            throw new IllegalArgumentException(
                    "a bounded Kafka source would never end after a savepoint: leave out source.kafka.bounded");
        }
    }

    /** Whether the savepoint holds state that may be left: of another pattern, or of what is given up. */
    private boolean leavesStateBehind(StreamExecutionEnvironment environment, String path) {
        List<String> leftBehind = SavepointMetadata.read(path)
                .leftBehindBy(environment.getStreamGraph(false), OperatorIds::isDisposable, dropped);
        leftBehind.forEach(uid -> out().println("the state of " + uid + " is left behind"
                + (OperatorIds.isDisposable(uid) ? " and told anew" : "")));
        return !leftBehind.isEmpty();
    }

    private CommandLine.ParameterException refused(Exception e) {
        return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
