package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Wazuh's archives: lower camel case, everything a string, and backslashes still doubled after JSON's own escapes. */
public final class Wazuh extends EventLogShape {
    public Wazuh(EventLog log) {
        super("wazuh", log);
    }

    @Override
    public String render(EventRecord record) {
        Map<String, String> data = new LinkedHashMap<>();
        if (record.isPositional()) {
            data.put("data", doubled(String.join(", ", record.data().values())));
        } else {
            record.data().forEach((name, value) -> data.put(lowerCamel(name), doubled(value)));
        }
        long arrival = record.timeCreatedMillis() + 1_700;
        return new JsonDocument()
                .put("timestamp", TimeSpellings.iso(arrival + 3_600_000, 3).replace("Z", "+0100"))
                .put("agent.id", "006")
                .put("agent.name", record.host())
                .put("agent.ip", "192.0.2.140")
                .put("manager.name", "wazuh.manager")
                .put("id", arrival / 1000 + "." + record.recordId())
                .put("decoder.name", "windows_eventchannel")
                .put("location", "EventChannel")
                .put("data.win.system.providerName", record.provider())
                .put("data.win.system.providerGuid", record.providerGuid())
                .put("data.win.system.eventID", Integer.toString(record.eventId()))
                .put("data.win.system.version", Integer.toString(record.version()))
                .put("data.win.system.level", "4")
                .put("data.win.system.task", Integer.toString(record.task()))
                .put("data.win.system.opcode", "0")
                .put("data.win.system.keywords", "0x8000000000000000")
                .put("data.win.system.systemTime", TimeSpellings.iso(record.timeCreatedMillis(), 7))
                .put("data.win.system.eventRecordID", Long.toString(record.recordId()))
                .put("data.win.system.processID", Long.toString(record.loggerPid()))
                .put("data.win.system.threadID", "4896")
                .put("data.win.system.channel", record.channel())
                .put("data.win.system.computer", record.computer())
                .put("data.win.system.severityValue", "INFORMATION")
                .put("data.win.eventdata", data.isEmpty() ? null : data)
                .toString();
    }

    private static String lowerCamel(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String doubled(String value) {
        return value.replace("\\", "\\\\");
    }
}
