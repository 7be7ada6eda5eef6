package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dashboards of Grafana: over its OpenSearch data source, one for each index, and over Prometheus. */
final class Grafana {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;
    private static final int SCHEMA_VERSION = 39;

    private Grafana() {}

    static ObjectNode write(Board board) {
        ObjectNode dashboard = dashboard(board.id(), board.title(), board.description(), "now-90d");
        Layout layout = new Layout(COLUMNS);
        ArrayNode panels = dashboard.putArray("panels");
        for (Panel panel : board.panels()) {
            ObjectNode written = panel(panels, panel.title(), panel.description(), type(panel.form()));
            place(written, layout.next(panel.form()));
            dataSource(written, "grafana-opensearch-datasource", panel.source().index());
            ObjectNode target = written.putArray("targets").addObject().put("refId", panel.id());
            dataSource(target, "grafana-opensearch-datasource", panel.source().index());
            target.put("queryType", "lucene").put("query", panel.query());
            target.put("timeField", panel.source().time());
            query(target, panel);
            options(written, panel.form());
        }
        return dashboard;
    }

    static ObjectNode writeHealth(List<HealthPanel> health) {
        ObjectNode dashboard = dashboard(
                "shtinkering-job-health",
                "Shtinkering: job health",
                "Whether the job keeps up, keeps its state, and gives its documents away.",
                "now-6h");
        Layout layout = new Layout(COLUMNS);
        ArrayNode panels = dashboard.putArray("panels");
        for (HealthPanel panel : health) {
            ObjectNode written = panel(panels, panel.title(), panel.description(), "timeseries");
            place(written, layout.next(COLUMNS / 3, 8));
            dataSource(written, "prometheus", "shtinkering-prometheus");
            ObjectNode fields = written.putObject("fieldConfig");
            fields.putObject("defaults").put("unit", panel.unit());
            fields.putArray("overrides");
            ObjectNode target = written.putArray("targets").addObject().put("refId", "A");
            dataSource(target, "prometheus", "shtinkering-prometheus");
            target.put("expr", panel.expression()).put("legendFormat", panel.legend());
        }
        return dashboard;
    }

    private static ObjectNode dashboard(String id, String title, String description, String from) {
        ObjectNode dashboard = JSON.createObjectNode().put("uid", id).put("title", title);
        dashboard
                .put("description", description)
                .put("schemaVersion", SCHEMA_VERSION)
                .put("editable", true);
        dashboard.putArray("tags").add("shtinkering");
        dashboard.putObject("time").put("from", from).put("to", "now");
        return dashboard.put("refresh", "1m").put("timezone", "utc");
    }

    private static ObjectNode panel(ArrayNode panels, String title, String description, String type) {
        return panels.addObject()
                .put("id", panels.size())
                .put("title", title)
                .put("description", description)
                .put("type", type);
    }

    private static String type(Panel.Form form) {
        if (form instanceof Panel.Count) {
            return "stat";
        } else if (form instanceof Panel.OverTime) {
            return "timeseries";
        }
        return form instanceof Panel.Terms terms && terms.chart() ? "piechart" : "table";
    }

    private static void place(ObjectNode panel, Layout.Place place) {
        panel.putObject("gridPos")
                .put("x", place.x())
                .put("y", place.y())
                .put("w", place.width())
                .put("h", place.height());
    }

    private static void dataSource(ObjectNode node, String type, String uid) {
        node.putObject("datasource").put("type", type).put("uid", uid);
    }

    private static void query(ObjectNode target, Panel panel) {
        ArrayNode metrics = target.putArray("metrics");
        ArrayNode buckets = target.putArray("bucketAggs");
        if (panel.form() instanceof Panel.Rows) {
            ObjectNode settings =
                    metrics.addObject().put("id", "1").put("type", "raw_data").putObject("settings");
            settings.put("size", Integer.toString(Shown.LIMIT)).put("order", "desc");
        } else if (panel.form() instanceof Panel.Terms terms) {
            metric(metrics, terms.max());
            terms(buckets, terms.field());
        } else {
            metric(metrics, null);
            if (panel.form() instanceof Panel.OverTime time) {
                terms(buckets, time.split());
            }
            ObjectNode histogram = buckets.addObject().put("id", "3").put("type", "date_histogram");
            histogram.put("field", panel.source().time());
            histogram.putObject("settings").put("interval", "auto").put("min_doc_count", "0");
        }
    }

    private static void metric(ArrayNode metrics, @Nullable String max) {
        ObjectNode metric = metrics.addObject().put("id", "1").put("type", max == null ? "count" : "max");
        if (max != null) {
            metric.put("field", max);
        }
    }

    private static void terms(ArrayNode buckets, String field) {
        ObjectNode bucket =
                buckets.addObject().put("id", "2").put("type", "terms").put("field", field);
        bucket.putObject("settings")
                .put("size", Integer.toString(Shown.LIMIT))
                .put("order", "desc")
                .put("orderBy", "1")
                .put("min_doc_count", "1");
    }

    /** A number is the sum over the buckets of time; the rows of a table are sorted here, not by the index. */
    private static void options(ObjectNode panel, Panel.Form form) {
        if (form instanceof Panel.Count) {
            panel.putObject("options")
                    .putObject("reduceOptions")
                    .putArray("calcs")
                    .add("sum");
        } else if (form instanceof Panel.Terms terms && terms.chart()) {
            panel.putObject("options").putObject("reduceOptions").put("values", true);
        } else if (form instanceof Panel.OverTime) {
            ObjectNode custom =
                    panel.putObject("fieldConfig").putObject("defaults").putObject("custom");
            custom.put("drawStyle", "bars").putObject("stacking").put("mode", "normal");
            ((ObjectNode) panel.path("fieldConfig")).putArray("overrides");
        } else if (form instanceof Panel.Rows rows) {
            ArrayNode transformations = panel.putArray("transformations");
            ArrayNode names = transformations
                    .addObject()
                    .put("id", "filterFieldsByName")
                    .putObject("options")
                    .putObject("include")
                    .putArray("names");
            rows.columns().forEach(names::add);
            transformations
                    .addObject()
                    .put("id", "sortBy")
                    .putObject("options")
                    .putArray("sort")
                    .addObject()
                    .put("field", rows.sort())
                    .put("desc", true);
        }
    }

    /** The search that a panel of the file sends. */
    static JsonNode request(JsonNode panel) {
        JsonNode target = panel.at("/targets/0");
        Search search = new Search(target.path("query").asText());
        JsonNode metric = target.at("/metrics/0");
        if (metric.path("type").asText().equals("raw_data")) {
            return search.rows(
                    target.path("timeField").asText(),
                    metric.at("/settings/order").asText());
        }
        if (metric.path("type").asText().equals("max")) {
            search.max(metric.path("field").asText());
        }
        for (JsonNode bucket : target.path("bucketAggs")) {
            if (bucket.path("type").asText().equals("terms")) {
                search.terms(
                        bucket.path("field").asText(),
                        bucket.at("/settings/size").asInt());
            } else {
                search.overTime(bucket.path("field").asText());
            }
        }
        return search.json();
    }
}
