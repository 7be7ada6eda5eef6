package io.github.shtinkering.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentSchema;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Documents of cases by hand, for what no story needs: thousands of them, and hostile names. */
public final class Cases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cases() {}

    /** An open attempt with one piece of evidence for the launch, emitted now. */
    public static ObjectNode attempt(String id, String host, int score, String reason) {
        ObjectNode document = JSON.createObjectNode();
        document.put("@timestamp", "2026-11-09T07:13:02.000Z");
        document.putObject("ecs").put("version", "8.17.0");
        ObjectNode event = document.putObject("event").put("kind", "alert");
        event.putArray("category").add("process");
        event.putArray("type").add("start");
        event.put("start", "2026-11-09T07:12:00.000Z").put("end", "2026-11-09T07:13:02.000Z");
        event.put("created", DocumentTimes.text(System.currentTimeMillis()));
        event.put("risk_score", score).put("severity", band(score)).put("reason", reason);
        document.putObject("host").put("name", host);
        document.putObject("rule")
                .put("id", "lsass-shtinkering")
                .put("name", "LSASS")
                .put("version", "1");
        document.putObject("threat").put("framework", "MITRE ATT&CK");
        ObjectNode own = document.putObject("shtinkering");
        own.put("schema", DocumentSchema.ALERT);
        ObjectNode kase = own.putObject("case").put("id", id).put("revision", 1).put("version", 1);
        kase.put("verdict", "attempt").put("status", "open");
        kase.put(
                "severity", List.of("info", "low", "medium", "high", "critical").get(band(score)));
        kase.putArray("stages").add("launch");
        kase.putNull("variant").put("change", "opened");
        kase.putNull("previous_severity").putNull("previous_verdict");
        own.putObject("lsass").put("pid", 744).put("resolution", "confirmed").putArray("sources");
        own.putObject("target").put("pid", 744).put("initiator_pid", 5120);
        ObjectNode part =
                own.putObject("score").put("model", "1.0.0").putArray("parts").addObject();
        part.put("name", "launch").put("points", score).put("reason", "launched at LSASS");
        part.putArray("evidence").add("e1");
        own.putNull("counterfactual");
        ObjectNode evidence = own.putArray("evidence").addObject();
        evidence.put("id", "e1").put("stage", "launch").put("time", "2026-11-09T07:12:00.000Z");
        evidence.putArray("formats").add("winlogbeat");
        evidence.putArray("origins").add("telemetry.ndjson:1");
        evidence.put("count", 1).put("summary", reason);
        own.putArray("guide").add("Isolate " + host + ".");
        SchemaAssert.assertAlert(document.toString());
        return document;
    }

    private static int band(int score) {
        return score >= 90 ? 4 : score >= 73 ? 3 : score >= 47 ? 2 : score >= 21 ? 1 : 0;
    }

    /** The same case, emitted so long ago. */
    public static ObjectNode emittedBefore(Duration ago, ObjectNode document) {
        document.withObject("/event")
                .put("created", DocumentTimes.text(Instant.now().minus(ago).toEpochMilli()));
        return document;
    }

    public static ObjectNode kase(ObjectNode document) {
        return (ObjectNode) document.at("/shtinkering/case");
    }

    /** Puts a file of cases in place in one step, as the files sink does. */
    public static void write(Path directory, List<ObjectNode> documents) throws IOException {
        replace(directory.resolve("cases.ndjson"), documents);
    }

    public static void replace(Path file, List<ObjectNode> documents) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(aside, documents.stream().map(ObjectNode::toString).toList());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
