package io.github.shtinkering.simulator.shape;

/**
 * The flat shape of public attack recordings: no header, and a time that ends in Z but is local. Only Sysmon's own
 * UtcTime can be trusted, so that nothing else is worth telling in it.
 */
final class MordorFlat extends EventLogShape {
    private static final long LOCAL_MILLIS = -7 * 3_600_000L;

    MordorFlat() {
        super("mordor-flat", new SysmonLog());
    }

    @Override
    boolean carries(EventRecord record) {
        return record.isSysmon();
    }

    @Override
    String render(EventRecord record) {
        String local = Clock.iso(record.timeCreatedMillis() + LOCAL_MILLIS, 3);
        return new Document()
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
