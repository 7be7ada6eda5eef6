package io.github.shtinkering.console.web;

import io.github.shtinkering.console.cases.CaseRow;
import io.github.shtinkering.publish.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet takes for text: what it would take for a formula gets
 * an apostrophe in front, and what no one could see is written as {@code \\uXXXX}.
 */
public final class CsvLines {
    /** The first line. */
    static final String HEADER =
            "severity,score,host,verdict,status,stages,first_evidence,newest_evidence,reason,case_id\r\n";

    private CsvLines() {}

    static String line(CaseRow row) {
        return List.of(
                                row.severity(),
                                Integer.toString(row.score()),
                                row.host(),
                                row.verdict(),
                                row.status(),
                                String.join(" ", row.stages()),
                                row.start(),
                                row.end(),
                                row.reason(),
                                row.id())
                        .stream()
                        .map(CsvLines::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    public static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + VisibleText.of(value).replace("\"", "\"\"") + '"';
    }
}
