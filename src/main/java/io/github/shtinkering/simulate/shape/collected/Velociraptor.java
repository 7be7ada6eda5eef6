package io.github.shtinkering.simulate.shape.collected;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.List;
import java.util.Map;

/** Velociraptor's hunt over event logs: flat rows, without the header's process. */
public final class Velociraptor extends EventLogShape {
    public Velociraptor(EventLog log) {
        super("velociraptor", log);
    }

    @Override
    public boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("EventTime", TimeSpellings.iso(record.timeCreatedMillis(), 6))
                .put("Computer", record.computer())
                .put("Channel", record.channel())
                .put("Provider", record.provider())
                .put("EventID", record.eventId())
                .put("EventRecordID", record.recordId())
                .put("UserSID", record.loggerSid())
                .put("Username", "")
                .put(
                        "EventData",
                        record.isPositional()
                                ? Map.of("Data", List.copyOf(record.data().values()))
                                : record.data())
                .put("Message", record.message())
                .put("OSPath", "C:\\Windows\\System32\\winevt\\Logs\\x.evtx")
                .toString();
    }
}
