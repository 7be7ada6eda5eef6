package io.github.shtinkering.ingest.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import java.util.List;

/** JSON that some products put into a record as it is and others as text. */
final class EmbeddedJson {
    private EmbeddedJson() {}

    /** Returns what a text holds, a missing node when that is no JSON; any other node as it is. */
    static JsonNode unwrap(JsonNode node) {
        return node.isTextual() ? JsonTrees.parse(node.textValue()) : node;
    }

    /** Returns at most {@code limit} elements of an array, which may be spelled as text; none of anything else. */
    static List<JsonNode> elements(JsonNode node, int limit) {
        JsonNode array = unwrap(node);
        return array.isArray() ? array.valueStream().limit(limit).toList() : List.of();
    }
}
