package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.text.VisibleText;

/**
 * Writes documents so that hostile text stays text wherever a line of output is shown: what is hidden in it ({@link
 * VisibleText}) is written as JSON escapes. A reader of JSON gets the same strings back.
 */
public final class DocumentJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DocumentJson() {}

    /** An empty document; its fields are written in the order in which they are set. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The document on one line. */
    public static String write(JsonNode document) {
        try {
            return VisibleText.of(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }
}
