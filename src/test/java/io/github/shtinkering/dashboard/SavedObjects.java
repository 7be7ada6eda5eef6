package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dashboards as saved objects of OpenSearch Dashboards. They are written in the form of version 7.10, from which
 * OpenSearch Dashboards and Kibana both descend and which both import.
 */
final class SavedObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX_REFERENCE = "kibanaSavedObjectMeta.searchSourceJSON.index";
    private static final int COLUMNS = 48;

    private SavedObjects() {}

    /** The lines of an export file: index patterns, panels, dashboards. */
    static List<String> write(List<Board> boards) {
        List<String> lines = new ArrayList<>();
        for (Panel.Source source : Panel.Source.values()) {
            ObjectNode pattern = object(source.index(), "index-pattern", "7.6.0");
            pattern.withObject("/attributes").put("title", source.index()).put("timeFieldName", source.time());
            lines.add(text(pattern));
        }
        for (Board board : boards) {
            board.panels().forEach(panel -> lines.add(text(panel(panel))));
            lines.add(text(board(board)));
        }
        return lines;
    }

    private static ObjectNode panel(Panel panel) {
        ObjectNode object = panel.form() instanceof Panel.Rows rows ? search(panel, rows) : visualization(panel);
        ObjectNode source = JSON.createObjectNode();
        source.putObject("query").put("query", panel.query()).put("language", "lucene");
        source.putArray("filter");
        source.put("indexRefName", INDEX_REFERENCE);
        ObjectNode attributes = (ObjectNode) object.path("attributes");
        attributes.put("title", "Shtinkering: " + panel.title()).put("description", panel.description());
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", text(source));
        reference(object, INDEX_REFERENCE, "index-pattern", panel.source().index());
        return object;
    }

    private static ObjectNode search(Panel panel, Panel.Rows rows) {
        ObjectNode object = object("shtinkering-" + panel.id(), "search", "7.9.3");
        ObjectNode attributes = (ObjectNode) object.path("attributes");
        ArrayNode columns = attributes.putArray("columns");
        rows.columns().forEach(columns::add);
        attributes.putArray("sort").addArray().add(rows.sort()).add("desc");
        attributes.put("hits", 0).put("version", 1);
        return object;
    }

    private static ObjectNode visualization(Panel panel) {
        ObjectNode object = object("shtinkering-" + panel.id(), "visualization", "7.10.0");
        ObjectNode state = JSON.createObjectNode();
        state.put("title", "Shtinkering: " + panel.title());
        ArrayNode aggregations = JSON.createArrayNode();
        if (panel.form() instanceof Panel.Terms terms) {
            state.put("type", terms.chart() ? "pie" : "table");
            metric(aggregations, terms.max());
            terms(aggregations, "2", terms.chart() ? "segment" : "bucket", terms.field());
        } else if (panel.form() instanceof Panel.OverTime time) {
            state.put("type", "histogram");
            metric(aggregations, null);
            ObjectNode params = aggregation(aggregations, "2", "date_histogram", "segment");
            params.put("field", panel.source().time()).put("interval", "auto").put("min_doc_count", 1);
            terms(aggregations, "3", "group", time.split());
        } else {
            state.put("type", "metric");
            metric(aggregations, null);
        }
        state.set("params", VisualizationParams.of(state.path("type").asText()));
        state.set("aggs", aggregations);
        ObjectNode attributes = (ObjectNode) object.path("attributes");
        attributes.put("visState", text(state)).put("uiStateJSON", "{}").put("version", 1);
        return object;
    }

    private static void metric(ArrayNode aggregations, @Nullable String max) {
        ObjectNode params = aggregation(aggregations, "1", max == null ? "count" : "max", "metric");
        if (max != null) {
            params.put("field", max);
        }
    }

    private static void terms(ArrayNode aggregations, String id, String schema, String field) {
        ObjectNode params = aggregation(aggregations, id, "terms", schema);
        params.put("field", field).put("size", Shown.LIMIT).put("order", "desc").put("orderBy", "1");
    }

    private static ObjectNode aggregation(ArrayNode aggregations, String id, String type, String schema) {
        return aggregations
                .addObject()
                .put("id", id)
                .put("enabled", true)
                .put("type", type)
                .put("schema", schema)
                .putObject("params");
    }

    private static ObjectNode board(Board board) {
        ObjectNode object = object(board.id(), "dashboard", "7.9.3");
        ArrayNode panels = JSON.createArrayNode();
        Layout layout = new Layout(COLUMNS);
        for (int i = 0; i < board.panels().size(); i++) {
            Panel panel = board.panels().get(i);
            Layout.Place place = layout.next(panel.form());
            ObjectNode placed = panels.addObject().put("version", "7.10.2").put("panelIndex", panel.id());
            placed.putObject("gridData")
                    .put("x", place.x())
                    .put("y", place.y())
                    .put("w", place.width())
                    .put("h", place.height())
                    .put("i", panel.id());
            placed.putObject("embeddableConfig").put("title", panel.title());
            placed.put("panelRefName", "panel_" + i);
            reference(
                    object,
                    "panel_" + i,
                    panel.form() instanceof Panel.Rows ? "search" : "visualization",
                    "shtinkering-" + panel.id());
        }
        ObjectNode attributes = (ObjectNode) object.path("attributes");
        attributes.put("title", board.title()).put("description", board.description());
        attributes.put("panelsJSON", text(panels));
        attributes.put("optionsJSON", "{\"hidePanelTitles\":false,\"useMargins\":true}");
        attributes.put("timeRestore", true).put("timeFrom", "now-90d").put("timeTo", "now");
        attributes.putObject("refreshInterval").put("pause", false).put("value", 60_000);
        attributes.put("hits", 0).put("version", 1);
        attributes
                .putObject("kibanaSavedObjectMeta")
                .put("searchSourceJSON", "{\"query\":{\"query\":\"\",\"language\":\"lucene\"},\"filter\":[]}");
        return object;
    }

    private static ObjectNode object(String id, String type, String version) {
        ObjectNode object = JSON.createObjectNode().put("id", id).put("type", type);
        object.putObject("attributes");
        object.putArray("references");
        object.putObject("migrationVersion").put(type, version);
        return object;
    }

    private static void reference(ObjectNode object, String name, String type, String id) {
        object.withArray("/references")
                .addObject()
                .put("name", name)
                .put("type", type)
                .put("id", id);
    }

    /**
     * The search that a panel of the file sends.
     *
     * @param line the saved object of a visualization or a search
     */
    static JsonNode request(JsonNode line) throws JsonProcessingException {
        JsonNode source = JSON.readTree(
                line.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText());
        Search search = new Search(source.at("/query/query").asText());
        if (line.path("type").asText().equals("search")) {
            JsonNode sort = line.at("/attributes/sort/0");
            return search.rows(sort.path(0).asText(), sort.path(1).asText());
        }
        JsonNode aggregations =
                JSON.readTree(line.at("/attributes/visState").asText()).path("aggs");
        for (JsonNode aggregation : aggregations) {
            JsonNode params = aggregation.path("params");
            switch (aggregation.path("type").asText()) {
                case "count" -> {}
                case "max" -> search.max(params.path("field").asText());
                case "terms" ->
                    search.terms(
                            params.path("field").asText(), params.path("size").asInt());
                case "date_histogram" -> search.overTime(params.path("field").asText());
                default -> throw new IllegalStateException("not understood: " + aggregation);
            }
        }
        return search.json();
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
