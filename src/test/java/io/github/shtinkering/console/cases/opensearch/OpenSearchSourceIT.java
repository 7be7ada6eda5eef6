package io.github.shtinkering.console.cases.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.Cases;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.ingest.source.file.InputFiles;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.replay.ReplayRun;
import io.github.shtinkering.simulate.SimulatedFleet;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import io.github.shtinkering.testing.LocalOpenSearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real cases in a real index are shown as the same cases in files are. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OpenSearchSourceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MILLIS = 1_794_211_200_000L;
    private static final String HOSTILE = "<script>*?\\\"{}";

    @RegisterExtension
    static final LocalOpenSearch INDEX = new LocalOpenSearch();

    @TempDir
    static Path folder;

    private static FilesSource files;
    private static OpenSearchSource index;

    @BeforeAll
    static void loadCases() throws Exception {
        SimulatedFleet.Settings settings = new SimulatedFleet.Settings(1, DAY_MILLIS, Duration.ofDays(1), 200, 2_000);
        new SimulatedFleet(settings).writeTo(folder.resolve("telemetry"));
        InputFiles input = InputFiles.below(List.of(folder.resolve("telemetry/telemetry.ndjson")));
        Path found = folder.resolve("found");
        ReplayRun.of(JobConfig.defaults(), input, found).run();
        SchemaAssert.assertKeepsSchemas(found);
        Files.writeString(
                found.resolve("cases.ndjson"),
                Files.readString(found.resolve("cases.ndjson"))
                        + Cases.attempt("hostile", HOSTILE, 92, "one reason of its own") + "\n"
                        + Cases.emittedBefore(Duration.ofDays(8), Cases.attempt("old-1", "old-1", 92, "of last week"))
                        + "\n"
                        + Cases.emittedBefore(Duration.ofDays(40), byAnotherVersion())
                        + "\n");
        load(found, "cases", "/shtinkering/case/id");
        load(found, "campaigns", "/shtinkering/campaign/id");
        load(found, "hosts", "/host/name");
        files = new FilesSource(found);
        index = new OpenSearchSource(new OpenSearchSettings(List.of(INDEX.endpoint()), IndexNames.DEFAULT, null, null));
    }

    private static ObjectNode byAnotherVersion() {
        ObjectNode document = Cases.attempt("old-2", "old-2", 47, "of last month");
        document.withObject("/shtinkering").put("schema", "urn:shtinkering:schema:alert:0");
        return document;
    }

    private static void load(Path found, String kind, String id) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (String line : Files.readAllLines(found.resolve(kind + ".ndjson"))) {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("index").put("_id", JSON.readTree(line).at(id).asText());
            bulk.append(action).append('\n').append(line).append('\n');
        }
        if (bulk.isEmpty()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(
                        INDEX.endpoint().resolve("/shtinkering-" + kind + "/_bulk?refresh=true"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(bulk.toString()))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(JSON.readTree(answer).path("errors").asBoolean()).as(answer).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "severity=critical",
                "severity=critical&severity=info&status=open",
                "verdict=precursor",
                "stage=arming&stage=dump",
                "status=merged",
                "status=settled",
                "within=all",
                "within=P7D",
                "within=P7D&severity=critical&status=to-read",
                "within=P30D&host=old",
                "host=ws-0",
                "host=WS-0&severity=info",
                "host=%3Cscript%3E*%3F%5C%22%7B%7D",
                "host=*",
                "host=%3F",
                "q=corp%5Cadm1",
                "q=nowhere+to+be+found"
            })
    void aFilterGivesTheSameCasesAndFacets(String query) throws IOException {
        CaseFilter filter = CaseFilter.of(CaseFilter.parameters(query), Instant.now());
        assertThat(index.cases(filter, 0, 200)).isEqualTo(files.cases(filter, 0, 200));
        assertThat(index.cases(filter, 3, 5)).isEqualTo(files.cases(filter, 3, 5));
    }

    @Test
    void casesOfAnotherVersionAreToldTheSame() throws IOException {
        JsonNode notice = index.overview(null).at("/source/notice");
        assertThat(notice).isEqualTo(files.overview(null).at("/source/notice"));
        assertThat(notice.asText()).startsWith("1 of ").contains("urn:shtinkering:schema:alert:0");
    }

    @Test
    void casesOfARangeOfTimeAreCountedTheSame() throws IOException {
        for (int days : List.of(1, 7, 30, 365)) {
            Instant since = Instant.now().minus(Duration.ofDays(days));
            JsonNode counts = index.overview(since).path("cases");
            assertThat(counts)
                    .as("%d days", days)
                    .isEqualTo(files.overview(since).path("cases"));
            assertThat(counts.at("/to_read_older/critical").asInt()).isEqualTo(days < 8 ? 1 : 0);
            assertThat(counts.at("/to_read_older/medium").asInt()).isEqualTo(days < 40 ? 1 : 0);
        }
    }

    /** The guide's query for the job's own alerts, in the engine that has them. */
    @Test
    void theGuidesQueryFindsTheCasesOfTheHostAndOfItsCampaign() throws Exception {
        int asked = 0;
        for (String line : Files.readAllLines(folder.resolve("found/cases.ndjson"))) {
            JsonNode document = JSON.readTree(line);
            for (JsonNode step : document.at("/shtinkering/guide")) {
                String text = step.asText();
                if (text.startsWith("Lucene: ")) {
                    asked++;
                    List<String> found = search(text.substring("Lucene: ".length()));
                    assertThat(found).as(text).contains(id(document));
                    assertThat(found).as(text).isSubsetOf(ofHostOrCampaign(document));
                }
            }
        }
        assertThat(asked).isGreaterThan(10);
    }

    private static List<String> search(String query) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("size", 10_000);
        body.putObject("query").putObject("query_string").put("query", query);
        HttpRequest request = HttpRequest.newBuilder(INDEX.endpoint().resolve("/shtinkering-cases/_search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        JsonNode answer = JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
        List<String> ids = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> ids.add(id(hit.path("_source"))));
        return ids;
    }

    private static List<String> ofHostOrCampaign(JsonNode document) throws IOException {
        String campaign = document.at("/shtinkering/campaign/id").asText();
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("found/cases.ndjson"))) {
            JsonNode other = JSON.readTree(line);
            boolean sameCampaign = !campaign.isEmpty()
                    && other.at("/shtinkering/campaign/id").asText().equals(campaign);
            if (sameCampaign || other.at("/host/name").equals(document.at("/host/name"))) {
                ids.add(id(other));
            }
        }
        return ids;
    }

    private static String id(JsonNode document) {
        return document.at("/shtinkering/case/id").asText();
    }

    @Test
    void theFleetIsCountedTheSame() throws IOException {
        ObjectNode here = index.overview(null);
        ObjectNode there = files.overview(null);
        for (String part : List.of("cases", "hosts", "campaigns")) {
            assertThat(here.get(part)).as(part).isEqualTo(there.get(part));
        }
        assertThat(silent(here)).isEqualTo(silent(there));
        assertThat(here.at("/hosts/armed").asLong()).isPositive();
    }

    private static List<String> silent(JsonNode overview) {
        List<String> silent = new ArrayList<>();
        overview.path("invisible")
                .forEach(spot -> silent.add(
                        spot.path("telemetry").asText() + " " + spot.path("hosts") + " of " + spot.path("of")));
        return silent;
    }

    @Test
    void documentsAndExportsAreTheSame() throws IOException {
        List<JsonNode> fromIndex = exported(index);
        assertThat(fromIndex).isEqualTo(exported(files)).hasSizeGreaterThan(20);
        for (JsonNode document : fromIndex.subList(0, 20)) {
            String id = document.at("/shtinkering/case/id").asText();
            assertThat(JSON.readTree(index.document(id))).isEqualTo(document);
        }
        assertThat(index.document("no such case")).isNull();
        assertThat(index.campaigns().path("total")).isEqualTo(files.campaigns().path("total"));
    }

    private static List<JsonNode> exported(CaseSource source) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        source.export(CaseFilter.ALL, (row, document) -> documents.add(JSON.readTree(document)));
        return documents;
    }

    @Test
    void anIndexThatIsAwayIsNamedWithoutItsSecret() {
        OpenSearchSource away = new OpenSearchSource(new OpenSearchSettings(
                List.of(URI.create("http://127.0.0.1:1")),
                IndexNames.DEFAULT,
                () -> OpenSearchSettings.basic("user", "secret"),
                null));
        assertThatThrownBy(() -> away.overview(null))
                .isInstanceOf(IOException.class)
                .hasMessage("the index at http://127.0.0.1:1 does not answer");
    }
}
