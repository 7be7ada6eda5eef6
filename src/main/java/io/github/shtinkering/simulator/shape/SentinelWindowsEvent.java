package io.github.shtinkering.simulator.shape;

/** Azure's WindowsEvent table: EventData is JSON in a string, and the header's process is lost. */
final class SentinelWindowsEvent extends EventLogShape {
    SentinelWindowsEvent(EventLog log) {
        super("sentinel-windowsevent", log);
    }

    @Override
    boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    String render(EventRecord record) {
        Document data = new Document();
        record.data()
                .forEach((name, value) ->
                        data.put(name, name.equals("UtcTime") ? value.replace(' ', 'T') + "0000Z" : value));
        return new Document()
                .put("TenantId", "00000000-0000-0000-0000-00000000000a")
                .put("SourceSystem", "OpsManager")
                .put("TimeGenerated", Clock.iso(record.timeCreatedMillis(), 3))
                .put("Provider", record.provider())
                .put("Channel", record.channel())
                .put("Computer", record.computer())
                .put("Task", record.task())
                .put("EventLevel", 4)
                .put("EventLevelName", "Information")
                .put("EventData", data.toString())
                .put("EventID", record.eventId())
                .put("EventOriginId", "29acc230-2f13-49db-9ef2-c9b20229a10c")
                .put("Type", "WindowsEvent")
                .toString();
    }
}
