package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;

/** Fluent Bit's winevtlog with EventData as a map. */
public final class FluentBitMap extends EventLogShape {
    public FluentBitMap(EventLog log) {
        super("fluent-bit-map", log);
    }

    @Override
    public String render(EventRecord record) {
        return FluentBit.header(record)
                .put("Message", record.message())
                .put("EventData", record.data())
                .toString();
    }
}
