package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.List;

/** Fluent Bit's older winlog: no header's process, and times cut to the second. */
public final class FluentBitWinlog extends EventLogShape {
    public FluentBitWinlog(EventLog log) {
        super("fluent-bit-winlog", log);
    }

    @Override
    public boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    public String render(EventRecord record) {
        String time = TimeSpellings.sysmon(record.timeCreatedMillis()).substring(0, 19) + " +0000";
        return new JsonDocument()
                .put("RecordNumber", record.recordId())
                .put("TimeGenerated", time)
                .put("TimeWritten", time)
                .put("EventID", record.eventId())
                .put("Qualifiers", 0)
                .put("EventType", "Information")
                .put("EventCategory", record.task())
                .put("Channel", record.channel())
                .put("SourceName", record.provider())
                .put("ComputerName", record.computer())
                .put("Data", "")
                .put("Sid", "")
                .put("Message", record.message())
                .put("StringInserts", List.copyOf(record.data().values()))
                .toString();
    }
}
