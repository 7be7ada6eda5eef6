package io.github.shtinkering.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real documents of each shipper. No recording holds the technique, so its stages are written into the documents: only the
 * values that a stage is told by are put in the place of others, and everything around them stays as the shipper wrote it.
 */
class RealSamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
    private static final String FILE =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe.744.dmp";
    private static final int WHOLE = -1;
    private static final String COMMAND_LINE = "C:\\Windows\\system32\\WerFault.exe -u -p 744 -ip 5120 -s 244";
    private static final String WER_FAULT = "C:\\Windows\\System32\\WerFault.exe";

    /** Field names in lower case, as any shape spells them, and what the stage says there. */
    private static final Map<String, String> ARMING =
            Map.of("targetobject", KEY + "\\DumpType", "details", "DWORD (0x00000002)");

    private static final Map<String, String> LAUNCH =
            Map.of("image", WER_FAULT, "newprocessname", WER_FAULT, "commandline", COMMAND_LINE);

    private static final Map<String, String> DUMP = Map.of("targetfilename", FILE);

    @ParameterizedTest
    @CsvSource({
        "winlogbeat-raw-sysmon/docs.jsonl, winlogbeat",
        "winlogbeat-ecs-sysmon/docs.jsonl, winlogbeat-ecs",
        "winlogbeat-ecs-security/docs.jsonl, winlogbeat-ecs",
        "elastic-integration-sysmon/docs.jsonl, winlogbeat-ecs",
        "otrf-winlogbeat6/samples.jsonl, winlogbeat6",
        "otrf-nxlog-logstash/samples.jsonl, nxlog-logstash",
        "otrf-nxlog-logstash-type/samples.jsonl, nxlog-logstash",
        "otrf-mordor-ps/samples.jsonl, mordor",
        "otrf-mordor-ps-nots/samples.jsonl, mordor",
        "evtx-dump-sigma/all.jsonl, evtx-dump",
        "wazuh/docs.jsonl, wazuh",
        "otrf-mde-hunting/samples.jsonl, defender-xdr",
        "m365-defender-raw/device_registry_and_file.jsonl, defender-xdr",
    })
    void everyDocumentIsOfItsShape(String file, String format) {
        String[] documents = lines(file);
        Decoded decoded = Decoded.of(documents);

        assertThat(decoded.dead).isEmpty();
        assertThat(decoded.formats()).hasSameSizeAs(documents).containsOnly(format);
    }

    /** Log Analytics' tables are told apart by their columns; those of the cloud are not Windows' and none of ours. */
    @Test
    void sentinelsTwoTablesAreToldApart() {
        Decoded decoded = Decoded.of(lines("otrf-azure-loganalytics/samples.jsonl"));

        assertThat(decoded.formats()).hasSize(60).containsOnly("sentinel-windows-event", "sentinel-security-event");
        assertThat(decoded.dead).hasSize(5).allMatch(letter -> letter.code().equals("unknown-format"));
    }

    /** Keys that were read in the shippers' sources, where no document was found. */
    @ParameterizedTest
    @CsvSource({"fluent-bit/keys.json, keys_in_order, fluent-bit", "vector/keys.json, keys, vector"})
    void shapesKnownByTheirKeysAreRecognised(String file, String list, String format) {
        ObjectNode document = JSON.createObjectNode();
        tree(Recordings.read("data/formats/" + file)).get(list).forEach(key -> document.put(key.asText(), ""));

        assertThat(Decoded.of(document.toString()).formats()).containsExactly(format);
    }

    /** How many documents are of Sysmon 13. */
    @ParameterizedTest
    @CsvSource({
        "winlogbeat-raw-sysmon/docs.jsonl, 2",
        "otrf-winlogbeat6/samples.jsonl, 3",
        "otrf-nxlog-logstash/samples.jsonl, 3",
        "otrf-nxlog-logstash-type/samples.jsonl, 3",
        "otrf-mordor-ps/samples.jsonl, 3",
        "otrf-mordor-ps-nots/samples.jsonl, 3",
        "evtx-dump-sigma/all.jsonl, 33",
        "wazuh/docs.jsonl, 1",
    })
    void anArmingIsFoundInWhatItsShipperWrites(String file, int count) {
        assertThat(told(file, ARMING, FactKind.REGISTRY_CHANGE))
                .filteredOn(fact -> fact.registry().operation() == Operation.SET_VALUE)
                .hasSize(count)
                .allSatisfy(fact -> {
                    assertThat(fact.sensor()).isEqualTo("sysmon");
                    assertArms(fact);
                    assertThat(fact.actor().pid()).isPositive();
                    assertThat(fact.actor().entityId()).isNotBlank();
                });
    }

    /** How many documents are of Sysmon 1 or Security 4688. */
    @ParameterizedTest
    @CsvSource({
        "otrf-winlogbeat6/samples.jsonl, 6",
        "otrf-nxlog-logstash/samples.jsonl, 9",
        "otrf-nxlog-logstash-type/samples.jsonl, 7",
        "otrf-mordor-ps/samples.jsonl, 7",
        "otrf-mordor-ps-nots/samples.jsonl, 6",
        "otrf-azure-loganalytics/samples.jsonl, 4",
        "evtx-dump-sigma/all.jsonl, 151",
    })
    void aLaunchIsFoundInWhatItsShipperWrites(String file, int count) {
        assertThat(told(file, LAUNCH, FactKind.WER_LAUNCH)).hasSize(count).allSatisfy(RealSamplesTest::assertLaunches);
    }

    /** How many documents are of Sysmon 11; NXLog without a message has lost the writer's PID. */
    @ParameterizedTest
    @CsvSource({
        "otrf-winlogbeat6/samples.jsonl, 3",
        "otrf-nxlog-logstash/samples.jsonl, 3",
        "otrf-nxlog-logstash-type/samples.jsonl, 3",
        "otrf-mordor-ps/samples.jsonl, 3",
        "otrf-mordor-ps-nots/samples.jsonl, 3",
        "otrf-azure-loganalytics/samples.jsonl, 3",
        "evtx-dump-sigma/all.jsonl, 35",
        "wazuh/docs.jsonl, 1",
    })
    void aDumpIsFoundInWhatItsShipperWrites(String file, int count) {
        assertThat(told(file, DUMP, FactKind.DUMP_WRITTEN)).hasSize(count).allSatisfy(fact -> {
            assertThat(fact.file().path()).isEqualTo(FILE);
            assertThat(fact.actor().executable()).isNotBlank();
            assertThat(fact.actor().entityId()).isNotBlank();
        });
    }

    @Test
    void splunksForwarderWritesXmlBetweenLinesOfOtherLogs() {
        String[] events = Stream.of(lines("splunk-uf-xml/certutil_exe_certificate_extraction.raw"))
                .filter(line -> line.startsWith("<Event "))
                .map(line -> line.replaceAll("(?<=Name='Image'>)[^<]*", Matcher.quoteReplacement(WER_FAULT))
                        .replaceAll("(?<=Name='CommandLine'>)[^<]*", Matcher.quoteReplacement(COMMAND_LINE)))
                .toArray(String[]::new);
        Decoded decoded = Decoded.of(events);

        assertThat(decoded.dead).isEmpty();
        assertThat(decoded.formats()).hasSameSizeAs(events).containsOnly("event-xml");
        assertThat(decoded.all(FactKind.WER_LAUNCH)).isNotEmpty().allSatisfy(RealSamplesTest::assertLaunches);
    }

    @Test
    void elasticsPipelinesMoveTheFields() {
        Map<String, String> arming = Map.of(
                "/registry/path",
                KEY + "\\DumpType",
                "/registry/key",
                KEY.substring("HKLM\\".length()) + "\\DumpType",
                "/registry/value",
                "DumpType",
                "/registry/data/strings/0",
                "2");
        Map<String, String> launch = Map.of("/process/executable", WER_FAULT, "/process/command_line", COMMAND_LINE);

        Fact armed = only("winlogbeat-ecs-sysmon/docs.jsonl", 0, arming, FactKind.REGISTRY_CHANGE);
        assertArms(armed);
        assertThat(armed.actor().pid()).isEqualTo(6072);
        assertThat(armed.actor().userSid()).as("the logger's, in user.id").isNull();
        assertLaunches(only("winlogbeat-ecs-sysmon/docs.jsonl", 2, launch, FactKind.WER_LAUNCH));
        Map<String, String> launchTwice = new HashMap<>(launch);
        launchTwice.put("/winlog/event_data/CommandLine", COMMAND_LINE);
        Fact created = only("winlogbeat-ecs-security/docs.jsonl", 0, launchTwice, FactKind.WER_LAUNCH);
        assertLaunches(created);
        assertThat(created.actor().pid()).as("the new process").isEqualTo(4556);
        assertThat(created.parent().pid()).as("its creator").isEqualTo(4652);
        Fact deleted =
                only("elastic-integration-sysmon/docs.jsonl", 0, Map.of("/file/path", FILE), FactKind.FILE_HANDLED);
        assertThat(deleted.file().operation()).isEqualTo(FileActivity.Operation.DELETED);
    }

    @Test
    void elasticDefendsStages() {
        Fact armed = defend(
                "registry",
                Map.of(
                        "/event/action", "modification",
                        "/event/type/0", "change",
                        "/registry/path", KEY + "\\DumpType",
                        "/registry/key", KEY.substring("HKLM\\".length()),
                        "/registry/value", "DumpType",
                        "/registry/data/strings/0", "2",
                        "/registry/data/type", "REG_DWORD"),
                FactKind.REGISTRY_CHANGE);
        assertArms(armed);
        assertThat(armed.actor().userSid()).isEqualTo("S-1-5-18");
        assertLaunches(defend(
                "process",
                Map.of("/process/executable", WER_FAULT, "/process/command_line", COMMAND_LINE),
                FactKind.WER_LAUNCH));
        assertThat(defend("file", Map.of("/event/action", "creation", "/file/path", FILE), FactKind.DUMP_WRITTEN)
                        .file()
                        .path())
                .isEqualTo(FILE);
        Fact seen = defend(
                "api",
                Map.of("/Target/process/executable", "C:\\Windows\\System32\\lsass.exe"),
                FactKind.LSASS_SIGHTING);
        assertThat(seen.sighting()).isEqualTo(new LsassSighting(25_732, SightingSource.PROCESS_ACCESS));
    }

    @Test
    void defendersStages() {
        Fact armed = only(
                "m365-defender-raw/device_registry_and_file.jsonl",
                0,
                Map.of(
                        "/properties/RegistryKey", KEY.replace("HKLM", "HKEY_LOCAL_MACHINE"),
                        "/properties/RegistryValueName", "DumpType",
                        "/properties/RegistryValueData", "2",
                        "/properties/RegistryValueType", "Dword"),
                FactKind.REGISTRY_CHANGE);
        assertArms(armed);
        assertThat(armed.actor().pid()).isEqualTo(5900);
        assertThat(Instant.ofEpochMilli(armed.timeMillis()))
                .as("the event's time, not the export's")
                .isEqualTo("2022-11-09T19:17:43.575Z");
        Fact dump = only(
                "m365-defender-raw/device_registry_and_file.jsonl",
                1,
                Map.of("/properties/FolderPath", FILE, "/properties/FileName", "lsass.exe.744.dmp"),
                FactKind.DUMP_WRITTEN);
        assertThat(dump.file().size()).isEqualTo(139_848);
        assertArms(only(
                "m365-defender-ecs/registry_value_set_TAIL.json",
                WHOLE,
                Map.of(
                        "/@timestamp", "2022-11-09T19:17:43.575Z",
                        "/event/action", "registryvalueset",
                        "/registry/key", KEY.replace("HKLM", "HKEY_LOCAL_MACHINE"),
                        "/registry/value", "DumpType",
                        "/registry/data/strings/0", "2"),
                FactKind.REGISTRY_CHANGE));
    }

    private static void assertArms(Fact fact) {
        assertThat(fact.registry().operation()).isEqualTo(Operation.SET_VALUE);
        assertThat(fact.registry().key()).endsWith("\\windows error reporting\\localdumps");
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.actor().executable()).isNotBlank();
    }

    private static void assertLaunches(Fact fact) {
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.launch().initiatorPid()).isEqualTo(5120);
        assertThat(fact.actor().executable()).isEqualTo(WER_FAULT);
        assertThat(fact.actor().pid()).isPositive();
        assertThat(fact.parent().pid()).isPositive().isNotEqualTo(fact.actor().pid());
    }

    private static Fact defend(String sample, Map<String, String> values, FactKind kind) {
        return only("elastic-endpoint/sample_event_" + sample + ".json", WHOLE, values, kind);
    }

    /** The fact of one document, a line of the file or all of it, with these values at these JSON pointers. */
    private static Fact only(String file, int line, Map<String, String> values, FactKind kind) {
        JsonNode document = tree(line == WHOLE ? Recordings.read("data/formats/" + file) : lines(file)[line]);
        values.forEach((pointer, value) -> put(document, JsonPointer.compile(pointer), value));
        return Decoded.of(document.toString()).only(kind);
    }

    private static void put(JsonNode document, JsonPointer pointer, String value) {
        JsonPointer last = pointer.last();
        boolean isElement = last.mayMatchElement();
        JsonPointer holder = isElement ? pointer.head().head() : pointer.head();
        ObjectNode object = holder.matches() ? (ObjectNode) document : document.withObject(holder);
        if (isElement) {
            object.putArray(pointer.head().last().getMatchingProperty()).add(value);
        } else {
            object.put(last.getMatchingProperty(), value);
        }
    }

    private static List<Fact> told(String file, Map<String, String> stage, FactKind kind) {
        Decoded decoded = Decoded.of(Stream.of(lines(file))
                .map(RealSamplesTest::tree)
                .map(document -> told(document, stage).toString())
                .toArray(String[]::new));
        return decoded.all(kind);
    }

    /** The document with the stage's values in the place of its own, also within JSON and XML in strings. */
    private static JsonNode told(JsonNode node, Map<String, String> stage) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String value = stage.get(field.getKey().toLowerCase(Locale.ROOT));
                field.setValue(value == null ? told(field.getValue(), stage) : spelled(field.getValue(), value));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, told(array.get(i), stage));
            }
        } else if (node.isTextual() && node.textValue().startsWith("{\"")) {
            return TextNode.valueOf(told(tree(node.textValue()), stage).toString());
        }
        return node;
    }

    /** Wazuh doubles backslashes: where the document's own value has them so, the stage's have. */
    private static JsonNode spelled(JsonNode own, String value) {
        return TextNode.valueOf(own.asText().contains("\\\\") ? value.replace("\\", "\\\\") : value);
    }

    private static String[] lines(String file) {
        return Recordings.read("data/formats/" + file).split("\\R");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
