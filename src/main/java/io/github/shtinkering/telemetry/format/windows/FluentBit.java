package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.normal.Pids;

/** Fluent Bit's {@code winevtlog} and {@code winlog}: the event's values without their names. */
public final class FluentBit implements WindowsEventFormat {
    @Override
    public String name() {
        return "fluent-bit";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("StringInserts") && record.has("EventID") && record.has("Channel");
    }

    @Override
    public WindowsEvent read(JsonNode record, RecordContext context) {
        String channel = Json.text(record, "Channel");
        Integer id = WindowsEvent.eventId(record.path("EventID"));
        String created = Json.text(record, "TimeCreated");
        return new WindowsEvent(
                context.hostName(Json.text(record, "Computer")),
                null,
                Json.text(record, "ProviderName"),
                channel,
                id,
                Json.text(record, "EventRecordID"),
                context.time(created != null ? created : Json.text(record, "TimeGenerated")),
                Pids.parse(Json.text(record, "ProcessID")),
                null,
                new PositionalFields(record.path("StringInserts"), PositionalNames.of(channel, id, record)));
    }
}
