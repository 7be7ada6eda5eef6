package io.github.shtinkering.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Values of a document's field as an index sees them: each of an array, and none for null. */
final class Fields {
    private Fields() {}

    /** @param field dotted, or a JSON pointer */
    static List<String> values(JsonNode document, String field) {
        JsonNode node = document.at(field.startsWith("/") ? field : "/" + field.replace('.', '/'));
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> values.add(element.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            values.add(node.asText());
        }
        return values;
    }
}
