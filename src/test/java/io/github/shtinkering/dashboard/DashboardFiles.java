package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code deploy/dashboards} and what must be in them. */
public final class DashboardFiles {
    static final Path SAVED_OBJECTS = Path.of("deploy/dashboards/opensearch-dashboards.ndjson");
    static final Path GRAFANA = Path.of("deploy/dashboards/grafana");
    private static final ObjectMapper JSON = new ObjectMapper();

    private DashboardFiles() {}

    /** Each file's text. */
    static Map<Path, String> generated() {
        Map<Path, String> files = new TreeMap<>();
        files.put(SAVED_OBJECTS, String.join("\n", SavedObjects.write(Boards.all())) + "\n");
        Boards.all().forEach(board -> files.put(grafana(board.id()), pretty(Grafana.write(board))));
        files.put(grafana("shtinkering-job-health"), pretty(Grafana.writeHealth(HealthPanel.all())));
        return files;
    }

    static Path grafana(String board) {
        return GRAFANA.resolve(board + ".json");
    }

    private static String pretty(JsonNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return JSON.writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
