package io.github.shtinkering.simulate;

import io.github.shtinkering.console.ConsoleCommand;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.console.report.HtmlReport;
import io.github.shtinkering.console.web.AccessControl;
import io.github.shtinkering.console.web.ConsoleServer;
import io.github.shtinkering.embedded.TemporaryFiles;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.command.StatusLine;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.sink.files.OutputExtras;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/demo}: the job over a simulated fleet, and a comparison of what was planted with what was found. */
@CommandLine.Command(
        name = "jobs/demo",
        sortOptions = false,
        description =
                "Runs the detection over a simulated fleet, in an embedded Flink cluster, and shows what it found, in a"
                        + " terminal also in the browser.",
        footer = {"", "Exit codes: 0 done, 1 the job failed, 2 the command line or a directory cannot be used."})
final class DemoCommand implements Callable<Integer> {
    private static final Instant DAY = Instant.parse("2026-11-09T00:00:00Z");

    @CommandLine.Option(
            names = "--output",
            defaultValue = "demo-output",
            paramLabel = "DIR",
            description = "Directory for the fleet's telemetry and what was found (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("");

    @CommandLine.Option(
            names = "--hosts",
            defaultValue = "400",
            paramLabel = "N",
            description = "Hosts of the fleet, at least 200 (default: ${DEFAULT-VALUE}).")
    private int hosts;

    @CommandLine.Option(
            names = "--records",
            defaultValue = "200000",
            paramLabel = "N",
            description = "Records of ordinary life around the attacks (default: ${DEFAULT-VALUE}).")
    private long records;

    @CommandLine.Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Another seed, another fleet (default: ${DEFAULT-VALUE}).")
    private long seed;

    @CommandLine.Option(
            names = "--serve",
            description = "Serves the console over the output, and goes on when all is found, until it is interrupted."
                    + " In a terminal it does so unasked, until Enter.")
    private boolean serve;

    @CommandLine.Option(
            names = "--port",
            paramLabel = "N",
            description = "Where the console listens on loopback (default: " + ConsoleCommand.DEFAULT_PORT
                    + ", or any free one).")
    private @Nullable Integer port;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path found = output.resolve("found");
        if (!serve && terminal() == null) {
            run(out, found);
            out.println("to see it in a browser: jobs/console --output " + found);
            return CommandLine.ExitCode.OK;
        }
        try (ConsoleServer console = console(found)) {
            out.println("watch it in a browser: " + console.url());
            run(out, found);
            waitForTheReader(out, console.url());
        }
        return CommandLine.ExitCode.OK;
    }

    private void run(PrintWriter out, Path found) throws Exception {
        Path telemetry = output.resolve("telemetry");
        SimulatedFleet fleet;
        ReplayRun replay;
        try {
            fleet = new SimulatedFleet(
                    new SimulatedFleet.Settings(seed, DAY.toEpochMilli(), Duration.ofDays(1), hosts, records));
            out.println("simulating a day of " + hosts + " hosts into " + telemetry + " ...");
            fleet.writeTo(telemetry);
            InputFiles input = InputFiles.below(List.of(telemetry.resolve("telemetry.ndjson")));
            replay = ReplayRun.of(JobConfig.defaults(), input, found);
        } catch (IllegalArgumentException | IOException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
        out.println("running the job over it ...");
        Path checkpoints = Files.createTempDirectory(TemporaryFiles.ofThisProcess(), "demo");
        try {
            DemoProgress progress = new DemoProgress(StatusLine.of(out));
            replay.run(progress, checkpoints);
            progress.end();
        } finally {
            FileUtils.deleteDirectory(checkpoints.toFile());
        }
        HtmlReport.write(found);
        DemoReport.of(
                        fleet.truth(),
                        ReportedCase.read(found.resolve("cases.ndjson")),
                        ReportedGroup.read(found.resolve("campaigns.ndjson")))
                .forEach(out::println);
        out.println();
        out.println("to read or to send: " + found.resolve(OutputExtras.REPORT));
        out.println("cases and the rest: " + found + "    the telemetry, and what was planted: " + telemetry);
    }

    /** On loopback, so that nobody is asked for a token; on the usual port when it is free and none is asked for. */
    private ConsoleServer console(Path found) {
        InetAddress here = InetAddress.getLoopbackAddress();
        CaseSource source = new FilesSource(found);
        try {
            return ConsoleServer.start(
                    here, port == null ? ConsoleCommand.DEFAULT_PORT : port, AccessControl.loopback(Set.of()), source);
        } catch (IOException | IllegalArgumentException e) {
            if (port != null) {
                throw refused("cannot serve on --port " + port + " (" + e.getMessage() + "): choose another", e);
            }
        }
        try {
            return ConsoleServer.start(here, 0, AccessControl.loopback(Set.of()), source);
        } catch (IOException e) {
            throw refused("cannot serve on loopback: " + e.getMessage(), e);
        }
    }

    /** A terminal's reader ends it with Enter; a script that said {@code --serve} ends the process. */
    private static void waitForTheReader(PrintWriter out, String url) throws InterruptedException {
        Console terminal = terminal();
        if (terminal == null) {
            out.println("the console stays at " + url + " until this is interrupted");
            new CountDownLatch(1).await();
        } else {
            out.println("the console stays at " + url + " until you press Enter");
            terminal.readLine();
        }
    }

    /** The terminal that the demo was started from; null in a script. */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on it is never null, but Flink 2 runs on 17 and 21
    private static @Nullable Console terminal() {
        return System.console();
    }

    private CommandLine.ParameterException refused(String sentence, Exception cause) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence, cause);
    }
}
