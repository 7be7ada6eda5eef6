package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.SecurityLog;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** Azure's SecurityEvent table: the Security channel alone, flat, without the header's process. */
public final class SentinelSecurityEvent extends EventLogShape {
    private static final long COLLECTING_MILLIS = 30_000;

    public SentinelSecurityEvent() {
        super("sentinel-securityevent", new SecurityLog());
    }

    @Override
    public boolean carries(EventRecord record) {
        return record.isSecurity() && !isLogon(record);
    }

    @Override
    public String render(EventRecord record) {
        String image =
                record.data().getOrDefault("NewProcessName", record.data().get("ProcessName"));
        return new JsonDocument()
                .put("TenantId", "00000000-0000-0000-0000-00000000000a")
                .put("TimeGenerated", TimeSpellings.iso(record.timeCreatedMillis(), 3))
                .put("SourceSystem", "OpsManager")
                .put(
                        "Account",
                        record.data().get("SubjectDomainName") + "\\"
                                + record.data().get("SubjectUserName"))
                .put("Computer", record.computer())
                .put("EventSourceName", record.provider())
                .put("Channel", record.channel())
                .put("Task", record.task())
                .put("Level", "0")
                .put("EventID", record.eventId())
                .put("Activity", record.eventId() + " - " + record.title())
                .put("Process", image == null ? null : image.substring(image.lastIndexOf('\\') + 1))
                .putAll(record.data())
                .put("SourceComputerId", "29acc230-2f13-49db-9ef2-c9b20229a10d")
                .put("EventOriginId", "29acc230-2f13-49db-9ef2-c9b20229a10c")
                .put("TimeCollected", TimeSpellings.iso(record.timeCreatedMillis() + COLLECTING_MILLIS, 3))
                .put("Type", "SecurityEvent")
                .toString();
    }
}
