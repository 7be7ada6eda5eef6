package io.github.shtinkering.job.replay;

import io.github.shtinkering.console.report.HtmlReport;
import io.github.shtinkering.embedded.RunMeter;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.command.FailureMessages;
import io.github.shtinkering.job.command.StatusLine;
import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.problem.ConfigException;
import io.github.shtinkering.sink.files.OutputDirectory;
import io.github.shtinkering.sink.files.OutputExtras;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/replay}: the topology over stored telemetry. */
@CommandLine.Command(
        name = "jobs/replay",
        sortOptions = false,
        description =
                "Runs the detection over stored telemetry, in an embedded Flink cluster, and ends with the input.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the job failed, 2 the command line, a file or the configuration cannot be used, nothing"
                    + " was read, or an exception was refused."
        })
public final class ReplayCommand implements Callable<Integer> {
    @CommandLine.Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = {
                "Files and directories, in the order of arrival: newline-delimited JSON (.ndjson, .jsonl, .log), JSON"
                        + " arrays and envelopes (.json), event XML (.xml), Windows event logs (.evtx), each also as .gz, and"
                        + " .zip archives of these. Repeatable."
            })
    private List<Path> inputs = new ArrayList<>();

    @CommandLine.Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Directory for the cases and the rest; earlier output there is replaced.")
    private Path output = Path.of("");

    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration of a job; its source, sink, control topic and checkpoints do" + " not matter here.")
    private @Nullable Path config;

    @CommandLine.Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description = "Approved exceptions and maintenance windows (JSON or YAML), instead of the configured ones.")
    private @Nullable Path exceptions;

    @CommandLine.Option(
            names = "--allow-refused-exceptions",
            description = "Ends with 0 also when an exception was refused; the others are in force either way.")
    private boolean allowRefused;

    @CommandLine.Option(names = "--quiet", description = "Says nothing of what was read and found.")
    private boolean quiet;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReplayRun replay;
        try {
            JobConfig jobConfig = config == null ? JobConfig.defaults() : ConfigFile.read(config);
            jobConfig = exceptions == null ? jobConfig : jobConfig.withExceptions(given(exceptions));
            requireOutputOutsideInputs();
            replay = ReplayRun.of(jobConfig, InputFiles.below(inputs), output);
        } catch (ConfigException | IllegalArgumentException | IOException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        boolean refused = !replay.refusedExceptions().isEmpty();
        replay.refusedExceptions()
                .forEach(refusal -> say("WARNING: the exception '" + FailureMessages.oneLine(refusal.id())
                        + "' is refused and not in force: " + FailureMessages.oneLine(refusal.message())));
        run(replay);
        HtmlReport.write(output);
        ReplayReport report = new ReplayReport(output);
        report.lines().forEach(this::say);
        say("to read or to send: " + output.resolve(OutputExtras.REPORT) + "    for a timeline: "
                + output.resolve(OutputExtras.TIMELINE));
        return report.readNothing() || refused && !allowRefused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.OK;
    }

    private void run(ReplayRun replay) throws Exception {
        if (quiet) {
            replay.run();
            return;
        }
        StatusLine line = StatusLine.of(spec.commandLine().getErr());
        try (ReplayProgress progress =
                new ReplayProgress(RunMeter.watch(), replay.storedBytes(), line, System::nanoTime)) {
            progress.start();
            replay.run();
        } finally {
            RunMeter.release();
        }
    }

    private void say(String line) {
        if (!quiet) {
            spec.commandLine().getErr().println(line);
        }
    }

    private static ExceptionsConfig given(Path file) {
        try {
            return ExceptionsConfig.ofFile(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--exceptions " + e.getMessage(), e);
        }
    }

    /** The next replay of the same input would read the cases of this one as telemetry; this one would lose its letters. */
    private void requireOutputOutsideInputs() {
        Path place = output.toAbsolutePath().normalize();
        for (Path input : inputs) {
            if (place.startsWith(input.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException(
                        "output " + output + " lies in the input " + input + ": choose a directory outside");
            }
            if (OutputDirectory.replaces(place, input.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException("input " + input + " is what an earlier run left in the output "
                        + output + ", and would be replaced: choose another directory");
            }
        }
    }
}
