package io.github.shtinkering.console;

import io.github.shtinkering.publish.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet takes for text: what it would take for a formula gets
 * an apostrophe in front, and what no one could see is written as {@code \\uXXXX}.
 */
final class Csv {
    /** The first line. */
    static final String HEADER =
            "severity,score,host,verdict,status,stages,first_evidence,newest_evidence,reason,case_id\r\n";

    private Csv() {}

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
                        .map(Csv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + VisibleText.of(value).replace("\"", "\"\"") + '"';
    }
}
