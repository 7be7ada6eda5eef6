package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.List;

/** Fluentd's windows_eventlog2: everything is text, and EventData are values without their names. */
public final class Fluentd extends EventLogShape {
    public Fluentd(EventLog log) {
        super("fluentd", log);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("ProviderName", record.provider())
                .put("ProviderGUID", record.providerGuid())
                .put("EventID", String.valueOf(record.eventId()))
                .put("Qualifiers", "")
                .put("Level", "4")
                .put("Task", String.valueOf(record.task()))
                .put("Opcode", "0")
                .put("Keywords", "0x8000000000000000")
                .put("TimeCreated", TimeSpellings.iso(record.timeCreatedMillis(), 9))
                .put("EventRecordID", String.valueOf(record.recordId()))
                .put("ActivityID", "")
                .put("RelatedActivityID", "")
                .put("ProcessID", String.valueOf(record.loggerPid()))
                .put("ThreadID", "3128")
                .put("Channel", record.channel())
                .put("Computer", record.computer())
                .put("UserID", record.loggerSid())
                .put("Version", String.valueOf(record.version()))
                .put("Description", record.message())
                .put("EventData", List.copyOf(record.data().values()))
                .toString();
    }
}
