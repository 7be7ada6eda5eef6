package io.github.shtinkering.ingest.document.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.shtinkering.ingest.document.DocumentSpan;
import io.github.shtinkering.normal.TextValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into JSON trees whose every value may be of any type. */
public final class JsonTrees {
    /** Where a value has attributes or members beside it, the member that it is. */
    static final String TEXT = "#text";

    private static final int MAX_DEPTH = 64;

    /** Reads one value and nothing after it; depth is bounded, for it is a stranger's to choose. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader VALUES =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonTrees() {}

    /** Returns the tree of a text of JSON, nested at most as deep as a record may be; a missing node when it is none. */
    public static JsonNode parse(String text) {
        try {
            JsonNode outlined = outlined(text);
            return outlined != null ? outlined : DottedNames.nested(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Returns the trees of a text of JSON values, one behind the other with nothing but blanks between them.
     *
     * @throws IOException when it is no JSON, or nested too deep
     */
    public static List<JsonNode> values(String text) throws IOException {
        JsonNode outlined = outlined(text);
        if (outlined != null) {
            return List.of(outlined);
        }
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> each = VALUES.readValues(text)) {
            while (each.hasNextValue()) {
                values.add(DottedNames.nested(each.nextValue()));
            }
        }
        return values;
    }

    private static @Nullable JsonNode outlined(String text) {
        if (!TextValues.hasNoSurrogates(text)) { // half a pair has no UTF-8, which is what can be outlined
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return outlined(new DocumentSpan(bytes, 0, bytes.length), new JsonOutliner());
    }

    /**
     * Returns the tree of a document, dotted names as objects; its nodes refer to the document's bytes, and to what the
     * outliner knows of them. Null when it must be parsed, be it because it is no JSON.
     *
     * @param document valid UTF-8
     */
    public static @Nullable JsonNode outlined(DocumentSpan document, JsonOutliner outliner) {
        JsonNode tree = outliner.tree(document.bytes(), document.offset(), document.length());
        return tree != null && outliner.mayHaveDottedNames() ? DottedNames.nested(tree) : tree;
    }

    /**
     * Returns the node at the path of object keys, through lists of one; a missing node when there is none, never null.
     */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String key : path) {
            JsonNode next = only(found).get(key);
            if (next == null) {
                return MissingNode.getInstance();
            }
            found = next;
        }
        return found;
    }

    /** The element of a list of one; all else as it is. */
    private static JsonNode only(JsonNode node) {
        JsonNode only = node;
        while (only.isArray() && only.size() == 1) {
            only = only.get(0);
        }
        return only;
    }

    /**
     * Returns the value at the path as trimmed text, numbers and booleans as JSON writes them, an array of one as its
     * element, an object with {@value #TEXT} as that; null when missing, null, blank, {@code -}, or any other object or
     * longer array.
     */
    public static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = only(at(node, path));
        if (value.isObject()) {
            value = only(value.path(TEXT));
        }
        if (value.isTextual()) {
            return TextValues.value(TextValues.wellFormed(value.textValue()));
        }
        if (value.isFloatingPointNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()) {
            return Long.toString(value.longValue());
        }
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return value.decimalValue().toPlainString();
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
