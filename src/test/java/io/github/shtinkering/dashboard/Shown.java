package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a panel shows.
 *
 * @param numbers a number for each value; of a panel with one number, under an empty name
 * @param rows the documents' columns, sorted as text
 */
record Shown(Map<String, Double> numbers, List<String> rows) {
    static final int LIMIT = 500;

    /** What a panel must show when the index holds these documents. */
    static Shown claimedBy(Panel panel, List<JsonNode> documents) {
        List<JsonNode> selected = documents.stream().filter(panel.claim()).toList();
        Map<String, Double> numbers = new TreeMap<>();
        List<String> rows = new ArrayList<>();
        if (panel.form() instanceof Panel.Count) {
            numbers.put("", (double) selected.size());
        } else if (panel.form() instanceof Panel.Terms terms) {
            for (JsonNode document : selected) {
                double number = terms.max() == null
                        ? 1
                        : Double.parseDouble(
                                Fields.values(document, terms.max()).get(0));
                Fields.values(document, terms.field())
                        .forEach(value -> numbers.merge(value, number, terms.max() == null ? Double::sum : Math::max));
            }
        } else if (panel.form() instanceof Panel.OverTime time) {
            selected.forEach(document ->
                    Fields.values(document, time.split()).forEach(value -> numbers.merge(value, 1.0, Double::sum)));
        } else if (panel.form() instanceof Panel.Rows columns) {
            selected.forEach(document -> rows.add(row(document, columns)));
        }
        return of(numbers, rows);
    }

    static Shown of(Map<String, Double> numbers, List<String> rows) {
        return new Shown(numbers, rows.stream().sorted().toList());
    }

    static String row(JsonNode document, Panel.Rows rows) {
        return rows.columns().stream()
                .map(column -> Fields.values(document, column).toString())
                .toList()
                .toString();
    }
}
