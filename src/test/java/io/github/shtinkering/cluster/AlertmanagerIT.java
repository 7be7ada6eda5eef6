package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalAlertmanager;
import io.github.shtinkering.testing.PostReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on a real cluster tells a real Alertmanager. Skipped where none is installed. What fires is told again
 * each minute: the test waits for that most of its time, beside other classes and on a cluster of its own.
 */
class AlertmanagerIT {
    private static final Pattern JOB = Pattern.compile("/#/job/([0-9a-f]{32})");
    private static final String TOPIC = "telemetry";
    private static final int PARTITIONS = 4;
    private static final int LOW = 1;
    private static final long OTHER_PID = 792;
    private static final String REFUTED = "refuted-01";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static LocalAlertmanager alertmanager;
    private static PostReceiver receiver;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = LocalAlertmanager.program();
        assumeTrue(program.isPresent(), "skipped: there is no prometheus-alertmanager on the PATH");
        receiver = new PostReceiver();
        alertmanager = new LocalAlertmanager(program.orElseThrow(), folder, """
                route:
                  receiver: people
                  group_by: [host]
                  group_wait: 1s
                  group_interval: 1s
                  routes:
                    - matchers: ['campaign=~".+"']
                      group_by: [campaign]
                receivers:
                  - name: people
                    webhook_configs: [{url: '%s', send_resolved: true}]
                """.formatted(receiver.uri()));
        alertmanager.start();
        new SimulatedFleet(new SimulatedFleet.Settings(
                        1, Instant.parse("2026-11-09T00:00:00Z").toEpochMilli(), Duration.ofDays(1), 400, 20_000))
                .writeTo(folder);
        Files.write(
                telemetry(),
                List.of(SysmonRecords.launch(REFUTED), SysmonRecords.lsassStarted(REFUTED, OTHER_PID)),
                StandardOpenOption.APPEND);
        Launched.run("jobs/replay", "--input", telemetry(), "--output", folder.resolve("replayed"))
                .succeeds();
        stack = new LocalStack(folder.resolve("stack"));
        stack.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.stop();
        }
        if (alertmanager != null) {
            alertmanager.close();
            receiver.close();
        }
    }

    @Test
    void holdsEachCaseOnceWhateverIsKilled() throws Exception {
        List<String> all = Files.readAllLines(telemetry());
        List<String> records = all.subList(0, all.size() - 2);
        stack.createTopic(TOPIC, PARTITIONS);
        stack.send(TOPIC, records.subList(0, records.size() / 3));
        stack.send(TOPIC, REFUTED, SysmonRecords.launch(REFUTED));
        String job = submit();
        stack.awaitCheckpoint(job);
        Await.until("cases fire", () -> firing().stream().anyMatch(alert -> alert.startsWith(REFUTED)));

        alertmanager.kill();
        stack.send(TOPIC, records.subList(records.size() / 3, records.size() * 2 / 3));
        stack.killTaskManager(1);
        stack.killTaskManager(2); // the job may run on one of them only
        stack.startTaskManagers();
        alertmanager.start();
        Await.until("the job goes on from a checkpoint", () -> stack.restored(job) > 0);
        Await.until("cases fire again", () -> firing().stream().anyMatch(alert -> alert.startsWith(REFUTED)));

        alertmanager.kill();
        stack.send(TOPIC, records.subList(records.size() * 2 / 3, records.size()));
        alertmanager.start();
        Await.until("cases fire a third time", () -> firing().stream().anyMatch(alert -> alert.startsWith(REFUTED)));
        stack.send(TOPIC, REFUTED, SysmonRecords.lsassStarted(REFUTED, OTHER_PID));

        List<String> cases = casesToHear();
        Set<Set<String>> campaigns = campaigns();
        Await.patiently(() -> firing().equals(cases) && groups().equals(campaigns) && isResolved(REFUTED));
        assertThat(firing()).containsExactlyElementsOf(cases).hasSizeGreaterThan(15);
        assertThat(groups()).isEqualTo(campaigns).isNotEmpty();
        assertThat(isResolved(REFUTED)).as("people are told that it is over").isTrue();
        stack.cancel(job);
    }

    private static Path telemetry() {
        return folder.resolve("telemetry.ndjson");
    }

    /** Host, verdict and severity of each alert that fires, in order. */
    private static List<String> firing() throws InterruptedException {
        List<String> firing = new ArrayList<>();
        for (JsonNode alert : alertmanager.firing()) {
            JsonNode labels = alert.path("labels");
            firing.add(line(labels.path("host"), labels.path("verdict"), labels.path("severity")));
        }
        firing.sort(null);
        return firing;
    }

    /** What a replay of the same records finds. */
    private static List<String> casesToHear() {
        List<String> cases = new ArrayList<>();
        for (JsonNode document : replayed("cases.ndjson")) {
            JsonNode kase = document.at("/shtinkering/case");
            boolean isToRead =
                    Set.of("open", "settled").contains(kase.path("status").asText());
            if (isToRead && document.at("/event/severity").asInt() >= LOW) {
                cases.add(line(document.at("/host/name"), kase.path("verdict"), kase.path("severity")));
            }
        }
        cases.sort(null);
        return cases;
    }

    private static String line(JsonNode... words) {
        List<String> line = new ArrayList<>();
        for (JsonNode word : words) {
            line.add(word.asText());
        }
        return String.join(" ", line);
    }

    /** The hosts of each group that has a campaign. */
    private static Set<Set<String>> groups() throws InterruptedException {
        Set<Set<String>> groups = new HashSet<>();
        for (JsonNode group : alertmanager.groups()) {
            if (group.at("/labels").has("campaign")) {
                Set<String> hosts = new TreeSet<>();
                group.path("alerts")
                        .forEach(alert -> hosts.add(alert.at("/labels/host").asText()));
                groups.add(hosts);
            }
        }
        return groups;
    }

    /** The hosts of each campaign that a replay finds. */
    private static Set<Set<String>> campaigns() {
        Set<Set<String>> campaigns = new HashSet<>();
        for (JsonNode document : replayed("campaigns.ndjson")) {
            JsonNode campaign = document.at("/shtinkering/campaign");
            if (campaign.path("kind").asText().equals("campaign")) {
                Set<String> hosts = new TreeSet<>();
                campaign.path("hosts").forEach(host -> hosts.add(host.asText()));
                campaigns.add(hosts);
            }
        }
        return campaigns;
    }

    /** Whether the receiver behind the Alertmanager was told that the alert of a host is over. */
    private static boolean isResolved(String host) throws Exception {
        for (String body : receiver.bodies()) {
            for (JsonNode alert : JSON.readTree(body).path("alerts")) {
                if (alert.at("/labels/host").asText().equals(host)
                        && alert.path("status").asText().equals("resolved")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<JsonNode> replayed(String file) {
        return SchemaAssert.documents(folder.resolve("replayed").resolve(file));
    }

    private static String submit() throws Exception {
        Path config = Files.writeString(folder.resolve("alertmanager.yaml"), """
                source:
                  kafka:
                    bootstrap_servers: %s
                    topics: %s
                    start: earliest
                    group: alertmanager
                flink:
                  parallelism.default: 2
                  pipeline.max-parallelism: 720
                  execution.checkpointing.interval: 2 s
                  restart-strategy.type: fixed-delay
                  restart-strategy.fixed-delay.attempts: 100
                  restart-strategy.fixed-delay.delay: 500 ms
                sink:
                  files: {directory: '%s'}
                  webhook: {endpoint: '%s', form: alertmanager, from_severity: low}
                """.formatted(
                        stack.bootstrapServers(), TOPIC, folder.resolve("live"), alertmanager.alertsEndpoint()));
        Launched launched = Launched.run("jobs/submit", "--config", config, "--target", stack.target())
                .succeeds();
        Matcher accepted = JOB.matcher(launched.out());
        assertThat(accepted.find()).as("names the job").isTrue();
        return accepted.group(1);
    }
}
