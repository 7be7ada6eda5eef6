package io.github.shtinkering.ingest.format.windows.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.ingest.format.windows.event.EventFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Event data as a list of values.
 *
 * @param names what each place means; empty when the event is not known
 */
public record PositionalFields(JsonNode values, List<String> names) implements EventFields {
    private JsonNode list() {
        boolean isWrapped = values.size() == 1 && values.path(0).isArray();
        return isWrapped ? values.path(0) : values;
    }

    @Override
    public @Nullable String get(String name) {
        int index = names.indexOf(name);
        return index < 0 ? null : at(index);
    }

    @Override
    public @Nullable String at(int index) {
        return JsonTrees.text(list().path(index));
    }
}
