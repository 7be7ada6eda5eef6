package io.github.shtinkering.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Of a document that gives a fact, whatever happens to a field, it gives a fact or a dead letter. */
@Execution(ExecutionMode.CONCURRENT)
class NoSilentLossTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, BiConsumer<ObjectNode, String>> LOSSES = Map.of(
            "renamed", (object, name) -> object.set(name + "X", object.remove(name)),
            "removed", ObjectNode::remove,
            "in an object",
                    (object, name) -> object.set(name, JSON.createObjectNode().set("x", object.get(name))),
            "in a list",
                    (object, name) -> object.set(name, JSON.createArrayNode().add(object.get(name))),
            "twice in a list",
                    (object, name) -> object.set(
                            name, JSON.createArrayNode().add(object.get(name)).add(object.get(name))));

    @Test
    void noFieldIsLostWithoutAWord() throws JsonProcessingException {
        Set<String> lost = new TreeSet<>();
        int documents = 0;
        for (String document : EveryFormat.documents()) {
            if (document.strip().startsWith("{") && !Decoded.of(document).facts.isEmpty()) {
                documents++;
                lost.addAll(lost(JSON.readTree(document)));
            }
        }
        assertThat(documents).isGreaterThan(100);
        assertThat(lost).isEmpty();
    }

    /** Where neither the channel nor the provider is left, nobody knows what an event's number means. */
    @Test
    void noEventIsLostThatDoesNotSayOfWhichLogItIs() throws JsonProcessingException {
        Set<String> lost = new TreeSet<>();
        int documents = 0;
        for (String document : EveryFormat.documents()) {
            if (document.strip().startsWith("{") && !Decoded.of(document).facts.isEmpty()) {
                JsonNode broken = JSON.readTree(document);
                List<Field> naming = fields(broken).stream()
                        .filter(NoSilentLossTest::namesALog)
                        .toList();
                naming.forEach(field -> field.object().remove(field.name()));
                documents += naming.isEmpty() ? 0 : 1;
                Decoded decoded = new Decoded();
                decoded.add(broken.toString().getBytes(UTF_8));
                if (decoded.facts.isEmpty() && decoded.dead.isEmpty()) {
                    lost.add(decoded.irrelevantFormats + " " + broken);
                }
            }
        }
        assertThat(documents).isGreaterThan(50);
        assertThat(lost).isEmpty();
    }

    private static boolean namesALog(Field field) {
        String value = field.object().get(field.name()).asText();
        return value.equals("Security")
                || value.equals("System")
                || value.equals("Application")
                || value.startsWith("Microsoft-Windows-")
                || value.equals("Application Error");
    }

    private static Set<String> lost(JsonNode document) {
        Set<String> lost = new TreeSet<>();
        for (int i = 0; i < fields(document).size(); i++) {
            for (Map.Entry<String, BiConsumer<ObjectNode, String>> loss : LOSSES.entrySet()) {
                JsonNode broken = document.deepCopy();
                Field field = fields(broken).get(i);
                loss.getValue().accept(field.object(), field.name());
                Decoded decoded = new Decoded();
                decoded.add(broken.toString().getBytes(UTF_8));
                if (decoded.facts.isEmpty() && decoded.dead.isEmpty()) {
                    lost.add(decoded.irrelevantFormats + " " + field.name() + " " + loss.getKey());
                }
            }
        }
        return lost;
    }

    private record Field(ObjectNode object, String name) {}

    private static List<Field> fields(JsonNode node) {
        List<Field> fields = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> fields.add(new Field(object, name)));
        }
        for (JsonNode child : node) {
            fields.addAll(fields(child));
        }
        return fields;
    }
}
