package io.github.shtinkering.job;

import io.github.shtinkering.benchmark.FilterBenchmark;
import io.github.shtinkering.simulator.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/benchmark}: what the fast path costs, beside grep. */
@CommandLine.Command(
        name = "jobs/benchmark",
        sortOptions = false,
        description = "Measures the byte filter beside grep, and the decoding with and without it, in one run.")
final class BenchmarkCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final long START_MILLIS = 1_794_211_200_000L;
    private static final int HOSTS = 1_000;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Records, one a line, not packed, under 1 GB; else those of a simulated fleet.")
    private @Nullable Path input;

    @CommandLine.Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Records of the simulated fleet (default: ${DEFAULT-VALUE}).")
    private long records;

    @CommandLine.Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often to measure; the best round counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (input != null && !Files.isReadable(input)) {
            throw new CommandLine.ParameterException(line(), "--input " + input + " cannot be read: give a file");
        }
        if (input != null) {
            measure(input);
            return CommandLine.ExitCode.OK;
        }
        Path directory = Files.createTempDirectory("shtinkering-benchmark");
        Path generated = directory.resolve("telemetry.ndjson");
        try {
            SimulatedFleet.Settings settings =
                    new SimulatedFleet.Settings(SEED, START_MILLIS, Duration.ofDays(1), HOSTS, records);
            new SimulatedFleet(settings).writeTo(directory);
            measure(generated);
        } finally {
            Files.deleteIfExists(generated);
            Files.deleteIfExists(directory.resolve("truth.json"));
            Files.deleteIfExists(directory);
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(Path file) throws IOException, InterruptedException {
        new FilterBenchmark(file, rounds).run(line().getOut());
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("not started from a command line");
        }
        return spec.commandLine();
    }
}
