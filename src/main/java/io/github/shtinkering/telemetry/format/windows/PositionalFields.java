package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Event data as a list of values.
 *
 * @param names what each place means; empty when the event is not known
 */
record PositionalFields(JsonNode values, List<String> names) implements EventFields {
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
        return Json.text(list().path(index));
    }
}
