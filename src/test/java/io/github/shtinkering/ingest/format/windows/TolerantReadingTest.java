package io.github.shtinkering.ingest.format.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One arming, written in the ways in which tools write the fields of an event. */
class TolerantReadingTest {
    private static final String KEY =
            "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\";
    private static final String XML = "<Event><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>13</EventID>"
            + "<TimeCreated SystemTime='2026-11-09T08:00:00.5Z'/><Channel>ForwardedEvents</Channel>"
            + "<Computer>WS-01</Computer></System><EventData><Data Name='Image'>C:\\\\W\\\\reg.exe</Data>"
            + "<Data Name='TargetObject'>" + KEY + "DumpType</Data><Data Name='Details'>DWORD (0x2)</Data>"
            + "</EventData></Event>";

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"@timestamp":["2026-11-09T08:00:00.5Z"],"winlog.channel":["Microsoft-Windows-Sysmon/Operational"],
                 "winlog.event_id":["13"],"winlog.computer_name":["WS-01"],"winlog.event_data.Image":["C:\\\\W\\\\reg.exe"],
                 "winlog.event_data.TargetObject":["%KDumpType"],"winlog.event_data.Details":["DWORD (0x2)"],
                 "winlog.event_data.Details.text":["x"]}""", """
                {"Event":{"System":{"Provider":{"@Name":"Microsoft-Windows-Sysmon"},"EventID":{"@Qualifiers":"0","#text":"13"},
                 "TimeCreated":{"@SystemTime":"2026-11-09T08:00:00.5Z"},"Channel":"WEC","Computer":"WS-01"},
                 "EventData":{"Data":[{"@Name":"Image","#text":"C:\\\\W\\\\reg.exe"},
                 {"@Name":"TargetObject","#text":"%KDumpType"},{"@Name":"Details","#text":"DWORD (0x2)"}]}}}""", """
                {"System":{"Provider":{"Name":"Microsoft-Windows-Sysmon"},"EventID":{"Value":13},
                 "TimeCreated":{"SystemTime":1794211200.5},"Channel":"Microsoft-Windows-Sysmon/Operational",
                 "Computer":"WS-01"},"EventData":{"Data":{"Image":"C:\\\\W\\\\reg.exe","TargetObject":"%KDumpType",
                 "Details":"DWORD (0x2)"}}}""", """
                {"channel":"Microsoft-Windows-Sysmon/Operational","computer":"WS-01","event_id":{"id":13,"qualifiers":0},
                 "timestamp":"2026-11-09T08:00:00.5Z","event_data":{"data":[{"Image":"C:\\\\W\\\\reg.exe"},
                 {"TargetObject":"%KDumpType"},{"Details":"DWORD (0x2)"}]}}""", """
                {"channel":"Microsoft-Windows-Sysmon/Operational","computer":"WS-01","event_id":{"id":13,"qualifiers":0},
                 "provider":{"name":"Microsoft-Windows-Sysmon"},"system_time":"2026-11-09T08:00:00.5Z","event_data":{
                 "Image":"C:\\\\W\\\\reg.exe","TargetObject":"%KDumpType","Details":"DWORD (0x2)"}}""", """
                {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"wec-7"}}]},
                 "scopeLogs":[{"logRecords":[{"body":{"stringValue":"%X"}}]}]}]}""", """
                {"ProviderName":"Microsoft-Windows-Sysmon","EventID":13,"TimeCreated":"2026-11-09 08:00:00.5 +0000",
                 "Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"WS-01","StringInserts":"",
                 "Message":"Registry value set:\\r\\nRuleName: -\\r\\nImage: C:\\\\W\\\\reg.exe\\r\\nTargetObject: %KDumpType\\r\\nDetails: DWORD (0x2)"}""", """
                {"EventTime":"2026-11-09T08:00:00.5Z","Computer":"WS-01","EventID":13,"EventRecordID":7,
                 "Channel":"Microsoft-Windows-Sysmon/Operational","EventData":{"Image":"C:\\\\W\\\\reg.exe",
                 "TargetObject":"%KDumpType","Details":"DWORD (0x2)"},"OSPath":"C:\\\\x.evtx"}""", """
                {"version":"1.1","host":"GL","short_message":"Registry value set:","timestamp":1794211200.5,
                 "_winlogbeat_winlog_channel":"Microsoft-Windows-Sysmon/Operational","_winlogbeat_event_code":"13",
                 "_winlogbeat_winlog_computer_name":"WS-01","_winlogbeat_winlog_event_data_Image":"C:\\\\W\\\\reg.exe",
                 "_winlogbeat_winlog_event_data_TargetObject":"%KDumpType",
                 "_winlogbeat_winlog_event_data_Details":"DWORD (0x2)"}""", """
                {"winlogbeat_winlog_channel":"Microsoft-Windows-Sysmon/Operational","winlogbeat_event_code":"13",
                 "winlogbeat_@timestamp":"2026-11-09T08:00:00.5Z","winlogbeat_winlog_computer_name":"WS-01",
                 "winlogbeat_process_executable":"C:\\\\W\\\\reg.exe","winlogbeat_registry_path":"%KDumpType",
                 "winlogbeat_registry_data_strings":"2","winlogbeat_registry_data_type":"SZ_DWORD"}""", """
                {"TimeGenerated":"2026-11-09T08:00:00.5Z","Computer":"WS-01","Provider":"Microsoft-Windows-Sysmon",
                 "Channel":"ForwardedEvents","EventID":13,"EventData":null,"RawEventData":"%X"}""", """
                {"result":{"_raw":"%X","_time":"2026-11-09T09:00:00Z","host":"WEC","EventCode":"13",
                 "source":"WinEventLog:ForwardedEvents"}}""", """
                {"@timestamp":"2026-11-09T08:00:00.5Z","event":{"code":"13","category":["registry"],"type":["change"]},
                 "winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":"13","computer_name":"WS-01"},
                 "process":{"executable":"C:\\\\W\\\\reg.exe"},
                 "registry":{"path":"%KDumpType","value":"DumpType","data":{"type":"SZ_DWORD","bytes":"AgAAAA=="}}}""", """
                {"@timestamp":"2026-11-09T08:06:00Z","kibana.alert.original_time":"2026-11-09T08:00:00.5Z",
                 "kibana.alert.original_event.kind":"event","host":{"name":"WS-01"},"process.executable":"C:\\\\W\\\\reg.exe",
                 "event":{"kind":"signal","module":"endpoint","category":["registry"],"type":["change"]},
                 "registry":{"path":"%KDumpType","value":"DumpType","data":{"type":"REG_DWORD","bytes":"AgAAAA=="}}}"""})
    void anArming(String written) {
        Fact fact = Decoded.of(written.replace("%K", KEY).replace("%X", XML)).only(FactKind.REGISTRY_CHANGE);
        assertThat(fact.host()).isEqualTo("ws-01");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.actor().executable()).isEqualTo("C:\\W\\reg.exe");
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2026-11-09T08:00:00.500Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"Data":["C:\\\\Windows\\\\System32\\\\lsass.exe","c0000005"]}""", """
                {"Data":[{"#text":"C:\\\\Windows\\\\System32\\\\lsass.exe"},{"#text":"c0000005"}]}""", """
                {"Data":{"#text":["C:\\\\Windows\\\\System32\\\\lsass.exe","c0000005"]}}""", """
                {"Data":"C:\\\\Windows\\\\System32\\\\lsass.exe"}""", """
                {"Data":{"@Name":"param1","#text":"C:\\\\Windows\\\\System32\\\\lsass.exe"}}""", """
                {"Data":[{"@Name":"param1","#text":"C:\\\\Windows\\\\System32\\\\lsass.exe"}]}""", """
                {"Data":{"param1":"C:\\\\Windows\\\\System32\\\\lsass.exe"}}""", """
                {"data":[{"":"C:\\\\Windows\\\\System32\\\\lsass.exe"},{"":"c0000005"}]}"""})
    void dataInEachOfItsShapes(String data) {
        CrashEvidence crash =
                Decoded.of("""
                {"Event":{"System":{"Provider":{"@Name":"Microsoft-Windows-Wininit"},"EventID":"1015",
                 "TimeCreated":{"@SystemTime":"2026-11-09T08:00:00Z"},"Channel":"Application","Computer":"WS-01"},
                 "EventData":%s}}""".formatted(data)).only(FactKind.CRASH_EVIDENCE).crash();
        assertThat(crash.source()).isEqualTo(CrashEvidence.Source.WININIT_1015);
    }

    @Test
    void whatOpenTelemetryReadsFromAFileSpeaksForTheFilesHostOnly() {
        String log = """
                {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web-7"}}]},
                 "scopeLogs":[{"logRecords":[{"body":{"stringValue":"%X"},
                 "attributes":[{"key":"log.file.name","value":{"stringValue":"access.log"}}]}]}]}]}""".replace("%X", XML);
        assertThat(Decoded.of(log).dead).extracting(DeadLetter::code).containsExactly("foreign-event");
        assertThat(Decoded.of(log.replace("web-7", "ws-01")).dead).isEmpty();
        assertThat(Decoded.of(log.replace("log.file.name", "x")).dead).isEmpty();
    }

    @Test
    void anAlertAndItsEventAreOnePieceOfEvidence() {
        String event = """
                {"@timestamp":"2026-11-09T08:00:00.5Z","host":{"name":"WS-01"},"process":{"pid":1},
                 "event":{"kind":"event","id":"a1","module":"endpoint","category":["file"],"type":["creation"]},
                 "file":{"path":"C:\\\\d\\\\lsass.exe.744.dmp"}}""";
        String alert = event.replace("\"@timestamp\":\"2026-11-09T08:00:00.5Z\"", """
                "@timestamp":"2026-11-09T08:09:00Z","kibana":{"alert":{"original_time":"2026-11-09T08:00:00.5Z",
                "original_event":{"kind":"event"},"rule":{"name":"LSASS Memory Dump Creation"}}}""")
                .replace("\"kind\":\"event\",\"id\"", "\"kind\":\"signal\",\"id\"");
        assertThat(Decoded.of(event, alert).facts)
                .hasSize(2)
                .extracting(Fact::id)
                .containsOnly(Decoded.of(event).facts.get(0).id());
    }

    @Test
    void classicTextOfSplunk() {
        Fact fact = Decoded.of("""
                {"_time":"2026-11-09T08:00:00Z","source":"WinEventLog:Security","EventCode":"4688","ComputerName":"WS-01",
                 "SourceName":"Microsoft Windows security auditing.","New_Process_ID":"0x1b68",
                 "New_Process_Name":"C:\\\\Windows\\\\System32\\\\WerFault.exe","Creator_Process_ID":"0x17e8",
                 "Process_Command_Line":"WerFault.exe -u -p 744 -ip 6120 -s 244","Account_Name":["WS-01$","-"],
                 "Message":"x\\r\\n\\tCreator Process Name:\\tC:\\\\q7.exe\\r\\n"}""").only(FactKind.WER_LAUNCH);
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.parent().pid()).isEqualTo(6120);
        assertThat(fact.parent().executable()).isEqualTo("C:\\q7.exe");
        assertThat(fact.actor().user()).isEqualTo("WS-01$");
    }

    @Test
    void whatIsNotUnderstoodIsDead() {
        String event = """
                {"@timestamp":"2026-11-09T08:00:00Z","winlog":{"channel":"%s","event_id":%s,"computer_name":"WS-01",
                 "event_data":{"TargetFilename":"C:\\\\lsass.exe.744.dmp"}}}""";
        assertThat(Decoded.of(
                                event.formatted("Microsoft-Windows-Sysmon/Operational", "{\"n\":11}"),
                                event.formatted("WEC-7", "11"))
                        .dead)
                .extracting(DeadLetter::code)
                .containsOnly("fields-missing")
                .hasSize(2);
        assertThat(Decoded.of(event.formatted("Microsoft-Windows-PowerShell/Operational", "4104")).irrelevantFormats)
                .hasSize(1);
    }

    @Test
    void aSecurityPackageThatFailedIsEvidenceOfACrash() {
        String xml = XML.replace("Microsoft-Windows-Sysmon", "LsaSrv")
                .replace(">13<", ">5000<")
                .replaceAll("<EventData>.*</EventData>", "<EventData><Data>Kerberos</Data></EventData>");
        CrashEvidence crash = Decoded.of(xml).only(FactKind.CRASH_EVIDENCE).crash();
        assertThat(crash.source()).isEqualTo(CrashEvidence.Source.LSASRV_5000);
        assertThat(crash.module()).isEqualTo("Kerberos");
    }
}
