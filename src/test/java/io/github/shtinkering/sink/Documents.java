package io.github.shtinkering.sink;

import io.github.shtinkering.ingest.Tally;
import java.util.List;

/** Small documents of the job's shapes, enough for a sink. */
public final class Documents {
    private Documents() {}

    public static OutputDocument alert(String caseId, long version, int score, String severity, String verdict) {
        return alert(caseId, version, score, severity, verdict, "open");
    }

    public static OutputDocument alert(
            String caseId, long version, int score, String severity, String verdict, String status) {
        return Digests.document(OutputDocument.Kind.ALERT, caseId, version, """
                {"@timestamp":"2026-11-09T08:00:00Z","event":{"risk_score":%d},"shtinkering":{"case":{"id":"%s","version":%d,"severity":"%s",\
                "verdict":"%s","status":"%s"}}}""".formatted(
                        score, caseId, version, severity, verdict, status));
    }

    public static OutputDocument host(String name, String... telemetry) {
        return Digests.document(
                OutputDocument.Kind.HOST,
                name,
                0,
                "{\"host\":{\"name\":\"%s\"},\"shtinkering\":{\"telemetry\":[%s]}}"
                        .formatted(name, telemetry.length == 0 ? "" : "\"" + String.join("\",\"", telemetry) + "\""));
    }

    public static OutputDocument deadLetter(String code) {
        return Digests.document(OutputDocument.Kind.DEAD_LETTER, "", 0, """
                {"error":{"code":"%s","message":"made by a test"},"origin":"a.ndjson:1","record":"{}"}""".formatted(code));
    }

    public static OutputDocument tally(String source, String format, long irrelevant, long decoded, long dead) {
        return OutputDocument.of(new Tally(
                source,
                format,
                100 * (irrelevant + decoded + dead),
                irrelevant,
                decoded,
                dead,
                1_700_000_000_000L,
                List.of(0L, decoded)));
    }
}
