package io.github.shtinkering.simulator.shape;

/** Azure's SecurityEvent table: the Security channel alone, flat, without the header's process. */
final class SentinelSecurityEvent extends EventLogShape {
    private static final long COLLECTING_MILLIS = 30_000;

    SentinelSecurityEvent() {
        super("sentinel-securityevent", new SecurityLog());
    }

    @Override
    boolean carries(EventRecord record) {
        return record.isSecurity() && !isLogon(record);
    }

    @Override
    String render(EventRecord record) {
        String image =
                record.data().getOrDefault("NewProcessName", record.data().get("ProcessName"));
        return new Document()
                .put("TenantId", "00000000-0000-0000-0000-00000000000a")
                .put("TimeGenerated", Clock.iso(record.timeCreatedMillis(), 3))
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
                .put("TimeCollected", Clock.iso(record.timeCreatedMillis() + COLLECTING_MILLIS, 3))
                .put("Type", "SecurityEvent")
                .toString();
    }
}
