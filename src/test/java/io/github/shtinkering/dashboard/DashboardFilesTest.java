package io.github.shtinkering.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files are those that the panels' one source gives. After a change of {@link Boards} or {@link HealthPanel}, {@code
 * -Ddashboards.write=true} writes them anew.
 */
class DashboardFilesTest {
    @Test
    void areWhatTheirSourceGives() throws IOException {
        for (Map.Entry<Path, String> file : DashboardFiles.generated().entrySet()) {
            if (Boolean.getBoolean("dashboards.write")) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), file.getValue());
            }
            assertThat(file.getKey()).hasContent(file.getValue());
        }
    }

    @Test
    void everyReferenceLeadsToAnObjectOfTheFile() throws IOException {
        List<JsonNode> objects = savedObjects();
        Set<String> ids = objects.stream()
                .map(object ->
                        object.path("type").asText() + " " + object.path("id").asText())
                .collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(objects);
        for (JsonNode object : objects) {
            object.path("references").forEach(reference -> assertThat(ids)
                    .contains(reference.path("type").asText() + " "
                            + reference.path("id").asText()));
        }
    }

    @Test
    void everyPanelHasATitleAndSaysHowToReadIt() {
        assertThat(Boards.all().stream()
                        .flatMap(board -> Stream.concat(
                                Stream.of(board.id()),
                                board.panels().stream().map(panel -> "shtinkering-" + panel.id()))))
                .doesNotHaveDuplicates();
        for (Board board : Boards.all()) {
            assertThat(board.panels()).allSatisfy(panel -> {
                assertThat(panel.title()).isNotBlank();
                assertThat(panel.description()).isNotBlank().isNotEqualTo(panel.title());
            });
        }
        assertThat(HealthPanel.all())
                .allSatisfy(panel -> assertThat(panel.description()).isNotBlank());
    }

    /** A range of time is one of the job's clock: a forged or old event time takes no case and no campaign out of a view. */
    @Test
    void aRangeOfTimeIsOfWhenTheJobSaidIt() throws IOException {
        Set<String> said = Set.of("shtinkering-cases", "shtinkering-case-history", "shtinkering-campaigns");
        assertThat(savedObjects().stream()
                        .filter(object -> object.path("type").asText().equals("index-pattern"))
                        .filter(object -> said.contains(object.path("id").asText())))
                .hasSize(3)
                .allSatisfy(pattern -> assertThat(
                                pattern.at("/attributes/timeFieldName").asText())
                        .isEqualTo("event.created"));
        for (Board board : Boards.all()) {
            for (JsonNode panel : new ObjectMapper()
                    .readTree(DashboardFiles.grafana(board.id()).toFile())
                    .path("panels")) {
                if (said.contains(panel.at("/datasource/uid").asText())) {
                    assertThat(panel.at("/targets/0/timeField").asText())
                            .as(panel.path("title").asText())
                            .isEqualTo("event.created");
                }
            }
        }
        Path sources = DashboardFiles.GRAFANA.resolve("provisioning/datasources/shtinkering.yaml");
        assertThat(Files.readAllLines(sources).stream()
                        .filter(line -> said.stream().anyMatch(index -> line.contains("database: " + index + ","))))
                .hasSize(3)
                .allMatch(line -> line.contains("timeField: \"event.created\""));
    }

    private static List<JsonNode> savedObjects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : Files.readAllLines(DashboardFiles.SAVED_OBJECTS)) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }
}
