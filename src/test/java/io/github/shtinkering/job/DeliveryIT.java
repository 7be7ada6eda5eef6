package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.dashboard.DashboardAssert;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalOpenSearch;
import io.github.shtinkering.testing.LocalPrometheus;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole job between a secured broker and a secured index, killed in the middle of writing: it ends with the
 * documents of a replay that nothing disturbed, and every document that it wrote keeps its schema.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class DeliveryIT {
    @RegisterExtension
    static final LocalOpenSearch INDEX = new LocalOpenSearch();

    @TempDir
    static Path directory;

    private static DeliveryStack stack;

    @BeforeAll
    static void killTheJobInTheMiddleOfWriting() throws Exception {
        stack = new DeliveryStack(directory, INDEX);
        stack.start();
        Await.until("the index has some cases", () -> !stack.indexed("shtinkering-cases")
                .isEmpty());
        Await.until("there is a checkpoint to go on from", () -> stack.hasCheckpoint());
        stack.sendTheRest();
        stack.killTaskManager();
        Await.until("the job goes on from a checkpoint", () -> stack.restarts() > 0);
        List<String> expected = cases(stack.replayed("cases.ndjson"));
        Await.until("the index has the cases of the replay", () -> cases(stack.indexed("shtinkering-cases"))
                .equals(expected));
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void endsWithTheDocumentsOfAnUndisturbedRun() throws Exception {
        assertThat(cases(stack.indexed("shtinkering-cases"))).isEqualTo(cases(stack.replayed("cases.ndjson")));
        assertThat(cases(newestInTopic("shtinkering.cases.v1"))).isEqualTo(cases(stack.replayed("cases.ndjson")));
        assertThat(armed(stack.indexed("shtinkering-hosts"))).isEqualTo(armed(stack.replayed("hosts.ndjson")));
        assertThat(stack.indexed("shtinkering-dead-letters")).hasSameSizeAs(stack.replayed("dead-letter.ndjson"));
        assertThat(uses(stack.indexed("shtinkering-audit"))).isEqualTo(uses(stack.replayed("audit.ndjson")));
    }

    /** Whoever reads a topic or an index through the stack gets documents that keep their schemas, or fails. */
    @ParameterizedTest
    @ValueSource(strings = {"cases", "campaigns", "dlq", "audit"})
    void everyDocumentInATopicKeepsItsSchema(String topic) {
        assertThat(stack.topic("shtinkering." + topic + ".v1")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cases", "findings", "case-history", "campaigns", "hosts", "dead-letters", "audit"})
    void everyDocumentInAnIndexKeepsItsSchema(String index) throws Exception {
        assertThat(stack.indexed("shtinkering-" + index)).isNotEmpty();
    }

    @Test
    void theFindingsAreTheCasesUnderTheSameIdsAndVersions() throws Exception {
        assertThat(INDEX.versions("shtinkering-findings")).isNotEmpty().isEqualTo(INDEX.versions("shtinkering-cases"));
        JsonNode found = new ObjectMapper().readTree(INDEX.send("POST", "/shtinkering-findings/_search", """
                        {"query": {"term": {"finding_info.attacks.technique.uid": "T1003"}},
                         "aggs": {"hosts": {"terms": {"field": "device.hostname"}},
                                  "last": {"max": {"field": "finding_info.last_seen_time"}}}}
                        """));
        assertThat(found.at("/aggregations/hosts/buckets")).isNotEmpty();
        assertThat(found.at("/aggregations/last/value_as_string").asText())
                .as("a date")
                .startsWith("17");
    }

    /** They were created with the job's own login; what is there is compared and left alone. */
    @Test
    void theTopicsAreAsTheLauncherMakesThem() throws Exception {
        StringWriter said = new StringWriter();
        assertThat(stack.topics(said, 1)).as(said::toString).isZero();
        assertThat(said.toString().lines())
                .containsExactly(
                        "shtinkering.cases.v1 is there",
                        "shtinkering.campaigns.v1 is there",
                        "shtinkering.dlq.v1 is there",
                        "shtinkering.audit.v1 is there");

        stack.alter("shtinkering.audit.v1", "message.timestamp.type", "CreateTime");
        StringWriter otherwise = new StringWriter();
        assertThat(stack.topics(otherwise, 6, "--dry-run")).isEqualTo(1);
        assertThat(otherwise.toString())
                .contains("shtinkering.audit.v1 has message.timestamp.type=CreateTime, not LogAppendTime")
                .contains("shtinkering.cases.v1 has 1 partitions, not 6");
    }

    @Test
    void theHistoryHoldsTheNewestRevisionOfEachCase() throws Exception {
        List<String> history = stack.indexed("shtinkering-case-history").stream()
                .map(DeliveryIT::revision)
                .toList();
        assertThat(history)
                .containsAll(stack.indexed("shtinkering-cases").stream()
                        .map(DeliveryIT::revision)
                        .toList());
    }

    @Test
    void theSavedObjectsShowWhatTheyClaim() throws Exception {
        DashboardAssert.assertSavedObjectsShowWhatTheyClaim(INDEX);
    }

    @Test
    void grafanaShowsWhatItClaims() throws Exception {
        DashboardAssert.assertGrafanaShowsWhatItClaims(INDEX);
    }

    @Test
    void theHealthOfTheJobIsShown() throws Exception {
        Optional<Path> program = LocalPrometheus.program("prometheus");
        assumeTrue(program.isPresent(), "no prometheus on the PATH: apt-get install prometheus");
        try (LocalPrometheus prometheus = LocalPrometheus.start(program.get(), directory, stack.metricsPort())) {
            DashboardAssert.assertHealthIsShown(prometheus);
        }
    }

    private static String revision(JsonNode alert) {
        JsonNode theCase = alert.at("/shtinkering/case");
        return theCase.path("id").asText() + " " + theCase.path("revision").asText() + " "
                + alert.at("/shtinkering/score/parts");
    }

    /** As a reader of a compacted topic sees it. */
    private static List<JsonNode> newestInTopic(String topic) {
        Map<String, JsonNode> newest = new HashMap<>();
        stack.topic(topic).forEach(sent -> newest.put(sent.key(), sent.document()));
        return List.copyOf(newest.values());
    }

    /** The cases as they must be after whatever was killed. */
    private static List<String> cases(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> String.join(
                        " ",
                        document.at("/shtinkering/case/id").asText(),
                        document.at("/host/name").asText(),
                        document.at("/shtinkering/case/verdict").asText(),
                        document.at("/shtinkering/case/status").asText(),
                        document.at("/shtinkering/case/stages").toString(),
                        document.at("/shtinkering/score/parts").toString()))
                .sorted()
                .toList();
    }

    /** Which exception acted on which case, and what was refused; how many revisions say so may differ. */
    private static Set<String> uses(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> document.at("/exception/id") + " " + document.at("/case/id") + " "
                        + document.at("/error/message"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Hosts that are armed; a replay also writes those of which nothing is to be told. */
    private static List<String> armed(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.at("/shtinkering/armed").isObject())
                .map(document -> document.at("/host/name").asText() + document.at("/shtinkering/armed"))
                .sorted()
                .toList();
    }
}
