package io.github.shtinkering.cluster;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryProcess;
import io.github.shtinkering.sink.SchemaAssert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backlog of whole attempts in a topic of four partitions, each record in one that is drawn by lot, read by two
 * TaskManagers: the stamps of two readers are not in the order in which a host's story takes their records.
 */
@UsesSharedStack
class SeveralReadersIT {
    private static final int HOSTS = Integer.getInteger("shtinkering.hosts", 1_000);
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_130L);
    private static final int PARTITIONS = 4;
    private static final long T0 = Instant.parse("2026-11-09T08:00:00Z").toEpochMilli();
    private static final long LSASS = 744;
    private static final long TOOL = 5120;
    private static final long WERFAULT = 7012;
    private static final Pattern JOB = Pattern.compile("/#/job/([0-9a-f]{32})");

    @TempDir
    Path folder;

    private LocalStack stack;

    @BeforeEach
    void take(LocalStack running) {
        stack = running;
    }

    @Test
    void endWithTheCasesOfOneReaderAndWithdrawNone() throws Exception {
        List<String> records = records();
        Path input = Files.write(folder.resolve("attempts.ndjson"), records);
        Launched.run("jobs/replay", "--input", input, "--output", folder.resolve("replayed"))
                .succeeds();
        stack.scatter("attempts", PARTITIONS, records, new Random(SEED));

        stack.awaitFinished(submit());

        Map<String, String> expected = liveCases("replayed");
        assertThat(expected).hasSize(HOSTS);
        Map<String, String> found = liveCases("found");
        List<String> differing = expected.keySet().stream()
                .filter(host -> !expected.get(host).equals(found.get(host)))
                .map(host -> host + ": " + expected.get(host) + " was " + found.get(host))
                .toList();
        assertThat(differing).as("seed %d", SEED).isEmpty();
        assertThat(found).hasSize(HOSTS);
        assertThat(documents("found", "alerts.ndjson"))
                .as("revisions that take back what was not refuted")
                .noneMatch(SeveralReadersIT::takesBack);
    }

    /** Of every third host nothing tells LSASS's PID. */
    private static List<String> records() {
        HostSensors sensors = HostSensors.withCompanions(RecordShapes.winlogbeat());
        List<String> records = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < HOSTS; i++) {
            attempt(i, random).events().stream()
                    .flatMap(event -> sensors.render(event).stream())
                    .forEach(records::add);
        }
        return records;
    }

    private static StoryBuilder attempt(int i, Random random) {
        StoryProcess tool = StoryProcess.ofSystem("C:\\Users\\Public\\t" + i + ".exe", TOOL, null);
        StoryBuilder host = StoryBuilder.on("WS-%06d".formatted(i), T0 + random.nextInt(600_000));
        if (i % 3 > 0) {
            host.at(ZERO).loggedOn(LSASS, "adm1", 2, "-");
        }
        return host.at(ofSeconds(30))
                .armed(StoryProcess.ofSystem("C:\\Windows\\regedit.exe", 4188, "regedit.exe"))
                .after(ofSeconds(60))
                .reportRequested(LSASS, tool, WERFAULT)
                .after(ofSeconds(2))
                .dumped(LSASS, TOOL, WERFAULT);
    }

    private String submit() throws Exception {
        Path config = Files.writeString(
                folder.resolve("several.yaml"), """
                source:
                  kafka:
                    bootstrap_servers: %s
                    topics: attempts
                    start: earliest
                    group: several
                    bounded: true
                flink:
                  parallelism.default: 2
                sink:
                  files: {directory: '%s'}
                """.formatted(stack.bootstrapServers(), folder.resolve("found")));
        Matcher accepted = JOB.matcher(Launched.run("jobs/submit", "--config", config, "--target", stack.target())
                .succeeds()
                .out());
        assertThat(accepted.find()).as("names the job").isTrue();
        return accepted.group(1);
    }

    private static boolean takesBack(JsonNode revision) {
        JsonNode kase = revision.at("/shtinkering/case");
        return kase.path("verdict").asText().equals("benign")
                || kase.path("status").asText().equals("withdrawn");
    }

    /** Verdict, stages, score and parts of each host's case. */
    private Map<String, String> liveCases(String output) {
        Map<String, String> cases = new TreeMap<>();
        for (JsonNode document : documents(output, "cases.ndjson")) {
            JsonNode kase = document.at("/shtinkering/case");
            if (kase.path("status").asText().equals("merged")) {
                continue;
            }
            List<String> parts = new ArrayList<>();
            document.at("/shtinkering/score/parts")
                    .forEach(part -> parts.add(part.path("name").asText() + part.path("points")));
            cases.merge(
                    document.at("/host/name").asText(),
                    kase.path("verdict").asText()
                            + kase.path("stages")
                            + document.at("/event/risk_score").asText()
                            + parts,
                    (one, other) -> one + " and " + other);
        }
        return cases;
    }

    private List<JsonNode> documents(String output, String file) {
        return SchemaAssert.documents(folder.resolve(output).resolve(file));
    }
}
