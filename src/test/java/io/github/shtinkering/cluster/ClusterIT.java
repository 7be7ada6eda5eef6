package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalOpenSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on a real cluster, fed by a real broker, unbounded as in production: what it publishes at checkpoints
 * comes to be the cases of a replay of the same records, whatever happens to it on the way.
 */
@UsesSharedStack
class ClusterIT {
    private static final Pattern JOB = Pattern.compile("/#/job/([0-9a-f]{32})");
    private static final String TOPIC = "windows-events";
    private static final int PARTITIONS = 4;

    @RegisterExtension
    static final LocalOpenSearch INDEX = new LocalOpenSearch();

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("shtinkering.outage", 15));
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static Set<String> replayed;

    @BeforeAll
    static void replayAndFill(LocalStack running) throws Exception {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        7, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 60_000))
                .writeTo(folder);
        Path records = folder.resolve("telemetry.ndjson");
        Launched.run("jobs/replay", "--input", records, "--output", folder.resolve("replayed"))
                .succeeds();
        replayed = cases("replayed");
        assertThat(replayed).hasSizeGreaterThan(10);
        stack = running;
        stack.fill(TOPIC, records);
    }

    @Test
    void losesAndDoublesNothingWhenItsTaskManagersAreKilled() throws Exception {
        String job = submit("killed", TOPIC, "");
        stack.awaitCheckpoint(job);

        stack.killTaskManager(1);
        stack.killTaskManager(2);
        stack.startTaskManagers();

        Await.until("it goes on from a checkpoint", () -> stack.restored(job) > 0);
        Await.patiently(() -> cases("killed").equals(replayed));
        stack.cancel(job);
        assertThat(cases("killed")).containsExactlyInAnyOrderElementsOf(replayed);
    }

    /**
     * The index dies for a while, and the TaskManagers with it; then it refuses, then it stands still. Records keep
     * coming all the while.
     */
    @Test
    void losesAndDoublesNothingWhileTheIndexIsAway() throws Exception {
        List<List<String>> thirds = thirds(folder.resolve("telemetry.ndjson"));
        stack.createTopic("outage", PARTITIONS);
        stack.send("outage", thirds.get(0));
        String job = submit("outage", "outage", """
                  opensearch: {endpoints: '%s', indices: {findings: shtinkering-findings}}
                """.formatted(INDEX.endpoint()));
        stack.awaitCheckpoint(job);
        Await.until("the index has cases", () -> !INDEX.documents("shtinkering-cases")
                .isEmpty());
        INDEX.send("PUT", "/shtinkering-cases/_settings", "{\"index.blocks.write\": true}");

        INDEX.kill();
        long away = System.nanoTime();
        stack.send("outage", thirds.get(1));
        stack.killTaskManager(1);
        stack.killTaskManager(2);
        stack.startTaskManagers();
        Await.patiently(() -> stack.restored(job) > 0);
        pass(OUTAGE.minusNanos(System.nanoTime() - away));
        INDEX.startAgain();
        Map<String, Long> held = INDEX.versions("shtinkering-cases");

        stack.send("outage", thirds.get(2));
        long repeated = stack.requestsRepeated(job);
        Await.until("the sink asks again and again", () -> stack.requestsRepeated(job) > repeated + 2);
        assertThat(INDEX.versions("shtinkering-cases"))
                .as("refused as long as writing is blocked")
                .isEqualTo(held);
        INDEX.send("PUT", "/shtinkering-cases/_settings", "{\"index.blocks.write\": null}");
        INDEX.pause();
        pass(STANDSTILL);
        INDEX.resume();

        Await.patiently(() -> cases(INDEX.documents("shtinkering-cases")).equals(replayed)
                && cases("outage").equals(replayed)
                && recordsIn("outage") == recordsIn("replayed"));
        stack.cancel(job);
        assertThat(stack.restored(job)).as("went on from a checkpoint").isPositive();
        assertThat(cases(INDEX.documents("shtinkering-cases"))).containsExactlyInAnyOrderElementsOf(replayed);
        assertThat(cases("outage")).as("what the files have of it").containsExactlyInAnyOrderElementsOf(replayed);
        assertThat(recordsIn("outage")).as("every record, once").isEqualTo(recordsIn("replayed"));
        assertThat(INDEX.versions("shtinkering-findings")).isEqualTo(INDEX.versions("shtinkering-cases"));
        assertThat(records(INDEX.documents("shtinkering-dead-letters")))
                .as("nothing that the index refused for a while is buried")
                .isEqualTo(records(documents("replayed", "dead-letter.ndjson")));
        assertHistoryIsWhole();
    }

    /** Every revision that was ever numbered, none twice, the newest that of the replay. */
    private static void assertHistoryIsWhole() throws Exception {
        Map<String, JsonNode> newest = new HashMap<>();
        Map<String, TreeMap<Long, Integer>> revisions = new HashMap<>();
        for (JsonNode document : INDEX.documents("shtinkering-case-history")) {
            JsonNode kase = document.at("/shtinkering/case");
            String id = kase.path("id").asText();
            Integer before = revisions
                    .computeIfAbsent(id, key -> new TreeMap<>())
                    .put(kase.path("version").asLong(), kase.path("revision").asInt());
            assertThat(before).as("the same version again of %s", id).isNull();
            newest.merge(id, document, (a, b) -> version(a) > version(b) ? a : b);
        }
        assertThat(revisions).allSatisfy((id, byVersion) -> {
            TreeSet<Integer> numbers = new TreeSet<>(byVersion.values());
            assertThat(numbers).hasSize(numbers.last()).startsWith(1);
        });
        assertThat(cases(List.copyOf(newest.values()))).containsExactlyInAnyOrderElementsOf(replayed);
    }

    private static long version(JsonNode document) {
        return document.at("/shtinkering/case/version").asLong();
    }

    private static List<List<String>> thirds(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<List<String>> thirds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            thirds.add(lines.subList(lines.size() * i / 3, lines.size() * (i + 1) / 3));
        }
        return thirds;
    }

    /** The time that something lasts. */
    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static long recordsIn(String output) {
        return documents(output, "summary.json").stream()
                .mapToLong(summary -> summary.path("records_in").asLong())
                .sum();
    }

    private static Set<String> records(List<JsonNode> letters) {
        return letters.stream()
                .map(letter -> letter.path("record").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void goesOnFromItsSavepoint() throws Exception {
        String job = submit("stopped", TOPIC, "");
        stack.awaitCheckpoint(job);

        String savepoint = stack.stopWithSavepoint(job);

        String next = submit("stopped", TOPIC, "", "--savepoint", savepoint);
        Await.patiently(() -> cases("stopped").equals(replayed));
        stack.cancel(next);
        assertThat(cases("stopped")).containsExactlyInAnyOrderElementsOf(replayed);
        assertThat(stack.restored(next)).as("went on from the savepoint").isPositive();
    }

    /** Each change takes force while the job runs, and says so; what happens to the job in between changes nothing. */
    @Test
    void takesChangesOfExceptionsWhileItRuns() throws Exception {
        stack.createCompacted("armings");
        stack.createCompacted("exceptions");
        String control = """
                exceptions:
                  kafka: {bootstrap_servers: '%s', topic: exceptions}
                """.formatted(stack.bootstrapServers());
        String job = submit("excepted", "armings", control);
        arm("arm-01");
        awaitStatus("arm-01", "open");

        stack.send("exceptions", "EX-1", exception("EX-1", "it"));
        awaitStatus("arm-01", "suppressed");
        stack.send("exceptions", "EX-2", exception("EX-2", ""));
        arm("arm-02");
        awaitStatus("arm-02", "suppressed");

        // Both: the job may run on one of them only.
        stack.killTaskManager(1);
        stack.killTaskManager(2);
        stack.startTaskManagers();
        arm("arm-03");
        awaitStatus("arm-03", "suppressed");
        assertThat(stack.restored(job)).as("went on from a checkpoint").isPositive();

        String savepoint = stack.stopWithSavepoint(job);
        String next = submit("excepted", "armings", control, "--savepoint", savepoint);
        arm("arm-04");
        awaitStatus("arm-04", "suppressed");

        stack.send("exceptions", "EX-1", null);
        for (int host = 1; host <= 4; host++) {
            awaitStatus("arm-0" + host, "open");
        }
        Await.patiently(() -> audited().contains("exception-withdrawn EX-1"));
        stack.cancel(next);
        assertThat(audited())
                .filteredOn(action -> !action.startsWith("exception-used"))
                .as("the changes in their order, none told twice by the restarts")
                .containsExactly("exception-accepted EX-1", "exception-refused EX-2", "exception-withdrawn EX-1");
        assertThat(audited()).contains("exception-used EX-1");
        assertThat(statuses("alerts.ndjson"))
                .as("under an exception from the first revision on")
                .doesNotContain("arm-02 opened open", "arm-03 opened open", "arm-04 opened open");
    }

    private static void arm(String host) throws Exception {
        stack.send("armings", host, """
                {"@timestamp": "2026-11-09T12:00:00.000Z", "event": {"code": "13", "module": "sysmon"},
                 "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational", "event_id": 13, "record_id": 1,
                            "provider_name": "Microsoft-Windows-Sysmon", "computer_name": "%s", "event_data": {
                   "EventType": "SetValue", "UtcTime": "2026-11-09 12:00:00.000", "ProcessId": "4188",
                   "Image": "C:\\\\Windows\\\\regedit.exe", "Details": "DWORD (0x00000002)",
                   "TargetObject": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType"}}}
                """.formatted(host).replace("\n", ""));
    }

    private static String exception(String id, String owner) {
        return """
                {"id": "%s", "reason": "CHG-1", "owner": "%s", "starts": "2026-11-09T00:00:00Z",
                 "ends": "2026-11-10T00:00:00Z", "match": {"host": "arm-*"}}
                """.formatted(id, owner);
    }

    private static void awaitStatus(String host, String status) throws Exception {
        Await.patiently(() -> statuses("cases.ndjson").stream()
                .anyMatch(line -> line.startsWith(host + " ") && line.endsWith(" " + status)));
        assertThat(statuses("cases.ndjson"))
                .anyMatch(line -> line.startsWith(host + " ") && line.endsWith(" " + status));
    }

    /** Host, change and status of each document. */
    private static List<String> statuses(String file) {
        List<String> statuses = new ArrayList<>();
        for (JsonNode document : documents("excepted", file)) {
            JsonNode kase = document.at("/shtinkering/case");
            statuses.add(String.join(
                    " ",
                    document.at("/host/name").asText(),
                    kase.path("change").asText(),
                    kase.path("status").asText()));
        }
        return statuses;
    }

    private static List<String> audited() {
        List<String> actions = new ArrayList<>();
        for (JsonNode document : documents("excepted", "audit.ndjson")) {
            actions.add(document.at("/event/action").asText() + " "
                    + document.at("/exception/id").asText());
        }
        return actions;
    }

    private static List<JsonNode> documents(String output, String name) {
        Path file = folder.resolve(output).resolve(name);
        return Files.exists(file) ? SchemaAssert.documents(file) : List.of();
    }

    private static Set<String> cases(String output) {
        return cases(documents(output, "cases.ndjson"));
    }

    /**
     * Submits a job and returns its id.
     *
     * @param more of the configuration, what stands below the sink of files
     */
    private static String submit(String name, String topic, String more, Object... options)
            throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), """
                source:
                  kafka:
                    bootstrap_servers: %s
                    topics: %s
                    start: earliest
                    group: %s
                flink:
                  pipeline.name: %s
                  parallelism.default: 2
                  pipeline.max-parallelism: 720
                  execution.checkpointing.interval: 1 s
                  restart-strategy.type: fixed-delay
                  restart-strategy.fixed-delay.attempts: 100
                  restart-strategy.fixed-delay.delay: 500 ms
                sink:
                  files: {directory: '%s'}
                %s
                """.formatted(
                        stack.bootstrapServers(), topic, name, name, folder.resolve(name), more));
        Object[] command = new Object[options.length + 5];
        Object[] usual = {"jobs/submit", "--config", config, "--target", stack.target()};
        System.arraycopy(usual, 0, command, 0, usual.length);
        System.arraycopy(options, 0, command, usual.length, options.length);
        Matcher accepted = JOB.matcher(Launched.run(command).succeeds().out());
        assertThat(accepted.find()).as("names the job").isTrue();
        return accepted.group(1);
    }

    /**
     * The live cases, as runs are compared: host, verdict, stages, score, evidence. A topic with several
     * partitions has no order over them, so a case that only one order of arrival opened for a moment (since merged or
     * refuted) and the number of a case on its host are no part of it.
     */
    private static Set<String> cases(List<JsonNode> documents) {
        Set<String> cases = new TreeSet<>();
        for (JsonNode document : documents) {
            JsonNode kase = document.at("/shtinkering/case");
            boolean merged = kase.path("status").asText().equals("merged");
            boolean refuted = document.at("/shtinkering/case/status").asText().equals("withdrawn");
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
