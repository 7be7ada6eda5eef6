package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** Winlogbeat 7 and later without its modules: EventData stays as it is, all strings. */
public final class Winlogbeat extends EventLogShape {
    public Winlogbeat(EventLog log) {
        super("winlogbeat", log);
    }

    @Override
    public String render(EventRecord record) {
        return header(record)
                .put("winlog.event_data", record.data().isEmpty() ? null : record.data())
                .put("winlog.record_id", record.recordId())
                .put("message", record.message().replace("\r\n", "\n"))
                .toString();
    }

    /** What Winlogbeat's raw and processed documents have in common. */
    static JsonDocument header(EventRecord record) {
        return new JsonDocument()
                .put("@timestamp", TimeSpellings.iso(record.timeCreatedMillis(), 7))
                .put("@metadata.beat", "winlogbeat")
                .put("@metadata.type", "_doc")
                .put("@metadata.version", "8.17.0")
                .put("event.code", Integer.toString(record.eventId()))
                .put("event.kind", "event")
                .put("event.provider", record.provider())
                .put("event.action", record.title())
                .put("host.name", record.computer())
                .put("agent.type", "winlogbeat")
                .put("agent.name", "wec-01")
                .put("log.level", "information")
                .put("winlog.channel", record.channel())
                .put("winlog.computer_name", record.computer())
                .put("winlog.event_id", Integer.toString(record.eventId()))
                .put("winlog.opcode", "Info")
                .put("winlog.process.pid", record.loggerPid())
                .put("winlog.process.thread.id", 876)
                .put("winlog.provider_guid", record.providerGuid())
                .put("winlog.provider_name", record.provider())
                .put("winlog.task", record.title())
                .put("winlog.user.identifier", record.loggerSid())
                .put("winlog.version", record.version());
    }
}
