package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** Winlogbeat 6 through Kafka: {@code host.name} is the collector, and the record number a string. */
public final class Winlogbeat6 extends EventLogShape {
    public Winlogbeat6(EventLog log) {
        super("winlogbeat6", log);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("@timestamp", TimeSpellings.iso(record.timeCreatedMillis(), 3))
                .put("@metadata.beat", "winlogbeat")
                .put("@metadata.type", "doc")
                .put("@metadata.version", "6.5.4")
                .put("@metadata.topic", "winlogbeat")
                .put("beat.name", "WECserver")
                .put("beat.hostname", "WECserver")
                .put("host.name", "WECserver")
                .put("computer_name", record.computer())
                .put("source_name", record.provider())
                .put("provider_guid", record.providerGuid())
                .put("log_name", record.channel())
                .put("event_id", record.eventId())
                .put("version", record.version())
                .put("task", record.title())
                .put("process_id", record.loggerPid())
                .put("thread_id", 1164)
                .put("record_number", Long.toString(record.recordId()))
                .put("type", "wineventlog")
                .put("level", "Information")
                .put("opcode", "Info")
                .put("user.identifier", record.loggerSid())
                .put("message", record.message().replace("\r\n", "\n"))
                .put("event_data", record.data().isEmpty() ? null : record.data())
                .toString();
    }
}
