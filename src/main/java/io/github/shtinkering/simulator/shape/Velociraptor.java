package io.github.shtinkering.simulator.shape;

import java.util.List;
import java.util.Map;

/** Velociraptor's hunt over event logs: flat rows, without the header's process. */
final class Velociraptor extends EventLogShape {
    Velociraptor(EventLog log) {
        super("velociraptor", log);
    }

    @Override
    boolean carries(EventRecord record) {
        return !isLogon(record);
    }

    @Override
    String render(EventRecord record) {
        return new Document()
                .put("EventTime", Clock.iso(record.timeCreatedMillis(), 6))
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
