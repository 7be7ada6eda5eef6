package io.github.shtinkering.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a document: a record, or something in which there is none.
 *
 * @param node what was found; a text node for a text that could not be read
 * @param format the record's; null when it is of none
 * @param problem why it could not be opened; null when there was nothing to open, or it is a record
 * @param wrapper who stands around it; null when nobody names a host
 */
record Found(
        JsonNode node,
        @Nullable RecordFormat format,
        RecordContext.@Nullable Problem problem,
        @Nullable Wrapper wrapper) {

    /** A record. */
    static Found record(JsonNode node, RecordFormat format, @Nullable Wrapper wrapper) {
        return new Found(node, format, null, wrapper);
    }

    /** Something in which there is no record. */
    static Found other(JsonNode node, RecordContext.@Nullable Problem problem, @Nullable Wrapper wrapper) {
        return new Found(node, null, problem, wrapper);
    }

    boolean isRecord() {
        return format != null;
    }

    /** As it stood in the document. */
    String text() {
        return node.isTextual() ? node.textValue() : node.toString();
    }
}
