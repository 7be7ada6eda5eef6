package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.SysmonLog;

/** Fluent Bit's winevtlog with its string inserts switched off: the message alone tells what happened. */
public final class FluentBitMessage extends EventLogShape {
    public FluentBitMessage() {
        super("fluent-bit-message", new SysmonLog());
    }

    @Override
    public boolean carries(EventRecord record) {
        return record.isSysmon();
    }

    @Override
    public String render(EventRecord record) {
        return FluentBit.header(record).put("Message", record.message()).toString();
    }
}
