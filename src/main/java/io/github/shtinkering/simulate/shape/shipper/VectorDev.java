package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** Vector's windows_event_log source. */
public final class VectorDev extends EventLogShape {
    public VectorDev(EventLog log) {
        super("vector", log);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("channel", record.channel())
                .put("computer", record.computer())
                .put("event_data", record.data())
                .put("event_id", record.eventId())
                .put("host", record.computer())
                .put("keywords", "0x8000000000000000")
                .put("level", "Information")
                .put("level_value", 4)
                .put("message", record.message())
                .put("process_id", record.loggerPid())
                .put("provider_guid", record.providerGuid())
                .put("provider_name", record.provider())
                .put("record_id", record.recordId())
                .put("task", record.task())
                .put("task_name", record.title())
                .put("thread_id", 3128)
                .put("timestamp", TimeSpellings.iso(record.timeCreatedMillis(), 7))
                .put("version", record.version())
                .put("source_type", "windows_event_log")
                .toString();
    }
}
