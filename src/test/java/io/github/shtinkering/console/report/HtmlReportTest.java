package io.github.shtinkering.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.Cases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that can be sent: whole, small, and harmless. */
class HtmlReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

    @TempDir
    Path folder;

    private String report(List<ObjectNode> cases) throws Exception {
        Cases.write(folder, cases);
        HtmlReport.write(folder);
        return Files.readString(folder.resolve("report.html"));
    }

    private static JsonNode data(String report) throws Exception {
        Matcher data = DATA.matcher(report);
        assertThat(data.find()).isTrue();
        return JSON.readTree(data.group(1));
    }

    @Test
    void everyCaseOfLowOrAboveIsThereWhole() throws Exception {
        ObjectNode info = Cases.attempt("b", "ws-2", 12, "two");
        JsonNode data = data(report(List.of(Cases.attempt("a", "ws-1", 92, "one"), info)));
        assertThat(data.path("rows")).hasSize(2);
        assertThat(data.at("/documents/a/event/reason").asText()).isEqualTo("one");
        assertThat(data.path("documents")).hasSize(1);
        assertThat(data.at("/overview/source/notice").asText())
                .isEqualTo("1 cases are listed without a page: their documents are in cases.ndjson.");
        assertThat(data.at("/overview/source/name").asText())
                .as("no path of this machine")
                .doesNotContain("/");
    }

    @Test
    void aThousandCasesAreUnderTenMegabytesAndTheRestIsCounted() throws Exception {
        List<ObjectNode> cases = IntStream.range(0, 4_000)
                .mapToObj(i -> Cases.attempt("id-" + i, "ws-" + i, 92, "reason " + i))
                .toList();
        cases.get(0).withObject("/shtinkering").putArray("guide").add("x".repeat(100_000));
        String report = report(cases);
        assertThat(report.length()).isLessThan(10_000_000);
        JsonNode data = data(report);
        assertThat(data.path("documents")).hasSize(1_000);
        assertThat(data.path("rows")).hasSize(3_000);
        assertThat(data.at("/overview/source/notice").asText())
                .contains("Of 4,000 cases of low or above, the worst 1,000", "1,000 more are counted");
    }

    @Test
    void noMarkupOfAStrangerIsLeft() throws Exception {
        String hostile = "</script><script>alert(1)</script><!--";
        String report = report(List.of(Cases.attempt("a", "ws-1", 92, hostile)));
        assertThat(report).doesNotContain("alert(1)</script>");
        assertThat(data(report).at("/documents/a/event/reason").asText()).isEqualTo(hostile);
    }

    /** A new module that is forgotten would be missed only where it is needed. */
    @Test
    void everyScriptOfThePagesIsInIt() throws Exception {
        String report = report(List.of());
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/console"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".js") && !name.equals("report.js")))
                    .allMatch(name -> report.contains("'" + name + "': (need,"));
        }
        assertThat(report).doesNotContain("\nimport ", "\nexport ", "=\"/assets");
    }

    @Test
    void aTimelineHasEachPieceOfEvidenceAndNoFormula() throws Exception {
        ObjectNode document = Cases.attempt("a", "ws-1", 92, "=cmd|' /C calc'!A0");
        report(List.of(document));
        assertThat(Files.readAllLines(folder.resolve("timeline.csv")))
                .containsExactly(
                        "datetime,timestamp_desc,message,host,case,verdict,stage,score,origin",
                        "\"2026-11-09T07:12:00.000Z\",\"LSASS dump: launch\",\"'=cmd|' /C calc'!A0\",\"ws-1\",\"a\","
                                + "\"attempt\",\"launch\",\"92\",\"telemetry.ndjson:1\"");
    }
}
