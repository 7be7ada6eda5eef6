package io.github.shtinkering.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.job.Replay;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.simulator.SimulatedFleet;
import io.github.shtinkering.sink.IndexNames;
import io.github.shtinkering.sink.OpenSearchSettings;
import io.github.shtinkering.sink.SchemaAssert;
import io.github.shtinkering.source.InputFiles;
import io.github.shtinkering.testing.LocalOpenSearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        Replay.of(JobConfig.defaults(), input, found).run();
        SchemaAssert.assertKeepsSchemas(found);
        Files.writeString(
                found.resolve("cases.ndjson"),
                Files.readString(found.resolve("cases.ndjson"))
                        + Cases.attempt("hostile", HOSTILE, 92, "one reason of its own") + "\n");
        load(found, "cases", "/shtinkering/case/id");
        load(found, "campaigns", "/shtinkering/campaign/id");
        load(found, "hosts", "/host/name");
        files = new FilesSource(found);
        index = new OpenSearchSource(new OpenSearchSettings(List.of(INDEX.endpoint()), IndexNames.DEFAULT, null, null));
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
                "status=closed",
                "host=ws-0",
                "host=WS-0&severity=info",
                "host=%3Cscript%3E*%3F%5C%22%7B%7D",
                "host=*",
                "host=%3F",
                "q=corp%5Cadm1",
                "q=nowhere+to+be+found"
            })
    void aFilterGivesTheSameCasesAndFacets(String query) throws IOException {
        CaseFilter filter = CaseFilter.of(CaseFilter.parameters(query));
        assertThat(index.cases(filter, 0, 200)).isEqualTo(files.cases(filter, 0, 200));
        assertThat(index.cases(filter, 3, 5)).isEqualTo(files.cases(filter, 3, 5));
    }

    @Test
    void theFleetIsCountedTheSame() throws IOException {
        ObjectNode here = index.overview();
        ObjectNode there = files.overview();
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
        assertThatThrownBy(away::overview)
                .isInstanceOf(IOException.class)
                .hasMessage("the index at http://127.0.0.1:1 does not answer");
    }
}
