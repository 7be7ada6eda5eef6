package io.github.shtinkering.simulate.shape.collected;

import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.SysmonLog;
import io.github.shtinkering.simulate.record.TimeSpellings;

/**
 * The flat shape of public attack recordings: no header, and a time that ends in Z but is local. Only Sysmon's own
 * UtcTime can be trusted, so that nothing else is worth telling in it.
 */
public final class MordorFlat extends EventLogShape {
    private static final long LOCAL_MILLIS = -7 * 3_600_000L;

    public MordorFlat() {
        super("mordor-flat", new SysmonLog());
    }

    @Override
    public boolean carries(EventRecord record) {
        return record.isSysmon();
    }

    @Override
    public String render(EventRecord record) {
        String local = TimeSpellings.iso(record.timeCreatedMillis() + LOCAL_MILLIS, 3);
        return new JsonDocument()
                .put("SourceName", record.provider())
                .put("ProviderGuid", record.providerGuid())
                .put("Level", "4")
                .put("Keywords", "0x8000000000000000")
                .put("Channel", record.channel())
                .put("Hostname", record.computer())
                .put("TimeCreated", local)
                .put("@timestamp", local)
                .put("EventID", record.eventId())
                .put("Message", record.message())
                .put("Task", Integer.toString(record.task()))
                .putAll(record.data())
                .toString();
    }
}
