package io.github.shtinkering.simulate.shape.collected;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import java.util.List;
import java.util.Map;

/** PowerShell 5: {@code Get-WinEvent | ConvertTo-Json -Depth 3 -Compress}. */
public final class GetWinEvent extends EventLogShape {
    public GetWinEvent(EventLog log) {
        super("get-winevent", log);
    }

    @Override
    public String render(EventRecord record) {
        List<Object> properties = record.data().entrySet().stream()
                .map(property -> (Object) Map.of("Value", value(property.getKey(), property.getValue())))
                .toList();
        return new JsonDocument()
                .put("Id", record.eventId())
                .put("Version", record.version())
                .put("Level", 4)
                .put("Task", record.task())
                .put("Opcode", 0)
                .put("Keywords", Long.MIN_VALUE)
                .put("RecordId", record.recordId())
                .put("ProviderName", record.provider())
                .put("ProviderId", record.providerGuid())
                .put("LogName", record.channel())
                .put("ProcessId", record.loggerPid())
                .put("ThreadId", 3128)
                .put("MachineName", record.computer())
                .put("TimeCreated", "/Date(" + record.timeCreatedMillis() + ")/")
                .put("ContainerLog", record.channel())
                .put("MatchedQueryIds", List.of())
                .put("LevelDisplayName", "Information")
                .put("Properties", properties)
                .put("Message", record.message())
                .toString();
    }

    /** Numbers and SIDs are objects of .NET, not the texts of the XML. */
    private static Object value(String name, String value) {
        if (name.endsWith("Sid")) {
            return Map.of("BinaryLength", 12, "Value", value);
        }
        return name.endsWith("ProcessId") ? Long.decode(value) : value;
    }
}
