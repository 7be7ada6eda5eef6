package io.github.shtinkering.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.publish.document.CaseDigest;
import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.document.DocumentDigest;
import io.github.shtinkering.publish.document.HostDigest;
import io.github.shtinkering.publish.document.OcsfFinding;
import io.github.shtinkering.sink.OutputDocument.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What documents say of themselves, read from their text: what the job tells its sinks beside it must be the same. */
public final class Digests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUERIES = List.of("ES|QL:", "KQL:", "SPL:", "Lucene:");

    private Digests() {}

    /** A document as the job makes it, with its digest and, of an alert, its finding. */
    public static OutputDocument document(Kind kind, String key, long version, String json) {
        boolean isWholeAlert = isAlert(kind) && tree(json).has("rule");
        return new OutputDocument(
                kind, key, version, json, of(kind, json), isWholeAlert ? OcsfFinding.of(tree(json)) : null, null);
    }

    /** The digest of a document; null where it has none. */
    public static @Nullable DocumentDigest of(Kind kind, String json) {
        return switch (kind) {
            case ALERT, CASE_UPDATE -> ofCase(tree(json), kind);
            case CAMPAIGN -> DocumentDigest.of(score(tree(json)));
            case HOST -> ofHost(tree(json));
            case DEAD_LETTER -> ofDeadLetter(tree(json));
            case AUDIT, TALLY -> null;
        };
    }

    private static boolean isAlert(Kind kind) {
        return kind == Kind.ALERT || kind == Kind.CASE_UPDATE;
    }

    private static DocumentDigest ofCase(ObjectNode alert, Kind kind) {
        JsonNode event = alert.path("event");
        JsonNode own = alert.path("shtinkering");
        JsonNode theCase = own.path("case");
        CaseDigest digest = new CaseDigest(
                theCase.path("verdict").asText(),
                theCase.path("status").asText(),
                event.path("severity").asInt(),
                theCase.path("severity").asText(),
                texts(theCase.path("stages")),
                own.at("/campaign/id").textValue(),
                alert.at("/host/name").asText(),
                event.path("reason").asText(),
                texts(own.path("guide")).stream()
                        .filter(step -> QUERIES.stream().noneMatch(step::startsWith))
                        .toList(),
                millis(event.path("start")),
                millis(event.path("created")),
                kind == Kind.ALERT ? contentId(alert) : null);
        return new DocumentDigest(score(alert), digest, null, null);
    }

    private static String contentId(ObjectNode alert) {
        ObjectNode content = alert.deepCopy();
        content.withObject("/event").remove("created");
        content.withObject("/shtinkering/case").remove("version");
        return FactId.of(content.toString());
    }

    private static DocumentDigest ofHost(JsonNode host) {
        JsonNode own = host.path("shtinkering");
        return new DocumentDigest(
                0,
                null,
                new HostDigest(
                        texts(own.path("telemetry")), own.path("name_shared").asBoolean()),
                null);
    }

    private static DocumentDigest ofDeadLetter(JsonNode letter) {
        return DocumentDigest.of(new DeadLetterDigest(
                letter.at("/error/code").asText(),
                letter.at("/error/message").asText(),
                letter.path("origin").asText()));
    }

    private static int score(JsonNode document) {
        return document.at("/event/risk_score").asInt();
    }

    private static long millis(JsonNode time) {
        return time.isTextual() ? Instant.parse(time.asText()).toEpochMilli() : 0;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static ObjectNode tree(String json) {
        try {
            return JSON.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON object: " + json, e);
        }
    }
}
