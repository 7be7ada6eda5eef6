package io.github.shtinkering.simulator.shape;

import java.util.List;

/** Fluent Bit's winevtlog: the values of EventData without their names. */
final class FluentBit extends EventLogShape {
    FluentBit(EventLog log) {
        super("fluent-bit", log);
    }

    @Override
    String render(EventRecord record) {
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
    static Document header(EventRecord record) {
        return new Document()
                .put("ProviderName", record.provider())
                .put("ProviderGuid", record.providerGuid())
                .put("Qualifiers", "")
                .put("EventID", record.eventId())
                .put("Version", record.version())
                .put("Level", 4)
                .put("Task", record.task())
                .put("Opcode", 0)
                .put("Keywords", "0x8000000000000000")
                .put("TimeCreated", Clock.sysmon(record.timeCreatedMillis()).substring(0, 19) + " +0000")
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
