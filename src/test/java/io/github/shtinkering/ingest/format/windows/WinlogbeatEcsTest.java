package io.github.shtinkering.ingest.format.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents whose event data an ingest pipeline has moved into ECS fields. */
class WinlogbeatEcsTest {
    private static String sysmon(String code, String type, String fields) {
        return """
                {"@timestamp":"2026-11-09T08:00:00.123Z","ecs":{"version":"8.17.0"},
                "event":{"code":"%s","module":"sysmon","type":["%s"],"provider":"Microsoft-Windows-Sysmon"},
                "host":{"name":"WS-01","id":"guid-1","hostname":"ws-01"},"user":{"id":"S-1-5-18","name":"adm1","domain":"CORP"},
                "winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","computer_name":"WS-01.corp.example",
                "event_id":"%s","record_id":"4711","process":{"pid":3128},"event_data":{"EventType":"SetValue"}},
                %s}""".formatted(code, type, code, fields);
    }

    private static Fact only(String document, FactKind kind) {
        Fact fact = Decoded.of(document).only(kind);
        assertThat(fact.format()).isEqualTo("winlogbeat-ecs");
        return fact;
    }

    @Test
    void arming() {
        String document = sysmon("13", "change", """
                "process":{"entity_id":"{AA-1}","executable":"C:\\\\Windows\\\\System32\\\\reg.exe","pid":4188},
                "registry":{"hive":"HKLM","path":"HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\DumpType",
                "value":"DumpType","data":{"strings":["2"],"type":"SZ_DWORD"}}""");
        Fact fact = only(document, FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.registry().stringType()).isFalse();
        assertThat(fact.actor().pid()).isEqualTo(4188);
        assertThat(fact.actor().user()).isEqualTo("CORP\\adm1");
        assertThat(fact.actor().userSid()).as("user.id is always the logger's").isNull();
        assertThat(fact.hostId()).isEqualTo("guid-1");
        assertThat(only(document.replace("SZ_DWORD", "REG_SZ"), FactKind.REGISTRY_CHANGE)
                        .registry()
                        .stringType())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\\\DumpType"})
    void armingWhoseKeyIsToldInParts(String valueInKey) {
        Fact fact = Decoded.of("""
                {"@timestamp": "2026-11-09T08:00:00Z", "event": {"code": "13", "module": "sysmon"},
                 "host": {"name": "ws-01"}, "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational",
                 "computer_name": "ws-01", "event_id": "13"}, "registry": {"hive": "HKLM", "value": "DumpType",
                 "key": "SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps%s",
                 "data": {"type": "SZ_DWORD", "strings": ["0x00000002"]}}}
                """.formatted(valueInKey)).only(FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
    }

    @Test
    void aRowOfTheTableSecurityEventNeedsNoChannel() {
        Fact fact = Decoded.of("""
                {"TimeGenerated": "2026-11-20T10:01:00.123Z", "Computer": "ws-01", "EventID": 4657,
                 "ObjectName": "\\\\REGISTRY\\\\MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps",
                 "ObjectValueName": "DumpType", "OperationType": "%%1905", "NewValueType": "%%1876", "NewValue": "2"}
                """).only(FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().number()).isEqualTo(2);
    }

    @Test
    void aCollectorsIdIsNotTheHosts() {
        String forwarded = sysmon("5", "end", """
                "process":{"executable":"C:\\\\Windows\\\\System32\\\\lsass.exe","pid":744}""").replace("\"hostname\":\"ws-01\"", "\"hostname\":\"collector\"");
        assertThat(only(forwarded, FactKind.LSASS_ENDED).hostId()).isNull();
    }

    @Test
    void theSameIdAsTheRawDocument() {
        String launch = sysmon("1", "start", """
                "process":{"pid":7012,"executable":"C:\\\\Windows\\\\System32\\\\WerFault.exe",
                "command_line":"C:\\\\Windows\\\\system32\\\\WerFault.exe -u -p 744 -ip 5120 -s 244 ",
                "pe":{"original_file_name":"WerFault.exe"},"hash":{"sha256":"%s"},
                "parent":{"pid":5120,"executable":"C:\\\\Users\\\\Public\\\\tool.exe","command_line":"tool"}}""".formatted("AB".repeat(32))).replace("08:00:00.123Z", "08:01:00.456Z");
        Fact fact = only(launch, FactKind.WER_LAUNCH);
        Fact raw =
                Decoded.of(WindowsDocuments.winlogbeat(WindowsDocuments.LAUNCH)).only(FactKind.WER_LAUNCH);
        assertThat(fact.id()).isEqualTo(raw.id());
        assertThat(fact.launch()).isEqualTo(raw.launch());
        assertThat(fact.actor().sha256()).isEqualTo(raw.actor().sha256());
        assertThat(fact.parent().pid()).isEqualTo(5120);
        assertThat(fact.timeMillis())
                .isEqualTo(Instant.parse("2026-11-09T08:01:00.456Z").toEpochMilli());
    }

    @Test
    void processCreationInSecurity() {
        Fact fact = only("""
                {"@timestamp":"2026-11-09T08:01:00.1515514Z","event":{"code":"4688","module":"security","type":["start"]},
                "user":{"id":"S-1-5-21-1-2-3-500","name":"adm1","domain":"CORP"},
                "process":{"pid":7012,"executable":"C:\\\\Windows\\\\System32\\\\WerFault.exe",
                "command_line":"WerFault.exe -u -p 744 -ip 5120","parent":{"pid":5120,"executable":"C:\\\\a.exe"}},
                "winlog":{"channel":"Security","provider_name":"Microsoft-Windows-Security-Auditing","computer_name":"ws-01",
                "event_id":"4688","record_id":"9","process":{"pid":4},
                "event_data":{"ProcessId":"0x1400","SubjectUserSid":"S-1-5-21-1-2-3-500","TargetUserName":"-"}}}""", FactKind.WER_LAUNCH);
        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.actor().user()).isEqualTo("CORP\\adm1");
        assertThat(fact.parent().pid()).isEqualTo(5120);
        assertThat(fact.sensor()).isEqualTo("security");
    }

    @Test
    void dumpsAndDeletions() {
        String file = """
                "process":{"pid":1,"executable":"C:\\\\a.exe"},"file":{"path":"C:\\\\d\\\\lsass.dmp"}""";
        assertThat(only(sysmon("11", "creation", file), FactKind.DUMP_WRITTEN)
                        .file()
                        .path())
                .isEqualTo("C:\\d\\lsass.dmp");
        only(sysmon("23", "deletion", file), FactKind.FILE_HANDLED);
        String key = sysmon("12", "deletion", """
                "registry":{"path":"HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps","value":"LocalDumps"}""").replace("{\"EventType\":\"SetValue\"}", "{}");
        assertThat(only(key, FactKind.REGISTRY_CHANGE).registry().operation().name())
                .isEqualTo("DELETE_KEY");
    }
}
