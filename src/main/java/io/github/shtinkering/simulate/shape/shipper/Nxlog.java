package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/**
 * NXLog as it is. Its field names ignore case, so that its own {@code ProcessID} and {@code EventType} hide those of
 * the event's data, which are left only in {@code Message}. Its times are local; this host's clock is on UTC.
 */
public final class Nxlog extends EventLogShape {
    private static final long RECEIVING_MILLIS = 1_000;

    public Nxlog(EventLog log) {
        super("nxlog", log);
    }

    @Override
    public String render(EventRecord record) {
        JsonDocument document = core(record, ZoneOffset.UTC).put("ProcessID", record.loggerPid());
        return withData(document, record, name -> !name.equals("ProcessId") && !name.equals("EventType"))
                .toString();
    }

    static JsonDocument core(EventRecord record, ZoneOffset zone) {
        return new JsonDocument()
                .put("EventTime", TimeSpellings.local(record.timeCreatedMillis(), zone))
                .put("EventReceivedTime", TimeSpellings.local(record.timeCreatedMillis() + RECEIVING_MILLIS, zone))
                .put("Hostname", record.computer())
                .put("Keywords", record.isSecurity() ? -9214364837600034816L : -9223372036854775808L)
                .put("EventType", record.isSecurity() ? "AUDIT_SUCCESS" : "INFO")
                .put("SeverityValue", 2)
                .put("Severity", "INFO")
                .put("EventID", record.eventId())
                .put("SourceName", record.provider())
                .put("ProviderGuid", record.providerGuid())
                .put("Version", record.version())
                .put("Task", record.task())
                .put("OpcodeValue", 0)
                .put("RecordNumber", record.recordId())
                .put("ThreadID", 4156)
                .put("Channel", record.channel())
                .put("UserID", record.loggerSid())
                .put("AccountName", record.loggerSid() == null ? null : "SYSTEM")
                .put("Message", record.message())
                .put("Category", record.title())
                .put("Opcode", "Info")
                .put("SourceModuleName", "eventlog")
                .put("SourceModuleType", "im_msvistalog");
    }

    /** Values without a name are left out: NXLog has them in the message alone. */
    static JsonDocument withData(JsonDocument document, EventRecord record, Predicate<String> kept) {
        if (!record.isPositional()) {
            record.data().forEach((name, value) -> {
                if (kept.test(name)) {
                    document.put(name, value);
                }
            });
        }
        return document;
    }
}
