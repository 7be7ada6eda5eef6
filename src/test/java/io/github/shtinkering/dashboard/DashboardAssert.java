package io.github.shtinkering.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.testing.Await;
import io.github.shtinkering.testing.LocalOpenSearch;
import io.github.shtinkering.testing.LocalPrometheus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs what the dashboards' files ask, and holds the answers against what the panels claim. */
public final class DashboardAssert {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DashboardAssert() {}

    /** Fails unless each panel of the saved objects shows what its title says of the documents in the index. */
    public static void assertSavedObjectsShowWhatTheyClaim(LocalOpenSearch index) throws Exception {
        index.send("POST", "/_refresh", "");
        Map<String, JsonNode> objects = new HashMap<>();
        for (String line : Files.readAllLines(DashboardFiles.SAVED_OBJECTS)) {
            JsonNode object = JSON.readTree(line);
            objects.put(object.path("id").asText(), object);
        }
        for (Board board : Boards.all()) {
            for (Panel panel : board.panels()) {
                JsonNode object = Objects.requireNonNull(objects.get("shtinkering-" + panel.id()));
                assertThat(object.at("/references/0/id").asText())
                        .isEqualTo(panel.source().index());
                assertShows(index, panel, SavedObjects.request(object));
            }
        }
    }

    /** The same of Grafana's dashboards over the index. */
    public static void assertGrafanaShowsWhatItClaims(LocalOpenSearch index) throws Exception {
        index.send("POST", "/_refresh", "");
        for (Board board : Boards.all()) {
            JsonNode panels =
                    JSON.readTree(DashboardFiles.grafana(board.id()).toFile()).path("panels");
            assertThat(panels).hasSameSizeAs(board.panels());
            for (int i = 0; i < panels.size(); i++) {
                Panel panel = board.panels().get(i);
                assertThat(panels.get(i).path("title").asText()).isEqualTo(panel.title());
                assertThat(panels.get(i).at("/targets/0/datasource/uid").asText())
                        .isEqualTo(panel.source().index());
                assertShows(index, panel, Grafana.request(panels.get(i)));
            }
        }
    }

    /** Fails unless each panel of the job's health has a value, and one that a job that did its work can have. */
    public static void assertHealthIsShown(LocalPrometheus prometheus) throws Exception {
        JsonNode panels = JSON.readTree(
                        DashboardFiles.grafana("shtinkering-job-health").toFile())
                .path("panels");
        assertThat(panels).hasSameSizeAs(HealthPanel.all());
        for (int i = 0; i < panels.size(); i++) {
            HealthPanel panel = HealthPanel.all().get(i);
            String expression = panels.get(i).at("/targets/0/expr").asText();
            // A rate needs two scrapes.
            Await.until(
                    panel.title() + " has a value",
                    () -> !prometheus.query(expression).isEmpty());
            assertThat(prometheus.query(expression)).allSatisfy(one -> assertThat(
                            Double.parseDouble(one.at("/value/1").asText()))
                    .as(panel.title())
                    .isBetween(panel.least(), panel.most()));
        }
    }

    private static void assertShows(LocalOpenSearch index, Panel panel, JsonNode request) throws Exception {
        String path = "/" + panel.source().index() + "/_search";
        List<JsonNode> documents = new ArrayList<>();
        JSON.readTree(index.get(path + "?size=10000"))
                .at("/hits/hits")
                .forEach(hit -> documents.add(hit.path("_source")));
        assertThat(Search.shown(panel, JSON.readTree(index.send("POST", path, request.toString()))))
                .as("%s: %s", panel.id(), panel.title())
                .isEqualTo(Shown.claimedBy(panel, documents));
    }
}
