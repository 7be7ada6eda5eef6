package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.List;

/** Fluent Bit's winevtlog: the values of EventData without their names. */
public final class FluentBit extends EventLogShape {
    public FluentBit(EventLog log) {
        super("fluent-bit", log);
    }

    @Override
    public String render(EventRecord record) {
        List<Object> inserts = record.data().entrySet().stream()
                .map(entry -> entry.getKey().endsWith("ProcessId")
                                && !entry.getValue().startsWith("0x")
                        ? (Object) Long.valueOf(entry.getValue())
                        : entry.getValue())
                .toList();
        return header(record)
                .put("Message", record.message())
                .put("StringInserts", inserts)
                .toString();
    }

    /** What does not depend on how the plugin is configured. */
    static JsonDocument header(EventRecord record) {
        return new JsonDocument()
                .put("ProviderName", record.provider())
                .put("ProviderGuid", record.providerGuid())
                .put("Qualifiers", "")
                .put("EventID", record.eventId())
                .put("Version", record.version())
                .put("Level", 4)
                .put("Task", record.task())
                .put("Opcode", 0)
                .put("Keywords", "0x8000000000000000")
                .put(
                        "TimeCreated",
                        TimeSpellings.sysmon(record.timeCreatedMillis()).substring(0, 19) + " +0000")
                .put("EventRecordID", record.recordId())
                .put("ActivityID", "")
                .put("RelatedActivityID", "")
                .put("ProcessID", record.loggerPid())
                .put("ThreadID", 3128)
                .put("Channel", record.channel())
                .put("Computer", record.computer())
                .put("UserID", record.loggerSid() == null ? "" : record.loggerSid());
    }
}
