package io.github.shtinkering.simulator.shape;

/** Fluent Bit's winevtlog with EventData as a map. */
final class FluentBitMap extends EventLogShape {
    FluentBitMap(EventLog log) {
        super("fluent-bit-map", log);
    }

    @Override
    String render(EventRecord record) {
        return FluentBit.header(record)
                .put("Message", record.message())
                .put("EventData", record.data())
                .toString();
    }
}
