package io.github.shtinkering.simulator.shape;

import java.util.List;

/** Fluent Bit's older winlog: no header's process, and times cut to the second. */
final class FluentBitWinlog extends EventLogShape {
    FluentBitWinlog(EventLog log) {
        super("fluent-bit-winlog", log);
    }

    @Override
    boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    String render(EventRecord record) {
        String time = Clock.sysmon(record.timeCreatedMillis()).substring(0, 19) + " +0000";
        return new Document()
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
