package io.github.shtinkering.ingest.document.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.document.Utf8Check;
import io.github.shtinkering.ingest.format.EveryFormat;
import io.github.shtinkering.ingest.format.Mutations;
import io.github.shtinkering.simulate.SimulatedFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outlined document says what Jackson's tree of it says, to whoever asks; what Jackson refuses has no outline. */
@Execution(ExecutionMode.CONCURRENT)
class JsonOutlineTest {
    private static final long START = 1_794_211_200_000L;
    private static final int MUTANTS = 3; // of each document
    private static final int RANDOM_DOCUMENTS = 5_000;
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private final JsonOutliner outliner = new JsonOutliner();

    private final Random random = new Random(SEED);
    private final Mutations mutations = new Mutations(random);

    /** Of equal length, first and last letter: whoever writes a record chooses them so. */
    @Test
    void aDotIsSeenWhereverItStandsInAName() {
        for (int before = 1; before < 20; before++) {
            for (int after = 1; after < 20; after++) {
                String outer = "o".repeat(before);
                String inner = "i".repeat(after);
                JsonNode tree = JsonTrees.parse("{\"" + outer + "." + inner + "\":\"v.v\"}");
                assertThat(JsonTrees.text(tree, outer, inner)).isEqualTo("v.v");
            }
        }
    }

    @Test
    void namesThatAreChosenToBeAlikeCostNoMoreThanOthers() {
        int members = 1_000;
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < members; i++) {
            document.append(i == 0 ? "" : ",").append("\"a%06dz\":%d".formatted(i, i));
        }
        byte[] bytes = document.append('}').toString().getBytes(UTF_8);
        JsonOutline outline = new JsonOutline();
        outline.clear(bytes);
        int root = outline.begin(0, 0, 0);
        for (int i = 0, at = 0; i < members; i++) {
            int name = at + 2;
            int value = name + 10;
            int end = value + Integer.toString(i).length();
            outline.end(outline.begin(name, JsonOutline.sign(8, 'a', 'z'), value), end);
            at = end;
        }
        outline.end(root, bytes.length);
        assertThat(outline.root().size()).isEqualTo(members);
        OutlinedObject object = new OutlinedObject(outline, root);
        for (int i = 0; i < members; i++) {
            assertThat(object.get("a%06dz".formatted(i)).intValue()).isEqualTo(i);
        }
        assertThat(object.get("a999999z")).isNull();
        assertThat(object.looks()).isLessThan(20 * members);
        check(new String(bytes, UTF_8));
    }

    @Test
    void everyFormatIsOutlined() {
        for (String document : EveryFormat.documents()) {
            check(document);
            if (document.strip().startsWith("{")) {
                assertThat(outlined(document.strip())).as(document).isNotNull();
            }
        }
    }

    @Test
    void theSimulatedFleetIsOutlined() {
        SimulatedFleet.Settings settings = new SimulatedFleet.Settings(SEED, START, Duration.ofHours(6), 200, 3_000);
        for (Iterator<byte[]> records = new SimulatedFleet(settings).records(); records.hasNext(); ) {
            check(new String(records.next(), UTF_8));
        }
    }

    @Test
    void realSamplesSayTheSame() throws IOException {
        for (Path file : Recordings.below("data/formats", ".json", ".jsonl", ".raw")) {
            new String(Files.readAllBytes(file), UTF_8).lines().limit(500).forEach(this::check);
        }
        Path corpus = Recordings.require("data/corpus/nxlog-logstash-147k.ndjson.gz");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(corpus)), UTF_8))) {
            lines.lines().limit(5_000).forEach(this::check);
        }
    }

    @Test
    void anyJsonSaysTheSame() {
        for (int i = 0; i < RANDOM_DOCUMENTS; i++) {
            check(blank() + value(0) + blank());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2,\"b\":3}",
                "{\"a\":{\"b\":1},\"a\":{\"c\":2}}",
                "{\"a\":1,\"a\":[2]}",
                "{\"\":1}",
                "{\"\\u0061\":1,\"a\":2}",
                "{\"a\":2,\"\\u0061\":1}",
                "{\"\u00e4\":1}",
                "{\"a\":\"\\u00e4\\ud83d\\ude00\\ud83d\"}",
                "{\"a\":\"\\r\\n\\t\\b\\f\\/\\\\\\\"\u00e4\"}",
                "{\"a\":\"x\ty\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":-}",
                "{\"a\":1.}",
                "{\"a\":1.0e+5}",
                "{\"a\":2147483647,\"b\":2147483648,\"c\":999999999999999999,\"d\":9999999999999999999}",
                "{\"a\":tru}",
                "{\"a\":NaN}",
                "{\"a\":true,}",
                "{,}",
                "{\"a\" 1}",
                "{'a':1}",
                "[1,2",
                "[]]",
                "{} {}",
                "{/* */}",
                "{\"a\":\u00a01}",
                "[",
                "\"",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":\"\\u00"
            })
    void whatIsOddSaysTheSameOrIsLeftToJackson(String document) {
        check(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 100_000})
    void howDeepAnythingMayBeNestedIsJacksonsToSay(int depth) {
        check("[".repeat(depth) + "]".repeat(depth));
        check("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }

    /** Members behind the first few are found through a table of names: all of them, and no other. */
    @Test
    void manyMembersAreFoundByTheirNames() {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            document.append("\"n").append(i % 900).append("x\":").append(i).append(',');
        }
        JsonNode outlined = outlined(document + "\"end\":0}");
        assertThat(outlined).isNotNull();
        for (int i = 0; i < 900; i++) {
            assertThat(outlined.get("n" + i + "x").intValue()).isEqualTo(i < 100 ? i + 900 : i);
        }
        assertThat(outlined.has("n900x")).isFalse();
        assertThat(outlined.has("n".repeat(65_541))).isFalse();
        check(document + "\"end\":0}");
    }

    /** JSON in a text may have halves of surrogate pairs, which bytes cannot: Jackson reads those. */
    @Test
    void textsAreReadAsJacksonReadsThem() throws IOException {
        for (String text : new String[] {"{\"a\":\"\ud83d\"}", "{\"a\":\"\ud83d\ude00\u00e4\"}", "{\"a\":[1]}", "7"}) {
            assertThat(JsonTrees.parse(text)).isEqualTo(JsonTrees.MAPPER.readTree(text));
            assertThat(JsonTrees.values(text + "\n" + text)).containsOnly(JsonTrees.MAPPER.readTree(text));
        }
        for (String text : new String[] {"{\"a\":\"\u0000\"}", "{\"a\":1}}", "{", "a"}) {
            assertThat(JsonTrees.parse(text).isMissingNode()).as(text).isTrue();
        }
    }

    private void check(String document) {
        compare(document.getBytes(UTF_8));
        for (int i = 0; i < MUTANTS && document.matches("(?s)\\s*[{\\[].*"); i++) {
            compare(mutations.mutate(document));
        }
    }

    /** The decoder asks only for what is valid UTF-8 without NUL. */
    private void compare(byte[] bytes) {
        if (Utf8Check.check(bytes, 0, bytes.length) != Utf8Check.Verdict.TEXT) {
            return;
        }
        JsonNode outlined = outliner.tree(bytes, 0, bytes.length);
        if (outlined != null) {
            JsonNode parsed = parsed(bytes);
            String whose = "-Dfuzz.seed=" + SEED + ": " + new String(bytes, UTF_8);
            assertThat(parsed).as(whose).isNotNull();
            assertThat(outlined.toString()).as(whose).isEqualTo(parsed.toString());
            compareLookUps(outlined, parsed, whose);
        }
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return JsonTrees.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compareLookUps(JsonNode outlined, JsonNode parsed, String whose) {
        assertThat(outlined.getClass()).as(whose).isEqualTo(parsed.getClass());
        assertThat(outlined.isEmpty()).as(whose).isEqualTo(parsed.isEmpty());
        assertThat(outlined.size()).as(whose).isEqualTo(parsed.size());
        assertThat(outlined).as(whose).isEqualTo(parsed);
        assertThat(outlined.get("absent")).isEqualTo(parsed.get("absent"));
        parsed.propertyStream().forEach(member -> {
            assertThat(outlined.has(member.getKey())).as(whose).isTrue();
            compareLookUps(outlined.get(member.getKey()), member.getValue(), whose);
        });
        for (int i = 0; parsed.isArray() && i <= parsed.size(); i++) {
            assertThat(outlined.get(i)).as(whose).isEqualTo(parsed.get(i));
        }
    }

    private JsonNode outlined(String document) {
        byte[] bytes = document.getBytes(UTF_8);
        return outliner.tree(bytes, 0, bytes.length);
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0 -> "\"" + text() + "\"";
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
            case 3 -> random.nextBoolean() ? "true" : "false";
            case 4 -> "null";
            case 5 -> random.nextBoolean() ? "{" + blank() + "}" : "[" + blank() + "]";
            case 6 -> "[" + list(depth, false) + "]";
            default -> "{" + list(depth, true) + "}";
        };
    }

    private String list(int depth, boolean named) {
        StringBuilder list = new StringBuilder();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            String name = named ? "\"" + name() + "\"" + blank() + ":" : "";
            list.append(blank()).append(name).append(blank()).append(value(depth + 1));
            list.append(blank()).append(i > 1 ? "," : "");
        }
        return list.toString();
    }

    private String name() {
        return Integer.toString(random.nextInt(60), 2 + random.nextInt(30)) + "_".repeat(random.nextInt(12));
    }

    private String text() {
        String[] parts = {
            "", "a", "C:\\\\Windows", "\\u00e4", "\\\"", "\u00e4\u4e00", "\\n", "\\ud83d\\ude00", "12345678"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private String blank() {
        return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
    }
}
