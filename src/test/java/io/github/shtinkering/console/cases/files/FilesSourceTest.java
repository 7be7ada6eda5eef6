package io.github.shtinkering.console.cases.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.Cases;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.publish.json.DocumentSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files say, while a job writes them. */
class FilesSourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aDirectoryFillsWhileItIsWatched() throws IOException {
        FilesSource source = new FilesSource(folder.resolve("later"));
        assertThat(source.overview(null).at("/source/state").asText()).isEqualTo("waiting");
        assertThat(source.overview(null).at("/cases/total").asInt()).isZero();
        assertThat(source.document("a")).isNull();

        Files.createDirectories(folder.resolve("later/.shtinkering"));
        Cases.write(folder.resolve("later"), List.of(Cases.attempt("a", "ws-1", 92, "one")));
        assertThat(source.overview(null).at("/source/state").asText()).isEqualTo("running");
        assertThat(source.overview(null).at("/cases/to_read/critical").asInt()).isEqualTo(1);

        Files.delete(folder.resolve("later/.shtinkering"));
        assertThat(source.overview(null).at("/source/state").asText()).isEqualTo("complete");
        Files.delete(folder.resolve("later/cases.ndjson"));
        assertThat(source.overview(null).at("/cases/total").asInt()).isZero();
    }

    /** Nothing of it looks like an output of this version, also when most of its fields are known. */
    @Test
    void anOutputOfAnotherVersionIsSaidToBeOne() throws IOException {
        ObjectNode own = Cases.attempt("a", "ws-1", 92, "one");
        ObjectNode newer = Cases.attempt("b", "ws-1", 92, "one");
        newer.withObject("/shtinkering").put("schema", "urn:shtinkering:schema:alert:2");
        ObjectNode older = Cases.attempt("c", "ws-1", 92, "one");
        older.withObject("/shtinkering").remove("schema");

        Cases.write(folder, List.of(own));
        assertThat(notice().isNull()).isTrue();
        Cases.write(folder, List.of(own, newer));
        assertThat(notice().asText())
                .contains("1 of 2 cases", "another version", "urn:shtinkering:schema:alert:2", DocumentSchema.ALERT);
        Cases.write(folder, List.of(older));
        assertThat(notice().asText()).contains("Every case here", "names no schema");
    }

    private JsonNode notice() throws IOException {
        return new FilesSource(folder).overview(null).at("/source/notice");
    }

    @Test
    void theFleetIsCountedFromTheJobsFiles() throws IOException {
        Cases.replace(
                folder.resolve("hosts.ndjson"), List.of(host("ws-1", true), host("ws-2", false), host("ws-3", true)));
        Files.writeString(folder.resolve("health.json"), """
                {"sources":[],"invisible":[{"telemetry":"registry","hides":"an arming","hosts":2,"of":3,"message":"m"}]}""");
        Files.writeString(folder.resolve("summary.json"), "{\"records_in\":7}");

        ObjectNode overview = new FilesSource(folder).overview(null);

        assertThat(overview.at("/hosts/known").asInt()).isEqualTo(3);
        assertThat(overview.at("/hosts/armed").asInt()).isEqualTo(2);
        assertThat(overview.at("/hosts/examples/1/host").asText()).isEqualTo("ws-3");
        assertThat(overview.at("/invisible/0/telemetry").asText()).isEqualTo("registry");
        assertThat(overview.at("/records/records_in").asInt()).isEqualTo(7);
    }

    @Test
    void mergedCasesCountNowhereAndAreShownWhenAskedFor() throws IOException {
        ObjectNode merged = Cases.attempt("m", "ws-1", 95, "one");
        Cases.kase(merged).put("status", "merged").put("merged_into", "a");
        Cases.write(folder, List.of(merged, Cases.attempt("a", "ws-1", 92, "one")));
        FilesSource source = new FilesSource(folder);

        assertThat(source.overview(null).at("/cases/total").asInt()).isEqualTo(1);
        assertThat(ids(source.cases(CaseFilter.ALL, 0, 10))).containsExactly("a");
        assertThat(ids(source.cases(filter("status=merged"), 0, 10))).containsExactly("m");
    }

    /** The range is one of the job's clock: the events of all four cases are from the same minute of another year. */
    @Test
    void aRangeOfTimeNarrowsByWhenTheJobSaidIt() throws IOException {
        ObjectNode settled = Cases.emittedBefore(Duration.ofDays(8), Cases.attempt("s", "ws-2", 60, "two"));
        Cases.kase(settled).put("status", "settled");
        ObjectNode withdrawn = Cases.emittedBefore(Duration.ofDays(9), Cases.attempt("w", "ws-3", 95, "three"));
        Cases.kase(withdrawn).put("status", "withdrawn");
        ObjectNode unknown = Cases.attempt("u", "ws-4", 30, "four");
        unknown.withObject("/event").remove("created");
        ObjectNode forged = Cases.emittedBefore(Duration.ofDays(6), Cases.attempt("n", "ws-1", 92, "one"));
        forged.put("@timestamp", "2001-01-01T00:00:00.000Z");
        Cases.write(folder, List.of(forged, settled, withdrawn, unknown));
        FilesSource source = new FilesSource(folder);

        JsonNode page = source.cases(filter("within=P7D"), 0, 10);
        assertThat(ids(page)).containsExactly("n", "u");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("older").asInt()).isEqualTo(2);
        assertThat(page.at("/facets/status/settled").asInt()).isZero();
        assertThat(source.cases(filter("within=P7D&status=to-read"), 0, 10)
                        .path("older")
                        .asInt())
                .isEqualTo(1);
        assertThat(ids(source.cases(filter("within=PT24H"), 0, 10))).containsExactly("u");
        for (String all : List.of("within=all", "within=", "within=P30D")) {
            page = source.cases(filter(all), 0, 10);
            assertThat(ids(page)).as(all).containsExactly("w", "n", "s", "u");
            assertThat(page.path("older").asInt()).as(all).isZero();
        }
        List<String> exported = new ArrayList<>();
        source.export(filter("within=P7D"), (row, document) -> exported.add(row.id()));
        assertThat(exported).containsExactly("n", "u");

        JsonNode counts =
                source.overview(Instant.now().minus(Duration.ofDays(7))).path("cases");
        assertThat(counts.path("total").asInt()).isEqualTo(2);
        assertThat(counts.at("/to_read/critical").asInt()).isEqualTo(1);
        assertThat(counts.at("/to_read/medium").asInt()).isZero();
        assertThat(counts.at("/to_read_older/medium").asInt()).isEqualTo(1);
        assertThat(counts.at("/to_read_older/critical").asInt()).as("withdrawn").isZero();
        counts = source.overview(null).path("cases");
        assertThat(counts.at("/to_read/medium").asInt()).isEqualTo(1);
        assertThat(counts.at("/to_read_older/medium").asInt()).isZero();
    }

    @Test
    void filtersNarrowAndFacetsSayWhatTheyWouldLeave() throws IOException {
        ObjectNode precursor = Cases.attempt("p", "srv-db", 47, "armed by Tool.EXE");
        Cases.kase(precursor).put("verdict", "precursor").putArray("stages").add("arming");
        ObjectNode settled = Cases.attempt("c", "srv-web", 92, "long ago");
        Cases.kase(settled)
                .put("status", "settled")
                .putArray("stages")
                .add("arming")
                .add("launch");
        Cases.write(folder, List.of(precursor, settled, Cases.attempt("o", "ws-9", 78, "launched")));
        FilesSource source = new FilesSource(folder);

        assertThat(ids(source.cases(CaseFilter.ALL, 0, 10))).containsExactly("c", "o", "p");
        assertThat(ids(source.cases(filter("host=SRV"), 0, 10))).containsExactly("c", "p");
        assertThat(ids(source.cases(filter("q=tool.exe+ARMED"), 0, 10))).containsExactly("p");
        assertThat(ids(source.cases(filter("q=tool.exe+nothing"), 0, 10))).isEmpty();
        assertThat(ids(source.cases(filter("stage=arming&stage=launch"), 0, 10)))
                .containsExactly("c");
        assertThat(ids(source.cases(filter("severity=critical&severity=medium"), 0, 10)))
                .containsExactly("c", "p");
        JsonNode facets =
                source.cases(filter("severity=high&status=open"), 0, 10).path("facets");
        assertThat(facets.at("/severity/high").asInt()).isEqualTo(1);
        assertThat(facets.at("/severity/medium").asInt()).as("open ones").isEqualTo(1);
        assertThat(facets.at("/severity/critical").asInt()).as("is not open").isZero();
        assertThat(facets.at("/status/settled").asInt()).as("is not high").isZero();
    }

    @Test
    void theOrderIsTheSameHoweverTheFileIsSorted() throws IOException {
        long seed = new Random().nextLong();
        List<ObjectNode> documents = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> Cases.attempt("case-" + i, "ws-" + i % 7, i % 5 * 20, "reason"))
                .toList());
        Cases.write(folder, documents);
        List<String> before = ids(new FilesSource(folder).cases(CaseFilter.ALL, 0, 200));
        Collections.shuffle(documents, new Random(seed));
        Cases.write(folder, documents);
        assertThat(ids(new FilesSource(folder).cases(CaseFilter.ALL, 0, 200)))
                .as("seed %d", seed)
                .isEqualTo(before);
    }

    @Test
    void whatIsNoCaseIsPassedOver() throws IOException {
        Files.writeString(folder.resolve("cases.ndjson"), "\n{\"half\n[]\n\"text\"\nnull\n{}\n");
        Files.writeString(
                folder.resolve("cases.ndjson"),
                Cases.attempt("a", "ws-1", 92, "at the end, without a line's end")
                        .toString(),
                StandardOpenOption.APPEND);
        FilesSource source = new FilesSource(folder);
        assertThat(ids(source.cases(CaseFilter.ALL, 0, 10))).containsExactly("a");
        assertThat(JSON.readTree(source.document("a")).at("/host/name").asText())
                .isEqualTo("ws-1");
    }

    /** The file is replaced all the time; each document must be whole, of the case asked for, and of one version. */
    @Test
    void aFileThatIsReplacedWhileItIsReadGivesWholeDocuments() throws Exception {
        Cases.write(folder, generation(0));
        FilesSource source = new FilesSource(folder);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 120 && !done.get(); i++) {
                try {
                    Cases.write(folder, generation(i));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        int read = 0;
        while (!writer.isDone() || read < 50) {
            JsonNode document = JSON.readTree(source.document("case-3"));
            assertThat(document.at("/shtinkering/case/id").asText()).isEqualTo("case-3");
            List<String> hosts = new ArrayList<>();
            source.export(CaseFilter.ALL, (row, line) -> {
                assertThat(JSON.readTree(line).at("/shtinkering/case/id").asText())
                        .isEqualTo(row.id());
                hosts.add(JSON.readTree(line).at("/event/reason").asText().split(" ")[0]);
            });
            assertThat(hosts).hasSizeGreaterThan(4).containsOnly(hosts.get(0));
            read++;
        }
        done.set(true);
        writer.get();
        assertThat(JSON.readTree(source.document("case-3")).at("/event/reason").asText())
                .startsWith("120 ");
    }

    private static List<ObjectNode> generation(int number) {
        return IntStream.range(0, 5 + number % 7)
                .mapToObj(i -> Cases.attempt("case-" + i, "ws-" + i, 90, number + " " + "x".repeat(number % 50)))
                .toList();
    }

    private static ObjectNode host(String name, boolean armed) {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("host").put("name", name);
        ObjectNode own = document.putObject("shtinkering");
        if (armed) {
            own.putObject("armed")
                    .put("since", "2026-11-09T07:12:00.000Z")
                    .putArray("scopes")
                    .add("global");
        } else {
            own.putNull("armed");
        }
        return document;
    }

    private static CaseFilter filter(String query) {
        Map<String, List<String>> parameters = CaseFilter.parameters(query);
        return CaseFilter.of(parameters, Instant.now());
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("cases").spliterator(), false)
                .map(row -> row.path("id").asText())
                .toList();
    }
}
