package io.github.shtinkering.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;

/** One shipper's shape of a record. Stateless; a new format is one class and one line in the list of formats. */
public interface RecordFormat {
    /** The name in counts, facts and the tables of {@code docs/formats.md}, e.g. {@code winlogbeat}. */
    String name();

    /**
     * Whether a JSON object is of this shape: a few looks at its keys, cheap and selective, for the first format of the
     * list that says yes gets the record.
     */
    boolean recognises(JsonNode record);

    /** Tells {@link RecordContext#observe} what the record says; nothing when it says nothing that matters. */
    void decode(JsonNode record, RecordContext context);
}
