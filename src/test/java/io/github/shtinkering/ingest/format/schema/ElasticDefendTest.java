package io.github.shtinkering.ingest.format.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElasticDefendTest {
    private static final String HEAD = """
            {"@timestamp": "2024-11-09T08:00:00.1234567Z", "host": {"id": "host-1", "name": "WS-01", "hostname": "WS-01"},
             "user": {"domain": "NT AUTHORITY", "name": "SYSTEM", "id": "S-1-5-18"},
             "event": {"module": "endpoint", "dataset": "endpoint.events.%s", "id": "M+1", "kind": "%s",
                       "category": ["%s"], "action": "%s", "type": ["%s"]}, %s}
            """;
    private static final String WER_FAULT = """
            "process": {"pid": 7012, "entity_id": "YWFh", "name": "WerFault.exe",
              "executable": "C:\\\\Windows\\\\System32\\\\WerFault.exe",
              "command_line": "C:\\\\Windows\\\\system32\\\\WerFault.exe -u -p 744 -ip 5120 -s 244",
              "pe": {"original_file_name": "WerFault.EXE"},
              "Ext": {"code_signature": [{"exists": true, "trusted": true, "subject_name": "Microsoft Windows"}],
                      "token": {"integrity_level_name": "system"}},
              "parent": {"pid": 5120, "executable": "C:\\\\Users\\\\Public\\\\tool.exe"}}
            """;
    private static final String TOOL =
            "\"process\": {\"pid\": 5120, \"executable\": \"C:\\\\Users\\\\Public\\\\tool.exe\"}";

    @Test
    void aProcessStartIsALaunch() {
        Fact fact = Decoded.of(event("process", "start", "start", WER_FAULT)).only(FactKind.WER_LAUNCH);

        assertThat(fact.host()).isEqualTo("ws-01");
        assertThat(fact.hostId()).isEqualTo("host-1");
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2024-11-09T08:00:00.123Z");
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.launch().initiatorPid()).isEqualTo(5120);
        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.actor().user()).isEqualTo("NT AUTHORITY\\SYSTEM");
        assertThat(fact.actor().signed()).isTrue();
        assertThat(fact.actor().signer()).isEqualTo("Microsoft Windows");
        assertThat(fact.actor().integrity()).isEqualTo(IntegrityLevel.SYSTEM);
        assertThat(fact.parent().executable()).isEqualTo("C:\\Users\\Public\\tool.exe");
    }

    @Test
    void anAlreadyRunningWerFaultIsNoLaunch() {
        assertThat(Decoded.of(event("process", "already_running", "start", WER_FAULT)).facts)
                .isEmpty();
    }

    @Test
    void theEndOfLsassIsTold() {
        String lsass = "\"process\": {\"pid\": 744, \"executable\": \"C:\\\\Windows\\\\System32\\\\lsass.exe\"}";

        assertThat(Decoded.of(event("process", "end", "end", lsass)).kinds()).containsExactly(FactKind.LSASS_ENDED);
    }

    @Test
    void aRegistryModificationArms() {
        String registry = """
                "registry": {"hive": "HKLM", "value": "DumpType",
                  "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType",
                  "key": "SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps",
                  "data": {"type": "REG_DWORD", "strings": ["2"]}},
                """;

        Fact fact = Decoded.of(event("registry", "modification", "change", registry + TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().operation()).isEqualTo(Operation.SET_VALUE);
        assertThat(fact.registry().key())
                .isEqualTo("hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps");
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.registry().stringType()).isFalse();
        assertThat(fact.actor().pid()).isEqualTo(5120);
    }

    @Test
    void aDeletedKeyIsNotAValueOfItsParent() {
        String registry = """
                "registry": {"hive": "HKLM", "value": "LocalDumps",
                  "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps"},
                """;

        Fact fact = Decoded.of(event("registry", "deletion", "deletion", registry + TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().operation()).isEqualTo(Operation.DELETE_KEY);
        assertThat(fact.registry().key()).endsWith("\\localdumps");
        assertThat(fact.registry().value()).isNull();
    }

    @Test
    void aReadOfTheRegistryIsNoChange() {
        String registry = """
                "registry": {"path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType",
                  "value": "DumpType", "data": {"type": "REG_DWORD", "strings": ["2"]}},
                """;

        assertThat(Decoded.of(event("registry", "query", "access", registry + TOOL)).facts)
                .isEmpty();
    }

    @Test
    void aDumpHasItsSize() {
        String file =
                "\"file\": {\"path\": \"C:\\\\Dumps\\\\lsass.exe.744.dmp\", \"name\": \"lsass.exe.744.dmp\", \"size\": 58830409},";

        Fact fact = Decoded.of(event("file", "creation", "creation", file + WER_FAULT))
                .only(FactKind.DUMP_WRITTEN);

        assertThat(fact.file().path()).isEqualTo("C:\\Dumps\\lsass.exe.744.dmp");
        assertThat(fact.file().size()).isEqualTo(58_830_409);
    }

    @Test
    void aRenamedDumpHasBothPaths() {
        String file = "\"file\": {\"path\": \"C:\\\\Temp\\\\a.png\","
                + " \"Ext\": {\"original\": {\"path\": \"C:\\\\Dumps\\\\lsass.exe.744.dmp\"}}},";

        Fact fact = Decoded.of(event("file", "rename", "change", file + TOOL)).only(FactKind.FILE_HANDLED);

        assertThat(fact.file().operation()).isEqualTo(FileActivity.Operation.RENAMED);
        assertThat(fact.file().path()).isEqualTo("C:\\Dumps\\lsass.exe.744.dmp");
        assertThat(fact.file().newPath()).isEqualTo("C:\\Temp\\a.png");
    }

    @Test
    void anOpenedLsassShowsItsPid() {
        String target = ", \"Target\": {\"process\":"
                + " {\"pid\": 744, \"executable\": \"C:\\\\Windows\\\\System32\\\\lsass.exe\"}}";

        Fact fact =
                Decoded.of(event("api", "OpenProcess", "access", TOOL + target)).only(FactKind.LSASS_SIGHTING);

        assertThat(fact.sighting().pid()).isEqualTo(744);
        assertThat(fact.sighting().source()).isEqualTo(SightingSource.PROCESS_ACCESS);
    }

    @Test
    void aLogonOfAPersonSeenByLsass() {
        String logon = "\"process\": {\"pid\": 744, \"executable\": \"C:\\\\Windows\\\\System32\\\\lsass.exe\","
                + " \"Ext\": {\"session_info\": {\"logon_type\": \"Interactive\"}}},"
                + " \"winlog\": {\"event_data\": {}}, \"source\": {\"ip\": \"10.1.1.9\"}";
        String event = event("authentication", "log_on", "start", logon)
                .replace("NT AUTHORITY", "CORP")
                .replace("SYSTEM", "bob")
                .replace("S-1-5-18", "S-1-5-21-1-2-3-1104");

        Decoded decoded = Decoded.of(event);

        assertThat(decoded.only(FactKind.LOGON).logon())
                .isEqualTo(new Logon("CORP\\bob", "S-1-5-21-1-2-3-1104", 2, "10.1.1.9"));
        assertThat(decoded.only(FactKind.LSASS_SIGHTING).sighting().pid()).isEqualTo(744);
    }

    @Test
    void anAlertAboutWerFaultIsADetectionAndTheLaunch() {
        String rule = "\"rule\": {\"name\": \"LSA Dump via Windows Error Reporting\"},";

        Decoded decoded =
                Decoded.of(HEAD.formatted("alerts", "alert", "intrusion_detection", "x", "info", rule + WER_FAULT));

        assertThat(decoded.only(FactKind.VENDOR_DETECTION).detection().name())
                .isEqualTo("LSA Dump via Windows Error Reporting");
        assertThat(decoded.only(FactKind.WER_LAUNCH).launch().targetPid()).isEqualTo(744);
    }

    @Test
    void anAlertAboutSomethingElseIsIrrelevant() {
        String rule = "\"rule\": {\"name\": \"Suspicious PowerShell\"},";

        assertThat(Decoded.of(HEAD.formatted("alerts", "alert", "intrusion_detection", "x", "info", rule + TOOL))
                        .irrelevantFormats)
                .hasSize(1);
    }

    @Test
    void theRealSamplesAreOfThisShape() {
        for (String sample : new String[] {"api", "file", "library", "process", "registry", "security"}) {
            Decoded decoded =
                    Decoded.of(Recordings.read("data/formats/elastic-endpoint/sample_event_" + sample + ".json"));

            assertThat(decoded.formats()).as(sample).containsExactly("elastic-defend");
            assertThat(decoded.dead).as(sample).isEmpty();
        }
    }

    private static String event(String category, String action, String type, String rest) {
        return HEAD.formatted(category, "event", category, action, type, rest);
    }
}
