package io.github.shtinkering.job;

import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.simulator.DemoReport;
import io.github.shtinkering.simulator.Finding;
import io.github.shtinkering.simulator.GroupFinding;
import io.github.shtinkering.simulator.SimulatedFleet;
import io.github.shtinkering.source.InputFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/demo}: the job over a simulated fleet, and a comparison of what was planted with what was found. */
@CommandLine.Command(
        name = "jobs/demo",
        sortOptions = false,
        description =
                "Runs the detection over a simulated fleet, in an embedded Flink cluster, and shows what it found.",
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
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path telemetry = output.resolve("telemetry");
        Path found = output.resolve("found");
        SimulatedFleet fleet;
        Replay replay;
        try {
            fleet = new SimulatedFleet(
                    new SimulatedFleet.Settings(seed, DAY.toEpochMilli(), Duration.ofDays(1), hosts, records));
            out.println("simulating a day of " + hosts + " hosts into " + telemetry + " ...");
            fleet.writeTo(telemetry);
            InputFiles input = InputFiles.below(List.of(telemetry.resolve("telemetry.ndjson")));
            replay = Replay.of(JobConfig.defaults(), input, found);
        } catch (IllegalArgumentException | IOException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        out.println("running the job over it ...");
        replay.run(new DemoProgress(out));
        DemoReport.of(
                        fleet.truth(),
                        Finding.read(found.resolve("cases.ndjson")),
                        GroupFinding.read(found.resolve("campaigns.ndjson")))
                .forEach(out::println);
        out.println();
        out.println("cases and the rest: " + found + "    the telemetry, and what was planted: " + telemetry);
        return CommandLine.ExitCode.OK;
    }
}
