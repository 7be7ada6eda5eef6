package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;
import java.util.List;

/**
 * osquery's results log: snapshots ({@code snapshot}), added rows ({@code columns}) and batches ({@code diffResults}).
 * Rows are known by their columns, not by the query's name. A {@code removed} row says nothing: it stands for a change
 * of data as well as for a deletion.
 */
public final class Osquery implements RecordFormat {
    private static final int MAX_ROWS = 10_000;

    @Override
    public String name() {
        return "osquery";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("hostIdentifier")
                && (record.has("snapshot") || record.has("columns") || record.has("diffResults"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        OsqueryRows rows = new OsqueryRows(record, name(), context);
        for (JsonNode row : rows(record)) {
            if (!row.isObject() || row.valueStream().anyMatch(JsonNode::isContainerNode)) {
                context.missing("rows with columns");
            }
            rows.tell(row);
        }
    }

    private static List<JsonNode> rows(JsonNode record) {
        if (record.has("columns")) {
            return "removed".equals(JsonTrees.text(record, "action")) ? List.of() : List.of(record.path("columns"));
        }
        JsonNode rows = record.has("snapshot") ? record.path("snapshot") : JsonTrees.at(record, "diffResults", "added");
        return rows.valueStream().limit(MAX_ROWS).toList();
    }
}
