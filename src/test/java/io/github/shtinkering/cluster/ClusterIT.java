package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.simulator.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on a real cluster, fed by a real broker: it ends with the cases of a replay of the same records,
 * whatever happens to it on the way.
 */
class ClusterIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JOB = Pattern.compile("/#/job/([0-9a-f]{32})");
    private static final String TOPIC = "windows-events";

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static Set<String> replayed;

    @BeforeAll
    static void replayAndStart() throws Exception {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        7, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 60_000))
                .writeTo(folder);
        Path records = folder.resolve("telemetry.ndjson");
        Launched.run("jobs/replay", "--input", records, "--output", folder.resolve("replayed"))
                .succeeds();
        replayed = cases("replayed");
        assertThat(replayed).hasSizeGreaterThan(10);
        stack = new LocalStack(folder.resolve("stack"));
        stack.start();
        stack.fill(TOPIC, records);
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.stop();
        }
    }

    @Test
    void losesAndDoublesNothingWhenItsTaskManagersAreKilled() throws Exception {
        String job = submit("killed", true);
        stack.awaitCheckpoint(job);

        stack.killTaskManager(1);
        stack.killTaskManager(2);
        stack.startTaskManagers();

        stack.awaitFinished(job);
        assertThat(stack.restored(job)).as("went on from a checkpoint").isPositive();
        assertThat(cases("killed")).isEqualTo(replayed);
    }

    /** Unbounded, as in production: what is published at checkpoints comes to be what the replay found. */
    @Test
    void goesOnFromItsSavepoint() throws Exception {
        String job = submit("stopped", false);
        stack.awaitCheckpoint(job);

        String savepoint = stack.stopWithSavepoint(job);

        String next = submit("stopped", false, "--savepoint", savepoint);
        stack.await(() -> cases("stopped").equals(replayed));
        stack.cancel(next);
        assertThat(cases("stopped")).isEqualTo(replayed);
        assertThat(stack.restored(next)).as("went on from the savepoint").isPositive();
    }

    /** Submits a job that reads the topic and returns its id. */
    private static String submit(String name, boolean bounded, Object... options)
            throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), """
                source:
                  kafka:
                    bootstrap_servers: %s
                    topics: %s
                    start: earliest
                    group: %s
                    bounded: %s
                sink:
                  files: {directory: '%s'}
                flink:
                  parallelism.default: 2
                  pipeline.max-parallelism: 720
                  execution.checkpointing.interval: 1 s
                  restart-strategy.type: fixed-delay
                  restart-strategy.fixed-delay.attempts: 100
                  restart-strategy.fixed-delay.delay: 500 ms
                """.formatted(
                        stack.bootstrapServers(), TOPIC, name, bounded, folder.resolve(name)));
        Object[] command = new Object[options.length + 5];
        Object[] usual = {"jobs/submit", "--config", config, "--target", stack.target()};
        System.arraycopy(usual, 0, command, 0, usual.length);
        System.arraycopy(options, 0, command, usual.length, options.length);
        Matcher accepted = JOB.matcher(Launched.run(command).succeeds().out());
        assertThat(accepted.find()).as("names the job").isTrue();
        return accepted.group(1);
    }

    /**
     * The live cases, as promise P1 compares them: host, verdict, stages, score, evidence. A topic with several
     * partitions has no order over them, so a case that only one order of arrival opened for a moment (since merged or
     * refuted) and the number of a case on its host are no part of it.
     */
    private static Set<String> cases(String output) throws IOException {
        Set<String> cases = new TreeSet<>();
        Path file = folder.resolve(output).resolve("cases.ndjson");
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            JsonNode document = JSON.readTree(line);
            JsonNode kase = document.at("/shtinkering/case");
            boolean merged = kase.path("status").asText().equals("merged");
            boolean refuted =
                    document.at("/shtinkering/score/parts/0/name").asText().equals("refuted");
            if (!merged && !refuted) {
                Set<String> evidence = new TreeSet<>();
                document.at("/shtinkering/evidence")
                        .forEach(item -> evidence.add(item.path("id").asText()));
                cases.add(String.join(
                        " ",
                        document.at("/host/name").asText(),
                        kase.path("verdict").asText(),
                        kase.path("stages").toString(),
                        document.at("/event/risk_score").asText(),
                        evidence.toString()));
            }
        }
        return cases;
    }
}
