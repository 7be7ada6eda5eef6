package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.telemetry.normal.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Looks into JSON trees whose every value may be of any type. */
public final class Json {
    private static final int MAX_DEPTH = 64;

    /** Reads one value and nothing after it; depth is bounded, for it is a stranger's to choose. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Returns the tree of a document; its nodes may refer to the document's bytes, and to what the outliner knows of them.
     *
     * @param document valid UTF-8
     * @throws IOException when it is no JSON, or nested too deep
     */
    static JsonNode tree(Span document, JsonOutliner outliner) throws IOException {
        JsonNode outlined = outliner.tree(document.bytes(), document.offset(), document.length());
        return outlined != null ? outlined : MAPPER.readTree(document.bytes(), document.offset(), document.length());
    }

    /** Returns the tree of a text of JSON, nested at most as deep as a record may be; a missing node when it is none. */
    public static JsonNode parse(String text) {
        try {
            return tree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Returns the tree of a text of JSON.
     *
     * @throws JsonProcessingException when it is no JSON, or nested too deep
     */
    static JsonNode tree(String text) throws JsonProcessingException {
        JsonNode outlined = null;
        if (Text.hasNoSurrogates(text)) { // half a pair has no UTF-8, which is what can be outlined
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            outlined = new JsonOutliner().tree(bytes, 0, bytes.length);
        }
        return outlined != null ? outlined : MAPPER.readTree(text);
    }

    /** Returns the node at the path of object keys; a missing node when there is none, never null. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String key : path) {
            JsonNode next = found.get(key);
            if (next == null) {
                return MissingNode.getInstance();
            }
            found = next;
        }
        return found;
    }

    /**
     * Returns the value at the path as trimmed text, numbers and booleans as JSON writes them, an array of one as its
     * element; null when missing, null, blank, {@code -}, or an object or longer array.
     */
    public static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        while (value.isArray() && value.size() == 1) {
            value = value.get(0);
        }
        if (value.isTextual()) {
            return Text.value(Text.wellFormed(value.textValue()));
        }
        if (value.isFloatingPointNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()) {
            return Long.toString(value.longValue());
        }
        return value.isNumber() || value.isBoolean() ? value.asText() : null;
    }

    /** Returns the value at the path as a number; null when it is none, or not integral. */
    public static @Nullable Long number(JsonNode node, String... path) {
        String text = text(node, path);
        if (text == null || text.length() > 19) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the boolean at the path, also when spelled as text or 0 and 1; null when there is none. */
    public static @Nullable Boolean bool(JsonNode node, String... path) {
        String text = text(node, path);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> null;
        };
    }
}
