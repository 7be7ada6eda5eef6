package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.sink.SchemaAssert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a run wrote, as runs are compared. */
final class CaseFiles {

    private final Path directory;

    /** Reads from an output directory. */
    CaseFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The live cases, in the order of their text: host, status, verdict, stages, score, parts, and the evidence by id,
     * stage and time. What was refuted is not compared, nor are ids, revisions and versions: the way may differ.
     */
    List<String> liveCases() {
        List<String> live = new ArrayList<>();
        for (JsonNode document : documents("cases.ndjson")) {
            ReportedCase found = ReportedCase.of(document);
            if (!found.merged() && !found.status().equals("withdrawn")) {
                live.add(text(found, document));
            }
        }
        live.sort(String::compareTo);
        return live;
    }

    private static String text(ReportedCase found, JsonNode document) {
        StringBuilder text = new StringBuilder(found.host());
        text.append(' ').append(found.status()).append(' ').append(found.summary());
        text.append(' ').append(found.score());
        document.at("/shtinkering/score/parts").forEach(part -> text.append("\n  ")
                .append(part.path("name").asText())
                .append(' ')
                .append(part.path("points").asInt()));
        TreeSet<String> evidence = new TreeSet<>();
        document.at("/shtinkering/evidence")
                .forEach(one -> evidence.add("\n    " + one.path("time").asText() + ' '
                        + one.path("stage").asText() + ' ' + one.path("id").asText() + " x"
                        + one.path("count").asInt()));
        evidence.forEach(text::append);
        return text.toString();
    }

    /** What came in, and what became of it. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        JsonNode summary = documents("summary.json").get(0);
        for (String name : List.of(
                "records_in", "records_irrelevant", "records_decoded", "records_dead_lettered", "bytes_in", "hosts")) {
            counts.put(name, summary.path(name).asLong());
        }
        return counts;
    }

    /** Each case has the revisions 1, 2, 3 …, under versions that only grow, and stands in its newest one. */
    void assertThatNothingIsLostOrDoubled() {
        Map<String, Long> revisions = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        for (JsonNode alert : documents("alerts.ndjson")) {
            JsonNode kase = alert.at("/shtinkering/case");
            String id = kase.path("id").asText();
            long revision = kase.path("revision").asLong();
            long version = kase.path("version").asLong();
            assertThat(revision).as("revision of %s", id).isEqualTo(revisions.getOrDefault(id, 0L) + 1);
            assertThat(version).as("version of %s", id).isGreaterThan(versions.getOrDefault(id, 0L));
            revisions.put(id, revision);
            versions.put(id, version);
        }
        Map<String, Long> newest = new HashMap<>();
        for (JsonNode document : documents("cases.ndjson")) {
            JsonNode kase = document.at("/shtinkering/case");
            Long before =
                    newest.put(kase.path("id").asText(), kase.path("revision").asLong());
            assertThat(before).as("case %s twice", kase.path("id").asText()).isNull();
        }
        assertThat(newest).isEqualTo(revisions);
    }

    private List<JsonNode> documents(String file) {
        return SchemaAssert.documents(directory.resolve(file));
    }
}
