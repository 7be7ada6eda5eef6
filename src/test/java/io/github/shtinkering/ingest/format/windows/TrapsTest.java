package io.github.shtinkering.ingest.format.windows;

import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.ARMING;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.LAUNCH;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.LOGON_4624;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.PROCESS_4688;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.REGISTRY_4657;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.windows.WindowsDocuments.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps that real data of the shippers have set, by their numbers, and some more. */
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
    @DisplayName("1: two PIDs per event: the logger's in the header, the subject's in the data")
    void loggerAndSubject() {
        assertThat(only(WindowsDocuments.winlogbeat(LAUNCH), FactKind.WER_LAUNCH)
                        .actor()
                        .pid())
                .isNotEqualTo(LAUNCH.headerPid());
        Decoded logon = Decoded.of(WindowsDocuments.winlogbeat(LOGON_4624));
        assertThat(logon.only(FactKind.LSASS_SIGHTING).sighting().pid()).isEqualTo(744);
    }

    @ParameterizedTest
    @DisplayName("2: PIDs are hex or decimal, text or number; 4688 names creator and new process")
    @ValueSource(strings = {"0x1b64", "7012", "0X1B64"})
    void hexAndDecimal(String pid) {
        assertThat(only(WindowsDocuments.winlogbeat(with(PROCESS_4688, "NewProcessId", pid)), FactKind.WER_LAUNCH)
                        .actor()
                        .pid())
                .isEqualTo(7012);
        assertThat(only(WindowsDocuments.winlogbeat(with(PROCESS_4688, "ProcessId", pid)), FactKind.WER_LAUNCH)
                        .parent()
                        .pid())
                .isEqualTo(7012);
        String number = WindowsDocuments.evtxDump(LAUNCH).replace("\"ProcessId\":\"7012\"", "\"ProcessId\":7012");
        assertThat(only(number, FactKind.WER_LAUNCH).actor().pid()).isEqualTo(7012);
    }

    @Test
    @DisplayName("3: a message rendered offline, with ProcessId: 0 in it, is not read where fields exist")
    void messageRenderedOffline() {
        String document = WindowsDocuments.winlogbeat(LAUNCH)
                .replaceFirst("\\{", "{\"message\":\"Process Create:\\\\nProcessId: 0\\\\nUser: %9\",");
        assertThat(only(document, FactKind.WER_LAUNCH).actor().pid()).isEqualTo(7012);
    }

    @Test
    @DisplayName("4: every document of Sysmon has the logger's SID in user.id, so it says nothing of a service")
    void writersAreNotExcludedByTheLoggersSid() {
        Fact fact = only(
                ecs("\"user\":{\"id\":\"S-1-5-18\"},", "C:\\\\Windows\\\\System32\\\\svchost.exe"),
                FactKind.REGISTRY_CHANGE);
        assertThat(fact.actor().executable()).isEqualTo("C:\\Windows\\System32\\svchost.exe");
        assertThat(fact.actor().userSid()).isNull();
    }

    @Test
    @DisplayName("5: documents without host.os.type, and without registry.path: the path is key and value")
    void pathsAreBuiltFromKeyAndValue() {
        assertThat(ecs("", "C:\\\\a.exe")).doesNotContain("\"os\"");
        only(ecs("", "C:\\\\a.exe"), FactKind.REGISTRY_CHANGE);
        Fact defender = only("""
                {"@timestamp": "2026-11-09T08:00:00Z", "event": {"action": "registryvalueset"}, "host": {"name": "ws-01"},
                 "m365_defender": {"event": {}}, "process": {"executable": "c:\\\\a.exe"}, "registry": {"value": "DumpType",
                 "key": "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps",
                 "data": {"strings": ["2"]}}}""", FactKind.REGISTRY_CHANGE);
        assertThat(defender.registry().value()).isEqualTo("dumptype");
        assertThat(defender.registry().key()).endsWith("\\localdumps");
    }

    private static String ecs(String user, String image) {
        return """
                {"@timestamp": "2026-11-09T08:00:00.123Z", "event": {"code": "13", "module": "sysmon"}, %s
                 "process": {"executable": "%s", "pid": 1}, "registry": {"data": {"strings": ["2"], "type": "SZ_DWORD"},
                 "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType"},
                 "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational", "computer_name": "ws-01", "event_id": "13",
                 "record_id": "1"}}""".formatted(user, image);
    }

    @ParameterizedTest
    @DisplayName("6: roots of the registry and case")
    @ValueSource(strings = {"HKLM\\", "HKEY_LOCAL_MACHINE\\", "\\REGISTRY\\MACHINE\\", "MACHINE\\", "hklm\\"})
    void registryRoots(String root) {
        String path = ARMING.data().get("TargetObject").replace("HKLM\\", root);
        Fact fact = only(WindowsDocuments.winlogbeat(with(ARMING, "TargetObject", path)), FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().key())
                .isEqualTo("hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps");
    }

    @ParameterizedTest
    @DisplayName("7: spellings of the DWORD 2")
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

    @ParameterizedTest
    @DisplayName("7: the number 2 and arrays of it, as JSON has them; and the types that are no number")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2|REG_DWORD|2|false",
                "[2]|Dword|2|false",
                "[\"2\"]|SZ_DWORD|2|false",
                "\"0x2\"|%%1876|2|false",
                "\"2\"|REG_SZ|2|true",
                "\"2\"|%%1873|2|true"
            })
    void spellingsOfTwoInJson(String data, String type, long number, boolean isText) {
        String document = WindowsDocuments.winlogbeat(with(REGISTRY_4657, "NewValueType", type))
                .replace("\"NewValue\":\"2\"", "\"NewValue\":" + data);
        Fact fact = only(document, FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().number()).isEqualTo(number);
        assertThat(fact.registry().stringType()).isEqualTo(isText);
    }

    @Test
    @DisplayName("8: EventType is lost on the way: the event id decides")
    void eventTypeLost() {
        assertThat(only(WindowsDocuments.winlogbeat(with(ARMING, "EventType", "INFO")), FactKind.REGISTRY_CHANGE)
                        .registry()
                        .operation()
                        .name())
                .isEqualTo("SET_VALUE");
    }

    @Test
    @DisplayName("9: the same version of an event with one value more, or without the first")
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
    @DisplayName("10: spellings of a GUID")
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
    @DisplayName("11: channels in any case, event ids as number, text or object")
    void channelsAndIds() {
        String document = WindowsDocuments.winlogbeat(LOGON_4624);
        String id = document.replace("\"event_id\":\"4624\"", "\"event_id\":4624");
        assertThat(Decoded.of(id.replace("\"Security\"", "\"security\"")).facts)
                .usingRecursiveComparison()
                .isEqualTo(Decoded.of(document).facts);
    }

    @Test
    @DisplayName("12: JSON and XML in strings")
    void structuresInStrings() {
        only(WindowsDocuments.sentinelWindowsEvent(ARMING), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.sentinelSecurityEvent(REGISTRY_4657), FactKind.REGISTRY_CHANGE);
        String xml = WindowsDocuments.xml(ARMING);
        only(WindowsDocuments.json(Map.of("event", Map.of("original", xml))), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.json(Map.of("preview", false, "result", Map.of("_raw", xml))), FactKind.REGISTRY_CHANGE);
        only(WindowsDocuments.json(Map.of("System", xml, "Message", "x")), FactKind.REGISTRY_CHANGE);
    }

    @ParameterizedTest
    @DisplayName("12: Defender's AdditionalFields as object, as string, or none; Wazuh's full_log beside the event")
    @ValueSource(strings = {"{\"DesiredAccess\": 4112}", "\"{\\\"DesiredAccess\\\": 4112}\"", "null", "\"\""})
    void additionalFields(String fields) {
        Fact fact = only("""
                {"category": "AdvancedHunting-DeviceEvents", "properties": {"ActionType": "OpenProcessApiCall",
                 "DeviceName": "ws-01", "Timestamp": "2026-11-09T08:00:00Z", "FileName": "lsass.exe", "ProcessId": 744,
                 "AdditionalFields": %s}}""".formatted(fields), FactKind.LSASS_SIGHTING);
        assertThat(fact.sighting().pid()).isEqualTo(744);
        String wazuh = WindowsDocuments.wazuh(ARMING);
        String withLog =
                wazuh.replace("\"_source\":{", "\"_source\":{\"full_log\":" + WindowsDocuments.json(wazuh) + ",");
        assertThat(Decoded.of(withLog).decodedFormats).containsExactly("wazuh");
    }

    @Test
    @DisplayName("13: Sophos wraps values in their types, and says True where it means true")
    void typedWrappers() {
        Fact fact = only("""
                {"meta_hostname": "ws-01", "query_name": "runtime_iocs", "sophos_pid": "7012:133756128000240000",
                 "process_path": "C:\\\\Windows\\\\System32\\\\WerFault.exe", "process_cmd_line_truncated": "True",
                 "process_cmd_line": "WerFault.exe -u", "ioc_event_events": [{"type": "ProcessCreate",
                   "time": {"!uint64": "133756128000250000"}, "sha256": {"!sha256": "%s"},
                   "win32Path": "C:\\\\Windows\\\\System32\\\\WerFault.exe",
                   "cmdline": "WerFault.exe -u -p 744 -ip 5120 -s 244", "newSpid": {"!spid": "[7012:133756128000240000]"}}]}
                """.formatted("ab".repeat(32)), FactKind.WER_LAUNCH);
        assertThat(fact.launch().targetPid()).as("not from the truncated line").isEqualTo(744);
        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.actor().sha256()).isEqualTo("ab".repeat(32));
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2024-11-09T08:00:00.025Z");
    }

    @ParameterizedTest
    @DisplayName("14: envelopes, and what shippers put beside the event")
    @ValueSource(
            strings = {
                "[%s]",
                "{\"expected\":[%s]}",
                "{\"events\":[%s]}",
                "{\"records\":[%s]}",
                "{\"_index\":\"x\",\"_id\":\"1\",\"_source\":%s}",
                "{\"@version\":\"1\",\"host\":\"h\",\"port\":5044,\"tags\":[],\"event\":{\"original\":%s}}",
            })
    void envelopes(String envelope) {
        String event = WindowsDocuments.winlogbeat(ARMING)
                .replaceFirst("\\{", "{\"@metadata\":{\"beat\":\"winlogbeat\",\"type\":\"_doc\"},");
        String wrapped = envelope.formatted(envelope.contains("original") ? WindowsDocuments.json(event) : event);
        assertThat(Decoded.of(wrapped).facts)
                .usingRecursiveComparison()
                .isEqualTo(Decoded.of(WindowsDocuments.winlogbeat(ARMING)).facts);
    }

    @ParameterizedTest
    @DisplayName("15: times with blank or T, 0 to 9 digits, with and without zone, as milliseconds")
    @ValueSource(
            strings = {
                "2026-11-09 08:00:00",
                "2026-11-09T08:00:00Z",
                "2026-11-09T08:00:00.0000000Z",
                "2026-11-09T08:00:00.000000000Z",
                "2026-11-09T09:00:00.000+0100",
                "2026-11-09T09:00:00+01:00",
                "1794211200000",
            })
    void times(String time) {
        String document = WindowsDocuments.json(Map.of(
                "channel", "Security", "computer", "ws-01", "event_id", 4624, "process_id", 744, "timestamp", time));
        assertThat(Instant.ofEpochMilli(only(document, FactKind.LSASS_SIGHTING).timeMillis()))
                .isEqualTo("2026-11-09T08:00:00Z");
    }

    @Test
    @DisplayName("15: NXLog's local time takes its zone from the two clocks; without Logstash from the configuration")
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
    @DisplayName("15: a shipper's time in the wrong zone does not win over Sysmon's UtcTime")
    void sysmonsClockWins() {
        String document =
                WindowsDocuments.mordor(ARMING).replace("2026-11-09T08:00:00.123Z", "2026-11-09T01:00:00.123Z");
        assertThat(only(document, FactKind.REGISTRY_CHANGE).timeMillis())
                .isEqualTo(Instant.parse("2026-11-09T08:00:00.123Z").toEpochMilli());
    }

    @Test
    @DisplayName("16: mojibake and CRLF are text, binary junk is a dead letter")
    void mojibake() {
        String document = WindowsDocuments.mordor(with(LAUNCH, "Product", "Microsoft\u00C2\u00AE"));
        only(document + "\r\n", FactKind.WER_LAUNCH);
        Decoded junk = Decoded.of("\u0000\u0005\u0016\u0007\u0000\u0002\u0000\u0000Mac OS X lsass.exe");
        assertThat(junk.dead).extracting(DeadLetter::code).containsExactly("nul-byte");
    }

    @ParameterizedTest
    @DisplayName("17: paths with prefix, device, 8.3, upper case, without a drive")
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
    @DisplayName("18: blank and dash are no value")
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
    @DisplayName("18: null is no value")
    void nulls() {
        String document =
                WindowsDocuments.winlogbeat(LAUNCH).replaceFirst("\"ParentImage\":\"[^\"]*\"", "\"ParentImage\":null");
        assertThat(only(document, FactKind.WER_LAUNCH).parent().executable()).isNull();
    }

    @Test
    @DisplayName("19: Application 1000 and 1001 tell LSASS's crash")
    void crashesInTheApplicationLog() {
        Map<String, String> data = WindowsDocuments.data("AppName=lsass.exe", "ExceptionCode=c0000001");
        for (Event crash : List.of(
                new Event("Application", "Application Error", 1000, "2026-11-09T08:00:00.000", 0, data),
                new Event(
                        "Application",
                        "Windows Error Reporting",
                        1001,
                        "2026-11-09T08:00:00.000",
                        0,
                        WindowsDocuments.data("EventName=APPCRASH", "P1=lsass.exe")))) {
            only(WindowsDocuments.winlogbeat(crash), FactKind.CRASH_EVIDENCE);
            only(WindowsDocuments.xml(crash), FactKind.CRASH_EVIDENCE);
        }
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
