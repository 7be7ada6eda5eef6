package io.github.shtinkering.telemetry.format.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.telemetry.Decoded;
import io.github.shtinkering.telemetry.EveryFormat;
import io.github.shtinkering.telemetry.Excerpt;
import io.github.shtinkering.telemetry.Mutations;
import io.github.shtinkering.telemetry.RelevanceFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is decoded from the excerpt is what is decoded from the whole, fact by fact, count by count, letter by letter. */
class LogonExcerptTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int MUTANTS = Integer.getInteger("fuzz.documents", 6_000);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LogonExcerpt EXCERPT = new LogonExcerpt();
    private static final String[] IDS = {"4608", "4634", "4648", "4672", "4769", "5379", "4625", "4688", "1"};

    private final Random random = new Random(SEED);

    @Test
    void everyShapeThatKeepsTheHeaderHasAnExcerpt() {
        Set<String> formats = new TreeSet<>();
        for (String document : logons()) {
            Decoded decoded = Decoded.of(document);
            boolean seen = decoded.kinds().contains(FactKind.LSASS_SIGHTING);
            if (seen && excerptOf(document) != null) {
                formats.addAll(decoded.decodedFormats);
            }
        }
        assertThat(formats)
                .containsExactly(
                        "evtx-dump",
                        "fluent-bit",
                        "nxlog",
                        "nxlog-logstash",
                        "vector",
                        "wazuh",
                        "winlogbeat",
                        "winlogbeat-ecs",
                        "winlogbeat6");
    }

    @Test
    void everyDocumentOfEveryFormatGivesTheSame() {
        EveryFormat.documents().forEach(this::assertSame);
    }

    @Test
    void logonsGiveTheSameWhateverTheirFieldsAndTheirOrder() throws Exception {
        for (String document : logons()) {
            for (int round = 0; round < 40; round++) {
                JsonNode tree = JSON.readTree(document.replace("4624", anyOf(IDS, "4624")));
                assertSame(shuffled(tree).toString());
            }
        }
    }

    @Test
    void brokenDocumentsGiveTheSame() {
        Mutations mutations = new Mutations(random);
        List<String> documents = logons();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] broken = mutations.mutate(documents.get(random.nextInt(documents.size())));
            assertSame(new String(broken, UTF_8), broken);
        }
    }

    @Test
    void oddRecordsGiveTheSame() {
        String logon = """
                {"@timestamp": "2024-11-09T08:00:00Z", "winlog": {"channel": "Security", "event_id": "4624",
                 "computer_name": "WS-01", "process": {"pid": 744}%s}%s}""";
        List<String> odd = List.of(
                logon.formatted("", ""),
                logon.formatted(", \"event_id\": 4672", ""),
                logon.formatted("", ", \"winlog\": {\"event_id\": 4624}"),
                logon.formatted(", \"process\": {\"pid\": 900}", ""),
                logon.formatted("", ", \"n\": " + "9".repeat(1_200)),
                logon.formatted("", ", \"n\": 0." + "9".repeat(1_200)),
                logon.formatted("", ", \"n\": 1e999"),
                logon.formatted("", ", \"deep\": " + "[".repeat(70) + "]".repeat(70)),
                logon.formatted("", ", \"event\": {\"module\": \"endpoint\"}"),
                logon.formatted("", ", \"message\": \"a\\u00zzb\""),
                logon.formatted("", ", \"message\": \"a\tb\""),
                logon.formatted("", "} {\"a\": 1"),
                logon.formatted("", "}, {}"),
                "[" + logon.formatted("", "") + "]",
                logon.formatted("", "").replace("744", "null"),
                logon.formatted("", "").replace("WS-01", "-"),
                logon.formatted("", "").replace("2024", "late"),
                logon.formatted("", "").replace("Security", "Application"));
        odd.forEach(this::assertSame);
    }

    private void assertSame(String document) {
        assertSame(document, document.getBytes(UTF_8));
    }

    private void assertSame(String description, byte[] document) {
        Decoded whole = decoded(document, Excerpt.NONE);
        Decoded quick = decoded(document, EXCERPT);
        String as = "-Dfuzz.seed=" + SEED + ": " + description;
        assertThat(quick.facts).as(as).isEqualTo(whole.facts);
        assertThat(quick.decodedFormats).as(as).isEqualTo(whole.decodedFormats);
        assertThat(quick.irrelevantFormats).as(as).isEqualTo(whole.irrelevantFormats);
        assertThat(quick.dead).as(as).isEqualTo(whole.dead);
    }

    private static Decoded decoded(byte[] document, Excerpt excerpt) {
        Decoded decoded = new Decoded();
        Decoded.decoder(RelevanceFilter.ACCEPT_ALL, excerpt)
                .decode(document, 0, document.length, () -> "test:1", decoded);
        return decoded;
    }

    private static JsonNode excerptOf(String document) {
        byte[] bytes = document.getBytes(UTF_8);
        return EXCERPT.of(bytes, 0, bytes.length);
    }

    private static List<String> logons() {
        return EveryFormat.documents().stream()
                .filter(document -> document.contains("4624") && document.startsWith("{"))
                .toList();
    }

    private String anyOf(String[] values, String other) {
        int choice = random.nextInt(values.length + 1);
        return choice == values.length ? other : values[choice];
    }

    /** The fields in another order, some left out, and some that no format knows. */
    private JsonNode shuffled(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        Collections.shuffle(fields, random);
        ObjectNode shuffled = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : fields) {
            if (random.nextInt(25) > 0) {
                shuffled.set(field.getKey(), shuffled(field.getValue()));
            }
            if (random.nextInt(10) == 0) {
                shuffled.put(
                        "message", random.nextBoolean() ? "Process ID: 0x1210" : "C:\\Windows\\System32\\lsass.exe");
            }
            if (random.nextInt(10) == 0) {
                shuffled.putObject("x").putArray("y").add(4_624).addObject().put("event_id", 4_624);
            }
        }
        return shuffled;
    }
}
