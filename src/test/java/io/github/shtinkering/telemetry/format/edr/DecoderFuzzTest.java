package io.github.shtinkering.telemetry.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.simulator.StoryBuilder;
import io.github.shtinkering.simulator.StoryEvent;
import io.github.shtinkering.simulator.StoryProcess;
import io.github.shtinkering.simulator.shape.Shapes;
import io.github.shtinkering.telemetry.Decoded;
import io.github.shtinkering.telemetry.RelevanceFilter;
import io.github.shtinkering.telemetry.filter.ByteFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documents of every shape, broken at random: the decoder never throws, every document is counted exactly once, and the
 * byte filter lets pass whatever still gives a fact. The seed is part of every failure; {@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.documents} sets its length.
 */
class DecoderFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 6_000);

    private static final RelevanceFilter FILTER = new ByteFilter();
    private static final List<String> BESIDE_THE_STORY = List.of("""
            {"hostIdentifier": "ws-01", "unixTime": 1731139200, "snapshot": [
              {"name": "lsass.exe", "path": "C:\\\\Windows\\\\System32\\\\lsass.exe", "pid": "744"},
              {"hostname": "ws-01", "boot_time": "1731000000"},
              {"path": "C:\\\\D\\\\lsass.exe.744.dmp", "size": "58830409", "btime": "1731139100"},
              {"key": "HKEY_LOCAL_MACHINE\\\\SYSTEM\\\\CurrentControlSet\\\\Control\\\\Lsa", "name": "LsaPid",
               "type": "REG_DWORD", "data": "744"}]}
            """, """
            {"category": "AdvancedHunting-DeviceLogonEvents", "properties": {"ActionType": "LogonSuccess",
              "DeviceName": "ws-01", "Timestamp": "2024-11-09T08:00:00Z", "LogonType": "Interactive",
              "AccountDomain": "corp", "AccountName": "bob"}}
            """, """
            {"@timestamp": "2024-11-09T08:00:00Z", "host": {"name": "ws-01"}, "user": {"domain": "CORP", "name": "bob"},
             "event": {"module": "endpoint", "category": ["authentication"], "action": "log_on"},
             "process": {"Ext": {"session_info": {"logon_type": "Interactive"}}}}
            """, """
            {"category": "AdvancedHunting-AlertEvidence", "properties": {"AlertId": "a", "Title": "LSASS memory read",
              "DeviceName": "ws-01", "Timestamp": "2024-11-09T08:00:00Z"}}
            """);

    @Test
    void everyBrokenDocumentIsCountedExactlyOnce() {
        System.out.println("DecoderFuzzTest: -Dfuzz.seed=" + SEED);
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<List<String>> shapes = documents();

        for (int i = 0; i < DOCUMENTS; i++) {
            List<String> whole = shapes.get(random.nextInt(shapes.size()));
            byte[] broken = mutations.mutate(whole.get(random.nextInt(whole.size())));
            Decoded decoded = decodeOrFail(broken);

            boolean blank = new String(broken, StandardCharsets.UTF_8).isBlank();
            assertThat(decoded.records()).as(() -> describe(broken)).isEqualTo(blank ? 0 : 1);
            assertThat(decoded.facts.isEmpty() || FILTER.mayMatter(broken, 0, broken.length))
                    .as(() -> describe(broken))
                    .isTrue();
            assertThat(decoded.dead).as(() -> describe(broken)).noneMatch(letter -> letter.code()
                    .equals("decoder-failed"));
        }
    }

    @Test
    void wholeDocumentsAreAllDecodedOrIrrelevant() {
        for (String document : documents().stream().flatMap(List::stream).toList()) {
            Decoded decoded = Decoded.of(document);

            assertThat(decoded.records()).as(document).isEqualTo(1);
            assertThat(decoded.dead).as(document).isEmpty();
        }
    }

    private static Decoded decodeOrFail(byte[] broken) {
        Decoded decoded = new Decoded();
        try {
            decoded.add(broken);
            return decoded;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(describe(broken), e);
        }
    }

    private static String describe(byte[] broken) {
        return "seed " + SEED + ": " + new String(broken, StandardCharsets.UTF_8);
    }

    /** One story that uses every verb, in every shape that can say it, shape by shape. */
    private static List<List<String>> documents() {
        StoryProcess tool = StoryProcess.ofSystem("C:\\Users\\Public\\tool.exe", 5120, "tool.exe -x");
        List<StoryEvent> events = StoryBuilder.on("WS-01", 1_731_139_200_000L)
                .booted()
                .lsassStarted(744)
                .loggedOn(744, "CORP\\bob", 10, "10.1.1.9")
                .lsassAccessed(744)
                .armed(tool)
                .armedForLsass(tool)
                .dumpFolderSet(tool, "lsass.exe", "C:\\Dumps")
                .crashed(StoryProcess.ofSystem("C:\\Windows\\System32\\spoolsv.exe", 2040, null), 6000)
                .reportRequested(744, tool, 7012)
                .after(Duration.ofSeconds(2))
                .dumped(744, 5120, 7012)
                .fileDeleted(tool, StoryBuilder.CRASH_DUMPS + "lsass.exe.744.dmp")
                .readOverSmb("Windows\\Temp\\lsass.exe.744.dmp", "10.1.1.9", "CORP\\adm1")
                .disarmed(tool)
                .dumpsKeyDeleted(tool, "")
                .vendorAlerted(14_980)
                .lsassFailed(744, "RPCRT4.dll", "c0000005")
                .lsassEnded(744)
                .events();
        Stream<List<String>> told = Shapes.all().stream().map(shape -> events.stream()
                .flatMap(event -> shape.render(event).stream())
                .toList());
        return Stream.concat(told, Stream.of(BESIDE_THE_STORY)).toList();
    }
}
