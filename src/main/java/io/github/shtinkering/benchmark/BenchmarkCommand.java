package io.github.shtinkering.benchmark;

import io.github.shtinkering.embedded.TemporaryFiles;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.job.graph.DetectionSettings;
import io.github.shtinkering.job.graph.ShtinkeringJob;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/benchmark}: what the fast path costs beside grep, and what the whole job does beside others. */
@CommandLine.Command(
        name = "jobs/benchmark",
        sortOptions = false,
        description =
                "Measures the byte filter beside grep and the decoding with and without it; with --kafka the whole job "
                        + "beside one that only reads and beside the naive one. Everything that is compared runs in turn, "
                        + "and each budget is printed with what was measured.",
        footer = {"", "Exit codes: 0 measured, 1 a job failed, 2 the command line or a file cannot be used."})
final class BenchmarkCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final long START_MILLIS = 1_794_211_200_000L;
    private static final int HOSTS = 1_000;
    private static final long SHORTEST_SECONDS = 600;
    private static final long FEW = 200_000;
    private static final long MANY = 2_000_000;
    private static final int USUAL_RATE = 20_000;
    private static final int USUAL_HOSTS = 1_000_000;
    private static final int USUAL_ATTEMPTS = 20_000;
    private static final Duration LATENCY_SPAN = Duration.ofMinutes(1);

    /** Property in which the launcher says where the project is. */
    private static final String HOME = "shtinkering.home";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Records, one a line, not packed, under 2 GB; else those of a simulated fleet.")
    private @Nullable Path input;

    @CommandLine.Option(
            names = "--records",
            paramLabel = "N",
            description = "Records of the simulated fleet (default: 200000; with --kafka 2000000).")
    private @Nullable Long records;

    @CommandLine.Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often to measure; the best round counts, over Kafka the median one (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @CommandLine.Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "24",
            description = "With --kafka, most runs of each job before the rounds, until Java hardly compiles any more "
                    + "(default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @CommandLine.Option(
            names = "--event-logs",
            paramLabel = "DIR",
            description = "Windows event log files (.evtx) below a directory, beside the same events as lines of JSON.")
    private @Nullable Path eventLogs;

    @CommandLine.Option(
            names = "--kafka",
            description = "Records a second from a Kafka topic to cases; starts a broker of its own, and ends it.")
    private boolean kafka;

    @CommandLine.Option(
            names = "--latency",
            paramLabel = "RATE",
            description = "From record to alert, over Kafka, under so many records a second for a minute.")
    private int latency;

    @CommandLine.Option(
            names = "--hosts",
            paramLabel = "N",
            description = "So many hosts through Kafka into state: the time to checkpoint and to restore them.")
    private int hosts;

    @CommandLine.Option(
            names = "--attempts",
            paramLabel = "N",
            description = "So many attempts on as many hosts through Kafka: with what compares hosts, and without it.")
    private int attempts;

    @CommandLine.Option(
            names = "--all",
            description = "All of it in one run, for most of an hour: the filter, --kafka, --latency 20000, "
                    + "--hosts 1000000, --attempts 20000.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        if (input != null && !(Files.isRegularFile(input) && Files.isReadable(input))) {
            throw new CommandLine.ParameterException(line(), "--input " + input + " cannot be read: give a file");
        }
        if (eventLogs != null && !Files.isDirectory(eventLogs)) {
            throw new CommandLine.ParameterException(
                    line(), "--event-logs " + eventLogs + " is not a directory: give one with .evtx files");
        }
        requireAtLeast("--rounds", rounds, 1);
        requireAtLeast("--warm-up", warmUp, 1);
        requireAtLeast("--records", records == null ? 1 : records, 1);
        requireAtLeast("--latency", latency, 0);
        requireAtLeast("--hosts", hosts, 0);
        requireAtLeast("--attempts", attempts, 0);
        if (all) {
            kafka = true;
            latency = latency > 0 ? latency : USUAL_RATE;
            hosts = hosts > 0 ? hosts : USUAL_HOSTS;
            attempts = attempts > 0 ? attempts : USUAL_ATTEMPTS;
        }
        boolean overKafka = kafka || latency > 0 || hosts > 0 || attempts > 0;
        if (eventLogs != null) {
            new EventLogBenchmark(eventLogs, rounds).run(line().getOut());
        }
        if (all || !overKafka && eventLogs == null) {
            filter();
        }
        if (overKafka) {
            try (LocalBroker broker = LocalBroker.start(brokerScript())) {
                overKafka(broker);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void overKafka(LocalBroker broker) throws Exception {
        PrintWriter out = line().getOut();
        if (kafka) {
            new ThroughputBenchmark(broker, BenchmarkCommand::detection, warmUp, rounds).run(telemetry(MANY), out);
        }
        if (latency > 0) {
            new LatencyBenchmark(broker, BenchmarkCommand::detection, latency, LATENCY_SPAN).run(telemetry(FEW), out);
        }
        if (hosts > 0) {
            new StateBenchmark(broker, BenchmarkCommand::detection, hosts).run(out);
        }
        if (attempts > 0) {
            new FleetBenchmark(broker, BenchmarkCommand::detection, BenchmarkCommand::withoutFleet, attempts, rounds)
                    .run(out);
        }
    }

    private static void detection(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            Consumer<DataStream<OutputDocument>> sinks) {
        ShtinkeringJob.define(environment, source, DetectionSettings.defaults(), sinks);
    }

    private static void withoutFleet(
            StreamExecutionEnvironment environment,
            Source<IngestOutput, ?, ?> source,
            Consumer<DataStream<OutputDocument>> sinks) {
        ShtinkeringJob.defineWithoutFleet(environment, source, DetectionSettings.defaults(), sinks);
    }

    /** The launcher says where the project is. */
    private static Path brokerScript() {
        return Path.of(System.getProperty(HOME, "."), "deploy", "local", "kafka");
    }

    /** @param usual how many records the simulated fleet sends unless told otherwise */
    private Iterator<byte[]> telemetry(long usual) throws IOException {
        if (input == null) {
            return new SimulatedFleet(fleet(usual)).records();
        }
        return FileLines.of(input).iterator();
    }

    /** Each host sends a record a second, as a machine with Sysmon and the Security log does. */
    private SimulatedFleet.Settings fleet(long usual) {
        long count = records == null ? usual : records;
        Duration span = Duration.ofSeconds(Math.max(SHORTEST_SECONDS, count / HOSTS));
        return new SimulatedFleet.Settings(SEED, START_MILLIS, span, HOSTS, count);
    }

    private void filter() throws IOException, InterruptedException {
        if (input != null) {
            measure(input);
            return;
        }
        Path directory = Files.createTempDirectory(TemporaryFiles.ofThisProcess(), "benchmark");
        Path generated = directory.resolve("telemetry.ndjson");
        try {
            new SimulatedFleet(fleet(FEW)).writeTo(directory);
            measure(generated);
        } finally {
            Files.deleteIfExists(generated);
            Files.deleteIfExists(directory.resolve("truth.json"));
            Files.deleteIfExists(directory);
        }
    }

    private void measure(Path file) throws IOException, InterruptedException {
        new FilterBenchmark(file, rounds).run(line().getOut());
    }

    private void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new CommandLine.ParameterException(line(), option + " is at least " + least + ", not " + value);
        }
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("not started from a command line");
        }
        return spec.commandLine();
    }
}
