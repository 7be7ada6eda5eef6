package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** JSON that a record carries as a string: as deep as a record may be, as long as the record is. */
final class EmbeddedJson {
    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    private EmbeddedJson() {}

    /** Returns what a string holds, a missing node when that is no JSON; any other node as it is. */
    static JsonNode unwrap(JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        try {
            return MAPPER.readTree(node.textValue());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns at most {@code limit} elements of an array, which may be spelled as a string; none of anything else. */
    static List<JsonNode> elements(JsonNode node, int limit) {
        JsonNode array = unwrap(node);
        return array.isArray() ? array.valueStream().limit(limit).toList() : List.of();
    }
}
