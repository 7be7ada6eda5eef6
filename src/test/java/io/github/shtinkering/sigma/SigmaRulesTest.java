package io.github.shtinkering.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Sigma rules keep Sigma's format, refer to what is there, and are met by the attack that they are about. */
class SigmaRulesTest {
    private static final Path RULES = Path.of("deploy", "sigma");
    private static final String PREFIX = "lsass_shtinkering_";
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void everyFileKeepsTheFormat() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : files()) {
            JsonNode rule = YAML.readTree(file.toFile());
            String schema = rule.has("correlation") ? "correlation" : "rule";
            assertThat(schema(schema).validate(rule.toString(), InputFormat.JSON))
                    .as(file.toString())
                    .isEmpty();
            assertThat(ids.add(rule.path("id").asText()))
                    .as("%s has an id of its own", file)
                    .isTrue();
            assertThat(rule.path("description").asText())
                    .as("what Sigma cannot say")
                    .contains("Sigma");
        }
        assertThat(ids).hasSize(4);
    }

    @Test
    void theSchemaRefusesWhatIsNoRule() throws IOException {
        String rule = YAML.readTree(RULES.resolve(PREFIX + "dump.yml").toFile()).toString();
        assertThat(schema("rule")
                        .validate(rule.replace("\"level\":\"high\"", "\"level\":\"urgent\""), InputFormat.JSON))
                .isNotEmpty();
        String chain =
                YAML.readTree(RULES.resolve(PREFIX + "chain.yml").toFile()).toString();
        assertThat(schema("correlation").validate(chain.replace("30d", "a month"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void theChainIsOfTheThreeStagesInOrder() throws IOException {
        JsonNode chain = rule("chain").path("correlation");
        List<String> names = new ArrayList<>();
        chain.path("rules").forEach(name -> names.add(name.asText()));
        assertThat(names).containsExactly(PREFIX + "arming", PREFIX + "launch", PREFIX + "dump");
        for (String name : names) {
            assertThat(rule(name.substring(PREFIX.length())).path("name").asText())
                    .isEqualTo(name);
        }
    }

    @Test
    void theAttackMeetsEachAndACrashOfAProgramDoesNot() throws IOException {
        String key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\";
        String image = "C:\\Windows\\System32\\WerFault.exe";
        String folder = "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";
        assertThat(meets("arming", Map.of("TargetObject", key + "DumpType", "Details", "DWORD (0x00000002)")))
                .isTrue();
        assertThat(meets("arming", Map.of("TargetObject", key + "lsass.exe\\DumpType", "Details", "2")))
                .isTrue();
        assertThat(meets("arming", Map.of("TargetObject", key + "CustomDumpFlags", "Details", "x")))
                .isTrue();
        assertThat(meets("arming", Map.of("TargetObject", key + "DumpType", "Details", "DWORD (0x00000001)")))
                .isFalse();
        assertThat(meets("arming", Map.of("TargetObject", key + "w3wp.exe\\DumpType", "Details", "2")))
                .isFalse();
        assertThat(meets("launch", Map.of("Image", image, "CommandLine", image + " -u -p 744 -ip 6120 -s 244")))
                .isTrue();
        assertThat(meets(
                        "launch",
                        Map.of(
                                "Image",
                                "C:\\x.exe",
                                "OriginalFileName",
                                "WerFault.exe",
                                "CommandLine",
                                "x -ip 1 -p 2 ")))
                .isTrue();
        assertThat(meets("launch", Map.of("Image", image, "CommandLine", image + " -u -p 4120 -s 244")))
                .isFalse();
        assertThat(meets("launch", Map.of("Image", image, "CommandLine", image + " -pss -s 4 -p 41 -ip 41")))
                .isFalse();
        assertThat(meets("dump", Map.of("Image", image, "TargetFilename", folder + "lsass.exe.744.dmp")))
                .isTrue();
        assertThat(meets("dump", Map.of("Image", image, "TargetFilename", folder + "w3wp.exe.744.dmp")))
                .isFalse();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode rule(String stage) throws IOException {
        return YAML.readTree(RULES.resolve(PREFIX + stage + ".yml").toFile());
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("src", "test", "resources", "sigma", name + ".schema.json")));
    }

    /** Of Sigma's conditions only what these rules use. */
    private static boolean meets(String stage, Map<String, String> event) throws IOException {
        JsonNode detection = rule(stage).path("detection");
        String condition = detection.path("condition").asText();
        return switch (condition) {
            case "selection_key and (selection_full or selection_custom)" ->
                selects(detection.path("selection_key"), event)
                        && (selects(detection.path("selection_full"), event)
                                || selects(detection.path("selection_custom"), event));
            case "all of selection_* and not filter_snapshot" ->
                allOf(detection, event) && !selects(detection.path("filter_snapshot"), event);
            case "all of selection_*" -> allOf(detection, event);
            default -> throw new AssertionError("teach the test this condition: " + condition);
        };
    }

    private static boolean allOf(JsonNode detection, Map<String, String> event) {
        return detection.properties().stream()
                .filter(search -> search.getKey().startsWith("selection_"))
                .allMatch(search -> selects(search.getValue(), event));
    }

    private static boolean selects(JsonNode search, Map<String, String> event) {
        if (search.isArray()) {
            for (JsonNode one : search) {
                if (selects(one, event)) {
                    return true;
                }
            }
            return false;
        }
        return search.properties().stream().allMatch(field -> holds(field.getKey(), field.getValue(), event));
    }

    private static boolean holds(String field, JsonNode wanted, Map<String, String> event) {
        String[] parts = field.split("\\|", 2);
        String value = event.getOrDefault(parts[0], "").toLowerCase(java.util.Locale.ROOT);
        List<JsonNode> all = new ArrayList<>();
        if (wanted.isArray()) {
            wanted.forEach(all::add);
        } else {
            all.add(wanted);
        }
        return all.stream()
                .map(one -> one.asText().toLowerCase(java.util.Locale.ROOT))
                .anyMatch(text -> switch (parts.length == 1 ? "" : parts[1]) {
                    case "" -> value.equals(text);
                    case "startswith" -> value.startsWith(text);
                    case "endswith" -> value.endsWith(text);
                    case "contains" -> value.contains(text);
                    default -> throw new AssertionError("teach the test this modifier: " + field);
                });
    }
}
