package io.github.shtinkering.simulate.shape.collected;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** EvtxECmd over a collected log file: the event's data is JSON in a text. */
public final class EvtxECmd extends EventLogShape {
    public EvtxECmd(EventLog log) {
        super("evtxecmd", log);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("ChunkNumber", 0)
                .put("Computer", record.computer())
                .put(
                        "Payload",
                        new JsonDocument().put("EventData.Data", data(record)).toString())
                .put("Channel", record.channel())
                .put("Provider", record.provider())
                .put("EventId", record.eventId())
                .put("EventRecordId", String.valueOf(record.recordId()))
                .put("ProcessId", record.loggerPid())
                .put("ThreadId", 3128)
                .put("Level", "Info")
                .put("Keywords", "0x8000000000000000")
                .put("SourceFile", "E:\\C\\Windows\\System32\\winevt\\Logs\\x.evtx")
                .put("ExtraDataOffset", 0)
                .put("HiddenRecord", false)
                .put(
                        "TimeCreated",
                        TimeSpellings.iso(record.timeCreatedMillis(), 7).replace("Z", "+00:00"))
                .put("RecordNumber", record.recordId())
                .toString();
    }

    private static Object data(EventRecord record) {
        if (record.isPositional()) {
            return String.join(", ", record.data().values());
        }
        List<Object> data = new ArrayList<>();
        record.data().forEach((name, value) -> data.add(Map.of("@Name", name, "#text", value)));
        return data;
    }
}
