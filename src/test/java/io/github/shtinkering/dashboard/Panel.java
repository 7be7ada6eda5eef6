package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A panel of a dashboard, over documents of one index.
 *
 * @param id stable
 * @param title what it claims to show
 * @param description how to read it
 * @param query which documents, in Lucene's syntax
 * @param claim the same in Java: a document that the panel must count, and no other
 */
record Panel(
        String id,
        String title,
        String description,
        Source source,
        String query,
        Predicate<JsonNode> claim,
        Form form) {

    /**
     * Where the documents are, and the field of the time that a range of time is applied to. Of what the job says of an
     * attack it is when the job said so: the time of the events is what a host's clock, or an attacker, has written.
     */
    enum Source {
        CASES("shtinkering-cases", "event.created"),
        HISTORY("shtinkering-case-history", "event.created"),
        CAMPAIGNS("shtinkering-campaigns", "event.created"),
        HOSTS("shtinkering-hosts", "event.end"),
        DEAD_LETTERS("shtinkering-dead-letters", "@timestamp"),
        AUDIT("shtinkering-audit", "@timestamp");

        private final String index;
        private final String time;

        Source(String index, String time) {
            this.index = index;
            this.time = time;
        }

        String index() {
            return index;
        }

        String time() {
            return time;
        }
    }

    /** What becomes of the documents. */
    sealed interface Form permits Count, Terms, OverTime, Rows {}

    /** Their number. */
    record Count() implements Form {}

    /**
     * A line for each value of a field.
     *
     * @param max the field whose greatest value stands beside it; null for the number of documents
     * @param chart a ring instead of a table
     */
    record Terms(String field, @Nullable String max, boolean chart) implements Form {}

    /**
     * Bars over time.
     *
     * @param split the field that a bar is split by
     */
    record OverTime(String split) implements Form {}

    /**
     * The documents themselves.
     *
     * @param sort the field whose greatest values come first
     */
    record Rows(List<String> columns, String sort) implements Form {}
}
