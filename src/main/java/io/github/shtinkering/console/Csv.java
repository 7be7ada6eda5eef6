package io.github.shtinkering.console;

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
        StringBuilder cell = new StringBuilder("\"");
        if (!value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0) {
            cell.append('\'');
        }
        value.chars().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                cell.append("\\u%04x".formatted(c));
            } else if (c == '"') {
                cell.append("\"\"");
            } else {
                cell.append((char) c);
            }
        });
        return cell.append('"').toString();
    }
}
