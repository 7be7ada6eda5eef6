package io.github.shtinkering.ingest.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordFormat;

/** Elastic Endgame's events in its mapping to the Elastic Common Schema, as the {@code endgame-*} indices hold them. */
public final class EndgameEcs implements RecordFormat {
    @Override
    public String name() {
        return "endgame-ecs";
    }

    @Override
    public boolean recognises(JsonNode record) {
        return record.has("endgame") || "endgame".equals(JsonTrees.text(record, "event", "module"));
    }

    @Override
    public void decode(JsonNode record, RecordContext context) {
        String key = JsonTrees.text(record, "event", "sequence");
        EcsEvents.tell(
                record,
                EcsDocument.process(record),
                context.observe(EcsDocument.head(record, context, name(), "endgame", key)));
    }
}
