package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;

/** Azure's WindowsEvent table: EventData is JSON in a string, and the header's process is lost. */
public final class SentinelWindowsEvent extends EventLogShape {
    public SentinelWindowsEvent(EventLog log) {
        super("sentinel-windowsevent", log);
    }

    @Override
    public boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    public String render(EventRecord record) {
        JsonDocument data = new JsonDocument();
        record.data()
                .forEach((name, value) ->
                        data.put(name, name.equals("UtcTime") ? value.replace(' ', 'T') + "0000Z" : value));
        return new JsonDocument()
                .put("TenantId", "00000000-0000-0000-0000-00000000000a")
                .put("SourceSystem", "OpsManager")
                .put("TimeGenerated", TimeSpellings.iso(record.timeCreatedMillis(), 3))
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
