package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.Map;

/** Winlogbeat's documents out of Graylog, every path one name. */
public final class Graylog extends EventLogShape {
    public Graylog(EventLog log) {
        super("graylog", log);
    }

    @Override
    public String render(EventRecord record) {
        JsonDocument flat = new JsonDocument();
        Map<String, ?> winlogbeat = Winlogbeat.header(record)
                .put("winlog.event_data", record.data())
                .put("winlog.record_id", record.recordId())
                .fields();
        flatten("winlogbeat", winlogbeat, flat);
        return flat.put("timestamp", TimeSpellings.sysmon(record.timeCreatedMillis()))
                .put("source", record.host())
                .put("message", record.title())
                .put("beats_type", "winlogbeat")
                .toString();
    }

    private static void flatten(String path, Object value, JsonDocument flat) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> flatten(path + '_' + name, member, flat));
        } else {
            flat.put(path, value);
        }
    }
}
