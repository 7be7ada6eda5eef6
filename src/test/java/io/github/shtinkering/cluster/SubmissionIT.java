package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jobs/submit} takes over from an earlier run, and what it refuses, on a real cluster. */
@UsesSharedStack
class SubmissionIT {
    private static final Pattern JOB = Pattern.compile("/#/job/([0-9a-f]{32})");

    @TempDir
    static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void take(LocalStack running) {
        stack = running;
    }

    /** The old pattern's state is left behind; each host sends its timeline anew, and with it what that state held. */
    @Test
    void anotherVersionOfThePatternCompletesAChainThatTheOldOneBegan() throws Exception {
        stack.createCompacted("versions");
        List<String> chain = List.of(SysmonRecords.arming("ws-01"), SysmonRecords.launch("ws-01"));
        Path config = config("versions", "topics: versions");
        String old = accepted(submit(config));
        send("versions", chain);
        Await.patiently(() -> stages("versions").contains("[\"arming\",\"launch\"]"));
        String savepoint = stack.stopWithSavepoint(old);

        Launched launched = Launched.run(OtherPattern.submit(folder, config, stack.target(), savepoint));
        String next = accepted(launched);
        assertThat(launched.out()).containsPattern("the state of chains-v[0-9]+-.* is left behind and told anew");
        send("versions", List.of(SysmonRecords.dump("ws-01")));
        Await.patiently(() -> stages("versions").contains("[\"arming\",\"launch\",\"dump\"]"));
        stack.cancel(next);

        Path records = Files.write(
                folder.resolve("versions.ndjson"), List.of(chain.get(0), chain.get(1), SysmonRecords.dump("ws-01")));
        Launched.run("jobs/replay", "--input", records, "--output", folder.resolve("versions-replayed"))
                .succeeds();
        assertThat(scores("versions")).isEqualTo(scores("versions-replayed"));
    }

    @Test
    void aRunningJobAndTheOutputOfAnotherRunAreLeftAlone() throws Exception {
        stack.createCompacted("twice");
        Path config = config("twice", "topics: twice");
        String job = accepted(submit(config));
        send("twice", List.of(SysmonRecords.arming("ws-02")));
        Await.patiently(() -> !documents("twice", "cases.ndjson").isEmpty());
        Launched second = submit(config);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("a job 'twice' runs there already, ").contains(job);
        stack.cancel(job);
        String written = Files.readString(folder.resolve("twice/alerts.ndjson"));

        Launched again = submit(config);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains(folder.resolve("twice") + " holds the output of another run");
        // From here a relative path is not that of the machine where the job runs: it finds out itself, and stays down.
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("twice"));
        Path unseen = Files.writeString(
                folder.resolve("unseen.yaml"),
                Files.readString(config).replace(folder.resolve("twice").toString(), relative.toString()));
        Launched failed = submit(unseen);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("did not start: OutputInUseException").contains("--replace");
        assertThat(folder.resolve("twice/alerts.ndjson")).hasContent(written);

        String replacing = accepted(submit(config, "--replace"));
        stack.awaitCheckpoint(replacing);
        stack.cancel(replacing);
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() throws Exception {
        Launched source = submit(config("absent", "topics: absent"));
        assertThat(source.exitCode()).isEqualTo(2);
        assertThat(source.err()).contains("there is no topic 'absent'").contains("source.kafka.topics");
        stack.createCompacted("present");
        Launched control = submit(config("absent", "topics: present", control("absent-control")));
        assertThat(control.exitCode()).isEqualTo(2);
        assertThat(control.err()).contains("there is no topic 'absent-control'").contains("jobs/topics");
    }

    @Test
    void whatWasTakenOutOfTheConfigurationIsGivenUpWhenToldSo() throws Exception {
        for (String topic : List.of("kept", "removed", "withdrawals")) {
            stack.createCompacted(topic);
        }
        String job = accepted(submit(config("taken-out", "topics: [kept, removed]", control("withdrawals"))));
        send("kept", List.of(SysmonRecords.arming("ws-03")));
        send("removed", List.of(SysmonRecords.arming("ws-04")));
        stack.send("withdrawals", "CHG-1", """
                {"id": "CHG-1", "owner": "it", "reason": "support", "starts": "2026-11-09T00:00:00Z",
                 "ends": "2026-11-10T00:00:00Z", "match": {"host": "ws-*"}}""");
        Await.patiently(() -> cases("taken-out").containsAll(List.of("ws-03 suppressed", "ws-04 suppressed")));
        String savepoint = stack.stopWithSavepoint(job);

        Path less = config("taken-out", "topics: [kept]");
        Launched refused = submit(less, "--savepoint", savepoint);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("holds state of exceptions.kafka, which the configuration does not have")
                .contains("--drop-state exceptions.kafka");
        Launched launched = submit(less, "--savepoint", savepoint, "--drop-state", "exceptions.kafka");
        String next = accepted(launched);
        assertThat(launched.out()).contains("the state of exception-control is left behind");

        send("removed", List.of(SysmonRecords.arming("ws-05")));
        send("kept", List.of(SysmonRecords.arming("ws-06")));
        Await.patiently(() -> cases("taken-out").stream().anyMatch(kase -> kase.startsWith("ws-06")));
        stack.cancel(next);
        assertThat(cases("taken-out"))
                .as("the exceptions of the topic that was taken out are over")
                .containsExactlyInAnyOrder("ws-03 suppressed", "ws-04 suppressed", "ws-06 open");
    }

    /** Also of hosts that log little, and have no case. */
    @Test
    void aJobThatNeverEndsSaysOfHostsWhatAReplaySays() throws Exception {
        new SimulatedFleet(new SimulatedFleet.Settings(
                        11, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 200, 20_000))
                .writeTo(folder.resolve("fleet"));
        Path records = folder.resolve("fleet/telemetry.ndjson");
        Launched.run("jobs/replay", "--input", records, "--output", folder.resolve("fleet-replayed"))
                .succeeds();
        stack.createTopic("fleet", 4);
        stack.send("fleet", Files.readAllLines(records));
        String job = accepted(submit(config("fleet-live", "topics: fleet")));
        Await.patiently(() -> health("fleet-live").equals(health("fleet-replayed"))
                && whatIsKnown("fleet-live").equals(whatIsKnown("fleet-replayed")));
        stack.cancel(job);
        assertThat(health("fleet-live")).isEqualTo(health("fleet-replayed"));
        assertThat(whatIsKnown("fleet-live")).isEqualTo(whatIsKnown("fleet-replayed"));
    }

    /** What is invisible, and the counts of each format; a topic has another name than a file. */
    private static List<String> health(String output) {
        List<String> health = new ArrayList<>();
        for (JsonNode document : documents(output, "health.json")) {
            health.add(document.path("invisible").toString());
            health.add(document.path("hosts_sharing_a_name").toString());
            for (JsonNode source : document.path("sources")) {
                health.add(String.join(
                        " ",
                        source.path("format").asText(),
                        source.path("irrelevant").asText(),
                        source.path("decoded").asText(),
                        source.path("dead").asText(),
                        source.path("newest_event_time").asText()));
            }
        }
        return health;
    }

    /** By host, without what is told once a day of the host's time and may be older in between. */
    private static Map<String, String> whatIsKnown(String output) {
        Map<String, String> known = new TreeMap<>();
        for (JsonNode document : documents(output, "hosts.ndjson")) {
            ObjectNode host = document.deepCopy();
            String day = host.at("/event/end").asText().substring(0, 10);
            ObjectNode own = (ObjectNode) host.path("shtinkering");
            ObjectNode lsass = (ObjectNode) own.path("lsass");
            lsass.remove("sources");
            own.remove(List.of("risk", "users"));
            known.put(document.at("/host/name").asText(), day + " " + own);
        }
        return known;
    }

    /** The host of each case and the case's status. */
    private static Set<String> cases(String output) {
        TreeSet<String> cases = new TreeSet<>();
        documents(output, "cases.ndjson")
                .forEach(document -> cases.add(document.at("/host/name").asText() + " "
                        + document.at("/shtinkering/case/status").asText()));
        return cases;
    }

    private static Set<String> stages(String output) {
        TreeSet<String> stages = new TreeSet<>();
        documents(output, "cases.ndjson")
                .forEach(document ->
                        stages.add(document.at("/shtinkering/case/stages").toString()));
        return stages;
    }

    private static Set<String> scores(String output) {
        TreeSet<String> scores = new TreeSet<>();
        documents(output, "cases.ndjson")
                .forEach(document -> scores.add(document.at("/host/name").asText() + " "
                        + document.at("/shtinkering/case/verdict").asText() + " "
                        + document.at("/event/risk_score").asText() + " "
                        + document.at("/shtinkering/score/parts")));
        return scores;
    }

    private static void send(String topic, List<String> records) throws Exception {
        for (String record : records) {
            stack.send(topic, Integer.toHexString(record.hashCode()), record);
        }
    }

    private static List<JsonNode> documents(String output, String name) {
        Path file = folder.resolve(output).resolve(name);
        return Files.exists(file) ? SchemaAssert.documents(file) : List.of();
    }

    private static Launched submit(Path config, Object... options) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of("jobs/submit", "--config", config, "--target", stack.target()));
        command.addAll(List.of(options));
        return Launched.run(command.toArray());
    }

    private static String accepted(Launched launched) {
        Matcher accepted = JOB.matcher(launched.succeeds().out());
        assertThat(accepted.find()).as("names the job").isTrue();
        return accepted.group(1);
    }

    private static String control(String topic) {
        return "exceptions: {kafka: {bootstrap_servers: '" + stack.bootstrapServers() + "', topic: " + topic + "}}";
    }

    /** A configuration; its name is also that of the job, its consumer group and its output directory. */
    private static Path config(String name, String topics, String... more) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                source:
                  kafka:
                    bootstrap_servers: %s
                    %s
                    start: earliest
                    group: %s
                flink:
                  pipeline.name: %s
                  parallelism.default: 1
                  pipeline.max-parallelism: 720
                  execution.checkpointing.interval: 2 s
                  restart-strategy.type: fixed-delay
                  restart-strategy.fixed-delay.attempts: 100
                  restart-strategy.fixed-delay.delay: 500 ms
                sink:
                  files: {directory: '%s'}
                %s
                """.formatted(
                        stack.bootstrapServers(), topics, name, name, folder.resolve(name), String.join("\n", more)));
    }
}
