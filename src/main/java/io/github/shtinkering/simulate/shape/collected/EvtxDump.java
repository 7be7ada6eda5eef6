package io.github.shtinkering.simulate.shape.collected;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** evtx_dump and chainsaw over a collected log file: numbers are numbers, GUIDs have no braces. */
public final class EvtxDump extends EventLogShape {
    public EvtxDump(EventLog log) {
        super("evtx-dump", log);
    }

    @Override
    public String render(EventRecord record) {
        return new JsonDocument()
                .put("Event.#attributes.xmlns", "http://schemas.microsoft.com/win/2004/08/events/event")
                .put("Event.System.Provider.#attributes.Name", record.provider())
                .put("Event.System.Provider.#attributes.Guid", withoutBraces(record.providerGuid()))
                .put("Event.System.EventID", record.eventId())
                .put("Event.System.Version", record.version())
                .put("Event.System.Level", 4)
                .put("Event.System.Task", record.task())
                .put("Event.System.Opcode", 0)
                .put("Event.System.Keywords", "0x8000000000000000")
                .put(
                        "Event.System.TimeCreated.#attributes.SystemTime",
                        TimeSpellings.iso(record.timeCreatedMillis(), 6))
                .put("Event.System.EventRecordID", record.recordId())
                .put("Event.System.Execution.#attributes.ProcessID", record.loggerPid())
                .put("Event.System.Execution.#attributes.ThreadID", 4272)
                .put("Event.System.Channel", record.channel())
                .put("Event.System.Computer", record.computer())
                .put("Event.System.Security.#attributes.UserID", record.loggerSid())
                .put("Event.EventData", record.data().isEmpty() ? null : data(record))
                .toString();
    }

    private static Map<String, Object> data(EventRecord record) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (record.isPositional()) {
            data.put("Data", Map.of("#text", new ArrayList<>(record.data().values())));
        } else {
            record.data().forEach((name, value) -> data.put(name, typed(name, value)));
        }
        return data;
    }

    private static Object typed(String name, String value) {
        if (name.endsWith("ProcessId") && !value.startsWith("0x")) {
            return Long.valueOf(value);
        }
        return value.startsWith("{") ? String.valueOf(withoutBraces(value)).toUpperCase(Locale.ROOT) : value;
    }

    private static @Nullable String withoutBraces(@Nullable String guid) {
        return guid == null ? null : guid.substring(1, guid.length() - 1);
    }
}
