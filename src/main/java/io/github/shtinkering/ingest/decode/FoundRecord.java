package io.github.shtinkering.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordEnvelope;
import io.github.shtinkering.ingest.record.RecordFormat;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a document: a record, or something in which there is none.
 *
 * @param node what was found; a text node for a text that could not be read
 * @param format the record's; null when it is of none
 * @param problem why it could not be opened; null when there was nothing to open, or it is a record
 * @param wrapper who stands around it; null when nobody names a host
 */
record FoundRecord(
        JsonNode node,
        @Nullable RecordFormat format,
        RecordContext.@Nullable Problem problem,
        @Nullable RecordEnvelope wrapper) {

    /** A record. */
    static FoundRecord record(JsonNode node, RecordFormat format, @Nullable RecordEnvelope wrapper) {
        return new FoundRecord(node, format, null, wrapper);
    }

    /** Something in which there is no record. */
    static FoundRecord other(JsonNode node, RecordContext.@Nullable Problem problem, @Nullable RecordEnvelope wrapper) {
        return new FoundRecord(node, null, problem, wrapper);
    }

    boolean isRecord() {
        return format != null;
    }

    /** As it stood in the document. */
    String text() {
        return node.isTextual() ? node.textValue() : node.toString();
    }
}
