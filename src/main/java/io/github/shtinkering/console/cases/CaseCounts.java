package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter.Dimension;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many cases there are in a range of time, and how bad those that are to be read, in it and before it. Cases merged
 * into others do not count.
 */
public final class CaseCounts {
    private final Map<String, Long> toRead = new LinkedHashMap<>();
    private final Map<String, Long> older = new LinkedHashMap<>();
    private long total;

    public CaseCounts() {
        Dimension.SEVERITY.known().forEach(severity -> {
            toRead.put(severity, 0L);
            older.put(severity, 0L);
        });
    }

    /**
     * Counts a case.
     *
     * @param recent whether the range of time holds the case
     */
    public void add(CaseRow row, boolean recent) {
        if (CaseFilter.ALL.matches(row)) {
            boolean read = CaseFilter.TO_READ.contains(row.status());
            if (recent) {
                total++;
            }
            if (read && recent) {
                addToRead(row.severity(), 1);
            } else if (read) {
                addOlder(row.severity(), 1);
            }
        }
    }

    public void addOlder(String severity, long count) {
        older.computeIfPresent(severity, (s, sum) -> sum + count);
    }

    public void addToRead(String severity, long count) {
        toRead.computeIfPresent(severity, (s, sum) -> sum + count);
    }

    public void addTotal(long count) {
        total += count;
    }

    public void writeTo(ObjectNode node) {
        node.put("total", total);
        ObjectNode bySeverity = node.putObject("to_read");
        toRead.forEach(bySeverity::put);
        ObjectNode before = node.putObject("to_read_older");
        older.forEach(before::put);
    }
}
