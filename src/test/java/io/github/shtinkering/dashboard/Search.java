package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A search as a dashboard tool puts it to the index: buckets inside buckets, a number in the innermost. */
final class Search {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String query;
    private final List<ObjectNode> buckets = new ArrayList<>();
    private @Nullable String max;

    /** @param query in Lucene's syntax */
    Search(String query) {
        this.query = query;
    }

    void max(String field) {
        max = field;
    }

    void terms(String field, int size) {
        ObjectNode bucket = JSON.createObjectNode();
        bucket.putObject("terms").put("field", field).put("size", size);
        buckets.add(bucket);
    }

    void overTime(String field) {
        ObjectNode bucket = JSON.createObjectNode();
        bucket.putObject("date_histogram")
                .put("field", field)
                .put("calendar_interval", "day")
                .put("min_doc_count", 1);
        buckets.add(bucket);
    }

    JsonNode json() {
        ObjectNode search = base().put("size", 0);
        ObjectNode parent = search;
        for (ObjectNode bucket : buckets) {
            parent.putObject("aggs").set("bucket", bucket);
            parent = bucket;
        }
        if (max != null) {
            parent.putObject("aggs").putObject("number").putObject("max").put("field", max);
        }
        return search;
    }

    JsonNode rows(String sort, String order) {
        ObjectNode search = base().put("size", Shown.LIMIT);
        search.putArray("sort").addObject().put(sort, order);
        return search;
    }

    private ObjectNode base() {
        ObjectNode search = JSON.createObjectNode().put("track_total_hits", true);
        search.putObject("query").putObject("query_string").put("query", query);
        return search;
    }

    /** What a panel makes of the answer. */
    static Shown shown(Panel panel, JsonNode answer) {
        Map<String, Double> numbers = new TreeMap<>();
        List<String> rows = new ArrayList<>();
        if (panel.form() instanceof Panel.Rows columns) {
            answer.at("/hits/hits").forEach(hit -> rows.add(Shown.row(hit.path("_source"), columns)));
        } else if (answer.has("aggregations")) {
            add(numbers, "", answer.path("aggregations"));
            if (panel.form() instanceof Panel.Count) {
                numbers.putIfAbsent("", 0.0);
            }
        } else {
            numbers.put("", answer.at("/hits/total/value").asDouble());
        }
        return Shown.of(numbers, rows);
    }

    /** Sums up over time: the name of a bucket of time is no value of a field. */
    private static void add(Map<String, Double> numbers, String name, JsonNode aggregations) {
        for (JsonNode bucket : aggregations.at("/bucket/buckets")) {
            boolean ofTime = bucket.has("key_as_string") && bucket.path("key").asLong() > 1_000_000_000_000L;
            String key = ofTime ? name : bucket.path("key").asText();
            if (bucket.has("bucket")) {
                add(numbers, key, bucket);
            } else if (bucket.has("number")) {
                numbers.merge(key, bucket.at("/number/value").asDouble(), Math::max);
            } else {
                numbers.merge(key, bucket.path("doc_count").asDouble(), Double::sum);
            }
        }
    }
}
