package io.github.shtinkering.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.CaseFilter.Dimension;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many cases there are, and how bad the open ones. Cases merged into others do not count. */
final class CaseCounts {
    private final Map<String, Long> open = new LinkedHashMap<>();
    private long total;

    CaseCounts() {
        Dimension.SEVERITY.known().forEach(severity -> open.put(severity, 0L));
    }

    void add(CaseRow row) {
        if (CaseFilter.ALL.matches(row)) {
            total++;
            if (row.status().equals("open")) {
                addOpen(row.severity(), 1);
            }
        }
    }

    void addOpen(String severity, long count) {
        open.computeIfPresent(severity, (s, sum) -> sum + count);
    }

    void addTotal(long count) {
        total += count;
    }

    void writeTo(ObjectNode node) {
        node.put("total", total);
        ObjectNode bySeverity = node.putObject("open");
        open.forEach(bySeverity::put);
    }
}
