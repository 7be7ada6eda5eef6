package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;

/** A shipper of the Windows event log: it only says where it puts things; what they mean is the same for all. */
interface WindowsEventFormat extends RecordFormat {
    /** Returns the record in the one form. */
    WindowsEvent read(JsonNode record, RecordContext context);

    @Override
    default void decode(JsonNode record, RecordContext context) {
        WindowsEvents.interpret(read(record, context), name(), context);
    }
}
