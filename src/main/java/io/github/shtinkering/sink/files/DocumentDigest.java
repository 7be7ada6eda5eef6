package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few words of a document that the summaries count by.
 *
 * @param riskScore {@code event.risk_score}; 0 where the document has none
 * @param telemetry {@code shtinkering.telemetry} of a host: the kinds of evidence that ever came from it; null where
 *     the document does not say
 * @param nameShared whether another machine bears the host's short name
 */
record DocumentDigest(
        int riskScore,
        @Nullable String verdict,
        @Nullable String severity,
        boolean merged,
        @Nullable List<String> telemetry,
        boolean nameShared) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static DocumentDigest of(byte[] document) throws IOException {
        JsonNode root = JSON.readTree(document);
        JsonNode ours = root.path("shtinkering");
        JsonNode theCase = ours.path("case");
        return new DocumentDigest(
                root.path("event").path("risk_score").asInt(),
                theCase.path("verdict").textValue(),
                theCase.path("severity").textValue(),
                "merged".equals(theCase.path("status").textValue()),
                strings(ours.path("telemetry")),
                ours.path("name_shared").asBoolean());
    }

    private static @Nullable List<String> strings(JsonNode array) {
        if (!array.isArray()) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return List.copyOf(strings);
    }
}
