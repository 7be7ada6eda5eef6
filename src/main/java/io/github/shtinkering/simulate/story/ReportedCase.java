package io.github.shtinkering.simulate.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a case's newest document says, as far as the truth can be compared with it. */
public record ReportedCase(
        String host, String verdict, String status, List<String> stages, String severity, int score, String reason) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReportedCase {
        stages = List.copyOf(stages);
    }

    /** Reads a document; what it lacks is empty. */
    public static ReportedCase of(JsonNode document) {
        JsonNode kase = document.at("/shtinkering/case");
        List<String> stages = new ArrayList<>();
        kase.path("stages").forEach(stage -> stages.add(stage.asText()));
        return new ReportedCase(
                document.at("/host/name").asText(),
                kase.path("verdict").asText(),
                kase.path("status").asText(),
                stages,
                kase.path("severity").asText(),
                document.at("/event/risk_score").asInt(),
                document.at("/event/reason").asText());
    }

    /** Reads a file of documents, one a line. */
    public static List<ReportedCase> read(Path cases) throws IOException {
        List<ReportedCase> findings = new ArrayList<>();
        for (String line : Files.readAllLines(cases, StandardCharsets.UTF_8)) {
            findings.add(of(JSON.readTree(line)));
        }
        return findings;
    }

    /** Whether the case lives on in another one. */
    public boolean merged() {
        return status.equals("merged");
    }

    /** Whether nobody needs to read it: what {@link ExpectedOutcome#NONE} allows. */
    public boolean harmless() {
        return verdict.equals("benign") && severity.equals("info");
    }

    /** Verdict, severity and stages in short, e.g. {@code attempt/critical arming+launch+dump}. */
    public String summary() {
        return verdict + '/' + severity + ' ' + String.join("+", stages);
    }
}
