package io.github.shtinkering.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.shtinkering.publish.document.OcsfFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds documents against the JSON Schemas in {@code deploy/schema}, and against what a schema cannot say: that a
 * score's parts add up, and that what a part names as evidence is there.
 */
public final class SchemaAssert {
    private static final Path SCHEMAS = Path.of("deploy", "schema");
    private static final List<String> FILES = List.of(
            "alerts.ndjson",
            "cases.ndjson",
            "campaigns.ndjson",
            "hosts.ndjson",
            "dead-letter.ndjson",
            "audit.ndjson",
            "health.json",
            "summary.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> LOADED = new ConcurrentHashMap<>();

    private static final int MOST_IN_ORDER = 5_000;
    private static final Set<String> IN_ORDER = ConcurrentHashMap.newKeySet();

    private SchemaAssert() {}

    /** Fails unless the document keeps the schema of its kind; a tally has none. */
    public static void assertKeepsSchema(OutputDocument document) {
        assertThat(document.digest())
                .as("what a sink is told of %s", document.json())
                .isEqualTo(Digests.of(document.kind(), document.json()));
        assertThat(document.hasTime())
                .as("time of %s", document.json())
                .isEqualTo(!document.json().isEmpty() && parse(document.json()).has("@timestamp"));
        if (document.finding() != null) {
            assertThat(document.finding()).isEqualTo(OcsfFinding.of(parse(document.json())));
        }
        switch (document.kind()) {
            case ALERT, CASE_UPDATE -> assertAlert(document.json());
            case CAMPAIGN -> assertKeepsSchema("campaign", document.json());
            case HOST -> assertKeepsSchema("host", document.json());
            case DEAD_LETTER -> assertKeepsSchema("dead-letter", document.json());
            case AUDIT -> assertKeepsSchema("audit", document.json());
            case TALLY -> assertThat(document.tally()).isNotNull();
        }
    }

    /** Fails unless every file of a replay's output is there and every line keeps its schema. */
    public static void assertKeepsSchemas(Path output) {
        FILES.forEach(file -> documents(output.resolve(file)));
    }

    /** The documents of a file of the job's output; fails unless each keeps the schema of what the file is named for. */
    public static List<JsonNode> documents(Path file) {
        String name = file.getFileName().toString();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> document(name.substring(0, name.indexOf('.')), line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A document of the job; fails unless it keeps the schema of its kind. Who waits for a document reads the others again
     * and again: what was found in order is not checked twice.
     *
     * @param where what a file, a topic or an index is named for: {@code cases}, {@code dlq}, {@code case-history} …
     */
    public static JsonNode document(String where, String json) {
        if (IN_ORDER.size() > MOST_IN_ORDER) {
            IN_ORDER.clear();
        }
        String checked = where + json;
        if (!IN_ORDER.contains(checked)) {
            check(where, json);
            IN_ORDER.add(checked);
        }
        return parse(json);
    }

    private static void check(String where, String json) {
        switch (where) {
            case "alerts", "cases", "case-history" -> assertAlert(json);
            case "findings" -> assertKeepsSchema("ocsf-detection-finding", json);
            case "campaigns" -> assertKeepsSchema("campaign", json);
            case "hosts" -> assertKeepsSchema("host", json);
            case "dead-letter", "dead-letters", "dlq" -> assertKeepsSchema("dead-letter", json);
            case "audit", "health", "summary" -> assertKeepsSchema(where, json);
            default -> throw new IllegalArgumentException("no schema for what lies in " + where);
        }
    }

    /** Fails unless the document is a valid alert, also as a finding of OCSF, whose parts add up and name its evidence. */
    public static void assertAlert(String json) {
        assertKeepsSchema("alert", json);
        assertKeepsSchema("ocsf-detection-finding", OcsfFinding.of(parse(json)));
        JsonNode alert = parse(json);
        JsonNode parts = alert.at("/shtinkering/score/parts");
        assertThat(stream(parts).mapToInt(part -> part.path("points").asInt()).sum())
                .as("sum of the points of %s", parts)
                .isEqualTo(alert.at("/event/risk_score").asInt());
        assertThat(stream(alert.at("/shtinkering/evidence"))
                        .map(evidence -> evidence.path("id").asText()))
                .as("evidence in %s", json)
                .doesNotHaveDuplicates()
                .containsAll(stream(parts)
                        .flatMap(part -> stream(part.path("evidence")))
                        .map(JsonNode::asText)
                        .toList());
    }

    /**
     * Fails unless the document keeps the named schema.
     *
     * @param name {@code alert}, {@code campaign}, {@code host}, {@code dead-letter}, {@code audit}, {@code summary},
     *     {@code health} or {@code ocsf-detection-finding}
     */
    public static void assertKeepsSchema(String name, String json) {
        Schema schema = LOADED.computeIfAbsent(name, SchemaAssert::load);
        assertThat(schema.validate(json, InputFormat.JSON))
                .as("%s against the schema of %s", json, name)
                .isEmpty();
    }

    private static Schema load(String name) {
        try {
            return REGISTRY.getSchema(Files.readString(SCHEMAS.resolve(name + ".schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
