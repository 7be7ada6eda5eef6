package io.github.shtinkering.telemetry.format.windows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.telemetry.Json;
import org.jspecify.annotations.Nullable;

/** EventData as a JSON object whose keys are the XML's names; data without name are a list under {@code Data}. */
record JsonFields(JsonNode data) implements EventFields {

    @Override
    public @Nullable String get(String name) {
        return Json.text(data, name);
    }

    @Override
    public @Nullable String at(int index) {
        JsonNode list = list();
        if (list.isArray()) {
            return index < list.size() ? text(list.get(index)) : null;
        }
        String only = index == 0 ? text(list) : null;
        return only != null ? only : EventFields.super.at(index);
    }

    private static @Nullable String text(JsonNode element) {
        return element.isObject() ? Json.text(element, "#text") : Json.text(element);
    }

    private JsonNode list() {
        JsonNode unnamed = Json.at(data, "Data");
        return unnamed.isObject() ? Json.at(unnamed, "#text") : unnamed;
    }
}
