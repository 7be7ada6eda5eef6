package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.time.ZoneOffset;
import java.util.List;

/**
 * NXLog through Logstash: {@code host} is the sender, {@code EventTime} is local and cut to seconds, {@code
 * @timestamp} is the arrival in UTC.
 */
public final class NxlogLogstash extends EventLogShape {
    private static final long SHIPPING_MILLIS = 1_700;
    private static final ZoneOffset NEW_YORK = ZoneOffset.ofHours(-5);

    public NxlogLogstash(EventLog log) {
        super("nxlog-logstash", log);
    }

    @Override
    public String render(EventRecord record) {
        JsonDocument document = Nxlog.core(record, NEW_YORK)
                .put("ExecutionProcessID", record.loggerPid())
                .put("@timestamp", TimeSpellings.iso(record.timeCreatedMillis() + SHIPPING_MILLIS, 3))
                .put("@version", "1")
                .put("host", "wec.internal.corp.example")
                .put("port", 62387)
                .put("tags", List.of("windows"));
        if (record.data().containsKey("EventType")) {
            document.put("EventTypeOrignal", "INFO");
        }
        return Nxlog.withData(document, record, name -> true).toString();
    }
}
