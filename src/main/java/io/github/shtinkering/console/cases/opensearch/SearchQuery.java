package io.github.shtinkering.console.cases.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseFilter.Dimension;
import io.github.shtinkering.console.cases.CaseRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter in the query language of an index, built of values and never of text. */
final class SearchQuery {
    private static final String CREATED = "event.created";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> SEARCHED = List.of(
            "host.name",
            "host.id",
            "shtinkering.case.id",
            "related.user",
            "related.hash",
            "related.ip",
            "process.executable",
            "process.command_line",
            "process.parent.executable",
            "process.parent.command_line",
            "file.path",
            "registry.path");

    private SearchQuery() {}

    static String field(Dimension dimension) {
        return switch (dimension) {
            case SEVERITY -> "shtinkering.case.severity";
            case VERDICT -> "shtinkering.case.verdict";
            case STATUS -> "shtinkering.case.status";
            case STAGE -> "shtinkering.case.stages";
        };
    }

    /**
     * The query of a filter.
     *
     * @param without a dimension that is left open, for its facet; null for none
     */
    static ObjectNode of(CaseFilter filter, @Nullable Dimension without) {
        ObjectNode query = JSON.objectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode all = bool.putArray("filter");
        for (Dimension dimension : Dimension.values()) {
            if (dimension != without) {
                add(all, bool, dimension, filter.values().get(dimension));
            }
        }
        if (!filter.host().isEmpty()) {
            contains(all.addObject(), "host.name", filter.host());
        }
        filter.words().forEach(word -> word(all.addObject(), word));
        if (filter.since() != null) {
            recent(all.addObject(), filter.since());
        }
        return query;
    }

    /**
     * Writes into an empty query that the job has emitted a case since, or does not say when.
     *
     * @param since null for any time
     */
    static void recent(ObjectNode query, @Nullable Instant since) {
        if (since == null) {
            query.putObject("match_all");
            return;
        }
        ObjectNode bool = query.putObject("bool");
        ArrayNode any = bool.putArray("should");
        any.addObject()
                .putObject("range")
                .putObject(CREATED)
                .put("gte", since.toEpochMilli())
                .put("format", "epoch_millis");
        any.addObject()
                .putObject("bool")
                .putObject("must_not")
                .putObject("exists")
                .put("field", CREATED);
        bool.put("minimum_should_match", 1);
    }

    private static void add(ArrayNode all, ObjectNode bool, Dimension dimension, @Nullable Set<String> wanted) {
        if (wanted == null) {
            if (dimension == Dimension.STATUS) {
                bool.putObject("must_not").putObject("term").put(field(dimension), "merged");
            }
        } else if (dimension == Dimension.STAGE) {
            wanted.forEach(value -> all.addObject().putObject("term").put(field(dimension), value));
        } else {
            anyOf(all.addObject(), dimension, wanted);
        }
    }

    /** Writes into an empty query that a dimension has one of these values. */
    static void anyOf(ObjectNode query, Dimension dimension, Set<String> wanted) {
        ArrayNode terms = query.putObject("terms").putArray(field(dimension));
        wanted.forEach(terms::add);
    }

    private static void word(ObjectNode node, String word) {
        ObjectNode bool = node.putObject("bool");
        ArrayNode any = bool.putArray("should");
        any.addObject().putObject("match_phrase_prefix").put("event.reason", word);
        SEARCHED.forEach(field -> contains(any.addObject(), field, word));
        bool.put("minimum_should_match", 1);
    }

    private static void contains(ObjectNode node, String field, String part) {
        node.putObject("wildcard")
                .putObject(field)
                .put("value", "*" + part.replaceAll("[\\\\*?]", "\\\\$0") + "*")
                .put("case_insensitive", true);
    }

    /** Worst first, as {@link CaseRow#WORST_FIRST}. */
    static void sortWorstFirst(ObjectNode search) {
        ArrayNode sort = search.putArray("sort");
        sort.addObject().put("event.risk_score", "desc");
        sort.addObject().put("@timestamp", "desc");
        sort.addObject().put("host.name", "asc");
        sort.addObject().put("shtinkering.case.id", "asc");
    }
}
