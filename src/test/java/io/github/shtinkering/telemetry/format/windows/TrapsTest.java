package io.github.shtinkering.telemetry.format.windows;

import static io.github.shtinkering.telemetry.format.windows.WindowsDocuments.ARMING;
import static io.github.shtinkering.telemetry.format.windows.WindowsDocuments.LAUNCH;
import static io.github.shtinkering.telemetry.format.windows.WindowsDocuments.LOGON_4624;
import static io.github.shtinkering.telemetry.format.windows.WindowsDocuments.PROCESS_4688;
import static io.github.shtinkering.telemetry.format.windows.WindowsDocuments.REGISTRY_4657;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.telemetry.Decoded;
import io.github.shtinkering.telemetry.format.windows.WindowsDocuments.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps that real data of the shippers have set, each met once. */
class TrapsTest {
    private static Event with(Event event, String name, String value) {
        Map<String, String> data = new LinkedHashMap<>(event.data());
        data.put(name, value);
        return new Event(event.channel(), event.provider(), event.id(), event.utc(), event.headerPid(), data);
    }

    private static Fact only(String document, FactKind kind) {
        return Decoded.of(document).only(kind);
    }

    @Test
    @DisplayName("Two PIDs per event: the logger's in the header, the subject's in the data")
    void loggerAndSubject() {
        assertThat(only(WindowsDocuments.winlogbeat(LAUNCH), FactKind.WER_LAUNCH)
                        .actor()
                        .pid())
                .isNotEqualTo(LAUNCH.headerPid());
        Decoded logon = Decoded.of(WindowsDocuments.winlogbeat(LOGON_4624));
        assertThat(logon.only(FactKind.LSASS_SIGHTING).sighting().pid()).isEqualTo(744);
    }

    @ParameterizedTest
    @DisplayName("PIDs are hex or decimal, text or number")
    @ValueSource(strings = {"0x1b64", "7012", "0X1B64"})
    void hexAndDecimal(String pid) {
        assertThat(only(WindowsDocuments.winlogbeat(with(PROCESS_4688, "NewProcessId", pid)), FactKind.WER_LAUNCH)
                        .actor()
                        .pid())
                .isEqualTo(7012);
        String number = WindowsDocuments.evtxDump(LAUNCH).replace("\"ProcessId\":\"7012\"", "\"ProcessId\":7012");
        assertThat(only(number, FactKind.WER_LAUNCH).actor().pid()).isEqualTo(7012);
    }

    @Test
    @DisplayName("A message rendered offline, with ProcessId: 0 in it, is not read where fields exist")
    void messageRenderedOffline() {
        String document = WindowsDocuments.winlogbeat(LAUNCH)
                .replaceFirst("\\{", "{\"message\":\"Process Create:\\\\nProcessId: 0\\\\nUser: %9\",");
        assertThat(only(document, FactKind.WER_LAUNCH).actor().pid()).isEqualTo(7012);
    }

    @ParameterizedTest
    @DisplayName("Roots of the registry, control sets and case")
    @ValueSource(strings = {"HKLM\\", "HKEY_LOCAL_MACHINE\\", "\\REGISTRY\\MACHINE\\", "MACHINE\\", "hklm\\"})
    void registryRoots(String root) {
        String path = ARMING.data().get("TargetObject").replace("HKLM\\", root);
        Fact fact = only(WindowsDocuments.winlogbeat(with(ARMING, "TargetObject", path)), FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().key())
                .isEqualTo("hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps");
    }

    @ParameterizedTest
    @DisplayName("Spellings of the DWORD 2")
    @ValueSource(strings = {"DWORD (0x00000002)", "0x00000002", "2", "[\"2\"]", "[2]"})
    void spellingsOfTwo(String data) {
        assertThat(only(WindowsDocuments.winlogbeat(with(ARMING, "Details", data)), FactKind.REGISTRY_CHANGE)
                        .registry()
                        .number())
                .isEqualTo(2);
        assertThat(only(WindowsDocuments.winlogbeat(with(REGISTRY_4657, "NewValue", data)), FactKind.REGISTRY_CHANGE)
                        .registry()
                        .number())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("EventType is lost on the way: the event id decides")
    void eventTypeLost() {
        assertThat(only(WindowsDocuments.winlogbeat(with(ARMING, "EventType", "INFO")), FactKind.REGISTRY_CHANGE)
                        .registry()
                        .operation()
                        .name())
                .isEqualTo("SET_VALUE");
    }

    @Test
    @DisplayName("The same version of an event with one value more, or without the first")
    void arity() {
        List<String> values = new ArrayList<>(LAUNCH.data().values());
        values.add("NT AUTHORITY\\SYSTEM");
        assertThat(positional(1, values).parent().user()).isEqualTo("NT AUTHORITY\\SYSTEM");
        List<String> old = new ArrayList<>(LAUNCH.data().values());
        old.remove("WerFault.exe");
        assertThat(positional(1, old).launch().targetPid())
                .as("without OriginalFileName")
                .isEqualTo(744);
        old.remove(0);
        assertThat(positional(1, old).launch().targetPid())
                .as("without RuleName")
                .isEqualTo(744);
    }

    private static Fact positional(int id, List<String> values) {
        return Decoded.of(WindowsDocuments.json(Map.of(
                        "Channel",
                        LAUNCH.channel(),
                        "EventID",
                        id,
                        "Computer",
                        "WS-01",
                        "TimeCreated",
                        "2026-11-09 08:00:00 +0000",
                        "StringInserts",
                        values)))
                .facts
                .get(0);
    }

    @ParameterizedTest
    @DisplayName("Spellings of a GUID")
    @ValueSource(
            strings = {
                "{AA6B4A20-23A4-5C91-0000-0010A4D41E06}",
                "{aa6b4a20-23a4-5c91-0000-0010a4d41e06}",
                "AA6B4A20-23A4-5C91-0000-0010A4D41E06"
            })
    void guids(String guid) {
        assertThat(only(WindowsDocuments.winlogbeat(with(LAUNCH, "ProcessGuid", guid)), FactKind.WER_LAUNCH)
                        .actor()
                        .entityId())
                .isEqualTo("aa6b4a20-23a4-5c91-0000-0010a4d41e06");
    }

    @Test
    @DisplayName("Channels in any case, event ids as number, text or object")
    void channelsAndIds() {
        String document = WindowsDocuments.winlogbeat(LOGON_4624);
        String id = document.replace("\"event_id\":\"4624\"", "\"event_id\":4624");
        assertThat(Decoded.of(id.replace("\"Security\"", "\"security\"")).facts)
                .usingRecursiveComparison()
                .isEqualTo(Decoded.of(document).facts);
    }

    @Test
    @DisplayName("JSON and XML in strings")
    void structuresInStrings() {
        only(WindowsDocuments.sentinelWindowsEvent(ARMING), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.sentinelSecurityEvent(REGISTRY_4657), FactKind.REGISTRY_CHANGE);
        String xml = WindowsDocuments.xml(ARMING);
        only(WindowsDocuments.json(Map.of("event", Map.of("original", xml))), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.json(Map.of("preview", false, "result", Map.of("_raw", xml))), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.json(Map.of("System", xml, "Message", "x")), FactKind.REGISTRY_CHANGE);
    }

    @Test
    @DisplayName("NXLog's local time takes its zone from the two clocks; without Logstash from the configuration")
    void localTimes() {
        Fact fact = only(WindowsDocuments.nxlog(REGISTRY_4657, true), FactKind.REGISTRY_CHANGE);
        assertThat(fact.timeMillis())
                .isEqualTo(Instant.parse("2026-11-09T08:00:00Z").toEpochMilli());
        assertThat(fact.clockMillis()).as("cut to the second").isEqualTo(1_000);
        assertThat(only(WindowsDocuments.nxlog(REGISTRY_4657, false), FactKind.REGISTRY_CHANGE)
                        .timeMillis())
                .as("UTC unless configured")
                .isEqualTo(Instant.parse("2026-11-09T04:00:00Z").toEpochMilli());
    }

    @Test
    @DisplayName("A shipper's time in the wrong zone does not win over Sysmon's UtcTime")
    void sysmonsClockWins() {
        String document =
                WindowsDocuments.mordor(ARMING).replace("2026-11-09T08:00:00.123Z", "2026-11-09T01:00:00.123Z");
        assertThat(only(document, FactKind.REGISTRY_CHANGE).timeMillis())
                .isEqualTo(Instant.parse("2026-11-09T08:00:00.123Z").toEpochMilli());
    }

    @Test
    @DisplayName("Mojibake and CRLF are text")
    void mojibake() {
        String document = WindowsDocuments.mordor(with(LAUNCH, "Product", "Microsoft\u00C2\u00AE"));
        only(document + "\r\n", FactKind.WER_LAUNCH);
    }

    @ParameterizedTest
    @DisplayName("Paths: prefix, device, 8.3, upper case")
    @ValueSource(
            strings = {
                "\\??\\C:\\Users\\ADMINI~1\\lsass.DMP",
                "\\device\\harddiskvolume2\\Temp\\lsass (4).DMP",
                "\\Windows\\Temp\\lsass.dmp"
            })
    void paths(String path) {
        only(WindowsDocuments.winlogbeat(with(WindowsDocuments.DUMP, "TargetFilename", path)), FactKind.DUMP_WRITTEN);
    }

    @ParameterizedTest
    @DisplayName("Blank and dash are no value")
    @ValueSource(strings = {"-", "", " "})
    void noValue(String nothing) {
        Fact fact = only(WindowsDocuments.winlogbeat(with(LAUNCH, "ParentImage", nothing)), FactKind.WER_LAUNCH);
        assertThat(fact.parent().executable()).isNull();
        assertThat(only(WindowsDocuments.winlogbeat(with(LAUNCH, "CommandLine", nothing)), FactKind.WER_LAUNCH)
                        .launch()
                        .form()
                        .name())
                .isEqualTo("UNKNOWN");
    }

    @Test
    @DisplayName("Wazuh doubles backslashes, but a UNC path has two of its own")
    void wazuhsBackslashes() {
        String unc = "\\\\srv\\share\\lsass.exe.744.dmp";
        Fact fact =
                only(WindowsDocuments.wazuh(with(WindowsDocuments.DUMP, "TargetFilename", unc)), FactKind.DUMP_WRITTEN);
        assertThat(fact.file().path()).isEqualTo(unc);
        String undoubled = WindowsDocuments.wazuh(with(WindowsDocuments.DUMP, "TargetFilename", "UNC"))
                .replace("\"UNC\"", WindowsDocuments.json(unc));
        assertThat(only(undoubled, FactKind.DUMP_WRITTEN).file().path())
                .as("an agent that does not double")
                .isEqualTo(unc);
        assertThat(only(WindowsDocuments.wazuh(ARMING), FactKind.REGISTRY_CHANGE)
                        .actor()
                        .executable())
                .isEqualTo("C:\\Windows\\System32\\reg.exe");
    }

    @Test
    @DisplayName("The collector's name is not the host's")
    void collectors() {
        assertThat(only(WindowsDocuments.winlogbeat6(ARMING), FactKind.REGISTRY_CHANGE)
                        .host())
                .isEqualTo("ws-01");
        assertThat(only(WindowsDocuments.nxlog(ARMING, true), FactKind.REGISTRY_CHANGE)
                        .host())
                .isEqualTo("ws-01");
    }
}
