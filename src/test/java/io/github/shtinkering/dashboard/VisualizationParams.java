package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** How OpenSearch Dashboards draws a visualization; all of it is its editor's default. */
final class VisualizationParams {
    private static final Map<String, String> PARAMS = Map.of("metric", """
            {"type": "metric", "addTooltip": true, "addLegend": false,
             "metric": {"percentageMode": false, "useRanges": false, "colorSchema": "Green to Red",
                        "metricColorMode": "None", "colorsRange": [{"from": 0, "to": 10000}],
                        "labels": {"show": false}, "invertColors": false,
                        "style": {"bgFill": "#000", "bgColor": false, "labelColor": false, "subText": "",
                                  "fontSize": 48}}}
            """, "pie", """
            {"type": "pie", "addTooltip": true, "addLegend": true, "legendPosition": "right", "isDonut": true,
             "labels": {"show": true, "values": true, "last_level": true, "truncate": 100}}
            """, "table", """
            {"perPage": 10, "showPartialRows": false, "showMetricsAtAllLevels": false, "showTotal": false,
             "totalFunc": "sum", "percentageCol": "", "sort": {"columnIndex": null, "direction": null}}
            """, "histogram", """
            {"type": "histogram", "grid": {"categoryLines": false}, "addTooltip": true, "addLegend": true,
             "legendPosition": "right", "times": [], "addTimeMarker": false,
             "categoryAxes": [{"id": "CategoryAxis-1", "type": "category", "position": "bottom", "show": true,
                               "style": {}, "scale": {"type": "linear"},
                               "labels": {"show": true, "filter": true, "truncate": 100}, "title": {}}],
             "valueAxes": [{"id": "ValueAxis-1", "name": "LeftAxis-1", "type": "value", "position": "left",
                            "show": true, "style": {}, "scale": {"type": "linear", "mode": "normal"},
                            "labels": {"show": true, "rotate": 0, "filter": false, "truncate": 100},
                            "title": {"text": "Count"}}],
             "seriesParams": [{"show": true, "type": "histogram", "mode": "stacked",
                               "data": {"label": "Count", "id": "1"}, "valueAxis": "ValueAxis-1",
                               "drawLinesBetweenPoints": true, "showCircles": true}]}
            """);

    private VisualizationParams() {}

    static JsonNode of(String type) {
        try {
            return new ObjectMapper().readTree(PARAMS.get(type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
