package io.github.shtinkering.job.replay;

import java.util.Locale;
import java.util.Map;

/** What reads a file that a replay does not read, by the file's suffix. */
final class UnreadKind {
    private static final Map<String, String> READERS = Map.of(
            ".csv", "convert it to one JSON object a line, as `mlr --icsv --ojsonl cat` does",
            ".tsv", "convert it to one JSON object a line, as `mlr --itsv --ojsonl cat` does",
            ".evt", "convert it to .evtx with `wevtutil epl /lf:true FILE.evt FILE.evtx` on Windows",
            ".etl", "convert it to XML with `tracerpt FILE.etl -of XML` on Windows",
            ".7z", "unpack it first with 7z",
            ".tar", "unpack it first with tar",
            ".tgz", "unpack it first with tar",
            ".zst", "unpack it first with zstd",
            ".parquet", "export it as newline-delimited JSON first, as DuckDB does",
            ".xlsx", "export it as newline-delimited JSON first");

    private UnreadKind() {}

    /** What to do with the file, to stand behind its name; empty where nothing is known. */
    static String advice(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            lower = lower.substring(0, lower.length() - ".gz".length());
        }
        for (Map.Entry<String, String> reader : READERS.entrySet()) {
            if (lower.endsWith(reader.getKey())) {
                return " (" + reader.getValue() + ")";
            }
        }
        return "";
    }
}
