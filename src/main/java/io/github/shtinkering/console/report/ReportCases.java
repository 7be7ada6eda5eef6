package io.github.shtinkering.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseRow;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cases of a report, worst first, as long as there is room: it is to be sent. What is left out is counted. */
final class ReportCases {
    /** Cases with a page of their own: the worst, of low or above. */
    private static final int MOST_DOCUMENTS = 1_000;
    /** Bytes of their documents. */
    private static final long MOST_BYTES = 7L << 20;
    /** Cases that the list names. */
    private static final int MOST_ROWS = 3_000;

    private static final Set<String> WITH_PAGE = Set.of("critical", "high", "medium", "low");

    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode documents = JsonNodeFactory.instance.objectNode();
    private long bytes;
    private long all;
    private long worthAPage;

    /**
     * Takes the next worst.
     *
     * @param row the case in short
     * @param document the whole of it
     * @param length of the document in bytes
     */
    void add(CaseRow row, JsonNode document, int length) {
        all++;
        if (rows.size() < MOST_ROWS) {
            row.writeTo(rows.addObject());
        }
        if (WITH_PAGE.contains(row.severity())) {
            worthAPage++;
            if (documents.size() < MOST_DOCUMENTS && bytes + length <= MOST_BYTES) {
                bytes += length;
                documents.set(row.id(), document);
            }
        }
    }

    /** The cases in short. */
    ArrayNode rows() {
        return rows;
    }

    /** The whole documents, by id. */
    ObjectNode documents() {
        return documents;
    }

    /** What is not here, in words; null when all of it is. */
    @Nullable
    String leftOut() {
        StringBuilder text = new StringBuilder();
        if (documents.size() < worthAPage) {
            text.append(String.format(
                    Locale.ROOT,
                    "Of %,d cases of low or above, the worst %,d can be opened in this report. ",
                    worthAPage,
                    documents.size()));
        }
        if (documents.size() < rows.size()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%,d cases are listed without a page: their documents are in cases.ndjson. ",
                    rows.size() - documents.size()));
        }
        if (rows.size() < all) {
            text.append(String.format(
                    Locale.ROOT, "%,d more are counted, but not listed: see cases.ndjson.", all - rows.size()));
        }
        return text.isEmpty() ? null : text.toString().strip();
    }
}
