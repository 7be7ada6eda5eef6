package io.github.shtinkering.simulator.shape;

import java.util.Map;

/** Winlogbeat's documents out of Graylog, every path one name. */
final class Graylog extends EventLogShape {
    Graylog(EventLog log) {
        super("graylog", log);
    }

    @Override
    String render(EventRecord record) {
        Document flat = new Document();
        Map<String, ?> winlogbeat = Winlogbeat.header(record)
                .put("winlog.event_data", record.data())
                .put("winlog.record_id", record.recordId())
                .fields();
        flatten("winlogbeat", winlogbeat, flat);
        return flat.put("timestamp", Clock.sysmon(record.timeCreatedMillis()))
                .put("source", record.host())
                .put("message", record.title())
                .put("beats_type", "winlogbeat")
                .toString();
    }

    private static void flatten(String path, Object value, Document flat) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> flatten(path + '_' + name, member, flat));
        } else {
            flat.put(path, value);
        }
    }
}
