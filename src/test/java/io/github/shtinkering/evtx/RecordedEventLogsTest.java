package io.github.shtinkering.evtx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.document.xml.EventXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Event logs of real machines, against the same events as JSON by another reader.
 */
class RecordedEventLogsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyFieldIsWhatAnotherReaderMadeOfIt() throws IOException {
        for (Path file : Recordings.below("data/evtx/pairs", ".evtx")) {
            Path other = file.resolveSibling(file.getFileName().toString().replace(".evtx", ".json"));
            assertThat(flat(read(file))).as(file.toString()).isEqualTo(flat(expected(other)));
        }
    }

    @Test
    void nothingOfARecordingIsDamaged() throws IOException {
        for (Path file : Recordings.below("data/evtx/attack-samples", ".evtx")) {
            assertThat(read(file)).as(file.toString()).isNotEmpty();
        }
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try (EventLogReader reader = new EventLogReader(Files.newInputStream(file), 1 << 20)) {
            for (EventLogEntry entry = reader.next(); entry != null; entry = reader.next()) {
                assertThat(entry.damage()).as("%s %s", file, entry.place()).isNull();
                String xml = new String(entry.bytes(), entry.offset(), entry.length(), UTF_8);
                JsonNode tree = EventXml.parse(xml);
                assertThat(tree).as(xml).isNotNull();
                events.add(tree.get(EventXml.ROOT));
            }
        }
        return events;
    }

    private static List<JsonNode> expected(Path file) throws IOException {
        try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            return events.readAll();
        }
    }

    /** Each event as its fields; readers differ in types, in braces and case of GUIDs, and in digits of times. */
    private static List<Map<String, String>> flat(List<JsonNode> events) {
        return events.stream()
                .map(event -> {
                    Map<String, String> fields = new TreeMap<>();
                    flatten("", event, fields);
                    return fields;
                })
                .toList();
    }

    private static void flatten(String path, JsonNode node, Map<String, String> fields) {
        node.properties().forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), fields));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            flatten(path + "/" + i, node.get(i), fields);
        }
        if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            fields.put(path, comparable(node.asText()));
        }
    }

    private static String comparable(String text) {
        String bare = text.strip().replaceFirst("^\\{(.*)}$", "$1").toLowerCase(Locale.ROOT);
        return bare.replaceFirst("^(\\d{4}-\\d\\d-\\d\\dt\\d\\d:\\d\\d:\\d\\d\\.\\d{6})\\d?z$", "$1z");
    }
}
