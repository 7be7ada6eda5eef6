package io.github.shtinkering.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.fact.WerLaunch.Form;
import io.github.shtinkering.normal.WindowsPath;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real crashes, and dumps of LSASS by other methods: what comes out is what the command lines and names of dumps say. */
class RecordingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CRASHES = "recordings/werfault-recordings/";
    private static final String DUMPS = "recordings/lsass-dump-other-methods/";

    @Test
    void everyCrashReportOfTheDomainControllerIsOneOfItself() {
        List<WerLaunch> launches = launches(Decoded.of(events(CRASHES + "otrf_werfault_events.jsonl")));

        assertThat(launches)
                .as("Sysmon 1 and Security 4688 of the same two processes")
                .containsExactlyInAnyOrder(
                        report(5728L, 5728L, true),
                        report(5728L, 5728L, true),
                        report(5728L, null, false),
                        report(5728L, null, false));
    }

    @Test
    void everyRecordedCommandLineIsRead() {
        List<WerLaunch> launches = launches(Decoded.of(events(CRASHES + "evtx_werfault_events.jsonl")));

        assertThat(launches)
                .filteredOn(launch -> launch.form() == Form.REPORT)
                .extracting(WerLaunch::targetPid)
                .containsExactlyInAnyOrder(3004L, 3668L, 5424L, 4740L, 7564L, 6312L);
        assertThat(launches)
                .filteredOn(launch -> launch.form() == Form.SECURE_DUMP)
                .singleElement()
                .satisfies(launch -> {
                    assertThat(launch.program()).isEqualTo(WerLaunch.Program.WERFAULT_SECURE);
                    assertThat(launch.targetPid()).isEqualTo(3472);
                });
    }

    @Test
    void noRecordedCrashHasAForeignInitiator() {
        Stream<WerLaunch> all = Stream.of("otrf_werfault_events.jsonl", "evtx_werfault_events.jsonl")
                .flatMap(file -> launches(Decoded.of(events(CRASHES + file))).stream());

        assertThat(all).allSatisfy(launch -> assertThat(launch.initiatorPid()).isIn(null, launch.targetPid()));
    }

    @Test
    void workingFilesOfWerAreNoDumps() {
        Decoded decoded = Decoded.of(events(CRASHES + "otrf_werfault_events.jsonl"));

        assertThat(decoded.all(FactKind.DUMP_WRITTEN))
                .as("not even minidump\\091820-201187-01.dmp, the dump of a kernel crash")
                .isEmpty();
        assertThat(decoded.all(FactKind.FILE_HANDLED)).isEmpty();
        assertThat(decoded.all(FactKind.REGISTRY_CHANGE)).isEmpty();
    }

    @Test
    void everyDumpNamedForLsassIsOneWhoeverWroteIt() {
        for (String file : new String[] {"otrf_dmp_events.jsonl", "evtx_dmp_events.jsonl"}) {
            String[] events = events(DUMPS + file);
            List<String> named = Stream.of(events)
                    .map(RecordingsTest::createdFile)
                    .filter(Objects::nonNull)
                    .filter(path -> path.matches("(?i).*\\\\lsass[^\\\\]*\\.dmp"))
                    .toList();

            List<Fact> dumps = Decoded.of(events).all(FactKind.DUMP_WRITTEN);

            assertThat(named).as(file).isNotEmpty();
            assertThat(dumps).as(file).extracting(fact -> fact.file().path()).containsExactlyElementsOf(named);
            assertThat(dumps).as(file).allSatisfy(dump -> {
                String writer = dump.actor().executable();
                assertThat(WindowsPath.isNamed(writer, "WerFault.exe")).isFalse();
            });
        }
    }

    @Test
    void everyRecordedEventIsAccountedForAndNoneIsDead() {
        for (String file : new String[] {
            CRASHES + "otrf_werfault_events.jsonl",
            CRASHES + "evtx_werfault_events.jsonl",
            DUMPS + "otrf_dmp_events.jsonl",
            DUMPS + "evtx_dmp_events.jsonl"
        }) {
            String[] events = events(file);
            Decoded decoded = Decoded.of(events);

            assertThat(decoded.records()).as(file).isEqualTo(events.length);
            assertThat(decoded.dead).as(file).isEmpty();
        }
    }

    private static WerLaunch report(Long target, Long initiator, boolean snapshot) {
        return new WerLaunch(WerLaunch.Program.WERFAULT, Form.REPORT, target, initiator, snapshot, List.of());
    }

    private static List<WerLaunch> launches(Decoded decoded) {
        return decoded.all(FactKind.WER_LAUNCH).stream().map(Fact::launch).toList();
    }

    /** The file of a Sysmon 11, whatever the shape. */
    private static String createdFile(String event) {
        JsonNode flat = tree(event);
        JsonNode system = flat.path("Event").path("System");
        JsonNode data = system.isMissingNode() ? flat : flat.path("Event").path("EventData");
        int id = (system.isMissingNode() ? flat : system).path("EventID").asInt();
        return id == 11 && data.has("TargetFilename")
                ? data.path("TargetFilename").asText()
                : null;
    }

    /** The recordings wrap each event with a word on where it comes from. */
    private static String[] events(String file) {
        return Recordings.read("data/" + file)
                .lines()
                .map(RecordingsTest::tree)
                .map(line -> line.has("event") ? line.path("event") : line)
                .map(JsonNode::toString)
                .toArray(String[]::new);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
