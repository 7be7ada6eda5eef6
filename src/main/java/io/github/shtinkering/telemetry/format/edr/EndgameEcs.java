package io.github.shtinkering.telemetry.format.edr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordFormat;

/** Elastic Endgame's events in its mapping to the Elastic Common Schema, as the {@code endgame-*} indices hold them. */
public final class EndgameEcs implements RecordFormat {
    @Override
    public String name() {
        return "endgame-ecs";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("endgame") || "endgame".equals(Json.text(record, "event", "module"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        String key = Json.text(record, "event", "sequence");
        EcsEvents.tell(record, Ecs.process(record), context.observe(Ecs.head(record, context, name(), "endgame", key)));
    }
}
