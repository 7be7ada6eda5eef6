package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code hosts.ndjson} says of the fleet.
 *
 * @param known hosts with at least one decoded record
 * @param armed hosts that would write a full dump of LSASS now
 * @param examples some of the armed ones, in the file's order
 */
public record KnownHosts(long known, long armed, List<JsonNode> examples) {
    public static final KnownHosts NONE = new KnownHosts(0, 0, List.of());

    private static final int MOST_EXAMPLES = 200;

    public static KnownHosts read(Path file) throws IOException {
        long[] counts = new long[2];
        List<JsonNode> examples = new ArrayList<>();
        NdjsonFile.forEach(file, (document, start, length) -> {
            counts[0]++;
            if (document.at("/shtinkering/armed").isObject()) {
                counts[1]++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(example(document));
                }
            }
        });
        return new KnownHosts(counts[0], counts[1], List.copyOf(examples));
    }

    public static ObjectNode example(JsonNode document) {
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        example.set("host", document.at("/host/name"));
        JsonNode armed = document.at("/shtinkering/armed");
        armed.properties().forEach(field -> example.set(field.getKey(), field.getValue()));
        return example;
    }

    public void writeTo(ObjectNode node) {
        node.put("known", known);
        node.put("armed", armed);
        ArrayNode list = node.putArray("examples");
        examples.forEach(list::add);
    }
}
