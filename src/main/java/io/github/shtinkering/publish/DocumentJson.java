package io.github.shtinkering.publish;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents so that hostile text stays text wherever a line of output is shown: control characters, also those
 * beyond ASCII, and characters that reorder or hide text (bidirectional overrides, zero-width ones, line separators)
 * are written as JSON escapes. A reader of JSON gets the same strings back.
 */
public final class DocumentJson {
    private static final JsonMapper MAPPER = new JsonMapper(
            new JsonFactoryBuilder().characterEscapes(new Escapes()).build());

    private DocumentJson() {}

    /** An empty document; its fields are written in the order in which they are set. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The document on one line. */
    public static String write(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static final class Escapes extends CharacterEscapes {
        private static final int DELETE = 0x7f;

        private final int[] ascii = standardAsciiEscapesForJSON();

        private Escapes() {
            ascii[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString("\\u%04x".formatted(character));
                default -> null;
            };
        }
    }
}
