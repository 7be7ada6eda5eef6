package io.github.shtinkering.ingest.format.windows.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;

/** A shipper of the Windows event log: it only says where it puts things; what they mean is the same for all. */
public interface WindowsEventFormat extends RecordFormat {
    /** Returns the record in the one form. */
    WindowsEvent read(JsonNode record, RecordContext context);

    /** Whether a record of this shape should have the header's PID, which is LSASS's in the events that LSASS writes. */
    default boolean hasHeader(JsonNode record) {
        return true;
    }

    @Override
    default void decode(JsonNode record, RecordContext context) {
        WindowsEvents.interpret(read(record, context), name(), hasHeader(record), context);
    }
}
