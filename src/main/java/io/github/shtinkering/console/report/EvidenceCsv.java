package io.github.shtinkering.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.console.web.CsvLines;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each piece of evidence as a line for a timeline: Timesketch's {@code datetime}, {@code timestamp_desc} and
 * {@code message} first, then whose it is. A spreadsheet takes every cell for text.
 */
final class EvidenceCsv {
    /** The first line. */
    static final String HEADER = "datetime,timestamp_desc,message,host,case,verdict,stage,score,origin\r\n";

    private EvidenceCsv() {}

    /** Writes the evidence of a case, a line each, in the order of the story. */
    static void write(JsonNode document, Writer to) throws IOException {
        JsonNode own = document.path("shtinkering");
        for (JsonNode piece : own.path("evidence")) {
            List<String> origins = new ArrayList<>();
            piece.path("origins").forEach(origin -> origins.add(origin.asText()));
            String stage = piece.path("stage").asText();
            to.write(Stream.of(
                                    piece.path("time").asText(),
                                    "LSASS dump: " + stage,
                                    piece.path("summary").asText(),
                                    document.at("/host/name").asText(),
                                    own.at("/case/id").asText(),
                                    own.at("/case/verdict").asText(),
                                    stage,
                                    document.at("/event/risk_score").asText(),
                                    String.join(" ", origins))
                            .map(CsvLines::cell)
                            .collect(Collectors.joining(","))
                    + "\r\n");
        }
    }
}
