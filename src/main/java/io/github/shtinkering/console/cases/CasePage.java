package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Cuts one page out of cases that come worst first, and counts them all. */
public final class CasePage {
    private final int offset;
    private final int limit;
    private final List<CaseRow> rows = new ArrayList<>();
    private long total;
    private long older;

    public CasePage(int offset, int limit) {
        this.offset = offset;
        this.limit = limit;
    }

    public void add(CaseRow row) {
        if (total >= offset && rows.size() < limit) {
            rows.add(row);
        }
        total++;
    }

    /** Counts a case that only the range of time keeps out. */
    public void addOlder() {
        older++;
    }

    public ObjectNode json(FilterFacets facets) {
        return json(total, older, offset, rows, facets);
    }

    /** The answer to a question for a page of cases. */
    public static ObjectNode json(long total, long older, int offset, List<CaseRow> rows, FilterFacets facets) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("total", total);
        page.put("older", older);
        page.put("offset", offset);
        facets.writeTo(page.putObject("facets"));
        ArrayNode cases = page.putArray("cases");
        rows.forEach(row -> row.writeTo(cases.addObject()));
        return page;
    }
}
