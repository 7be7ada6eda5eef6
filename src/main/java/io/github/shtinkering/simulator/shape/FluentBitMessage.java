package io.github.shtinkering.simulator.shape;

/** Fluent Bit's winevtlog with its string inserts switched off: the message alone tells what happened. */
final class FluentBitMessage extends EventLogShape {
    FluentBitMessage() {
        super("fluent-bit-message", new SysmonLog());
    }

    @Override
    boolean carries(EventRecord record) {
        return record.isSysmon();
    }

    @Override
    String render(EventRecord record) {
        return FluentBit.header(record).put("Message", record.message()).toString();
    }
}
