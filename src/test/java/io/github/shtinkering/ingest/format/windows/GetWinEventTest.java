package io.github.shtinkering.ingest.format.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@code ConvertTo-Json} makes of events, which depends on the version of PowerShell and on the depth. */
class GetWinEventTest {
    private static final String SYSMON = """
            {"Id":1,"LogName":"Microsoft-Windows-Sysmon/Operational","ProviderName":"Microsoft-Windows-Sysmon",
             "MachineName":"WS-01.corp.example","RecordId":7,"ProcessId":3120,"TimeCreated":%s,"Properties":%s,
             "Message":"Process Create:\\r\\nRuleName: -\\r\\nUtcTime: 2026-11-09 08:00:00.500\\r\\nProcessId: 7016\\r\\nImage: C:\\\\Windows\\\\System32\\\\WerFault.exe\\r\\nCommandLine: WerFault.exe -u -p 744 -ip 6120 -s 244\\r\\nParentProcessId: 6120\\r\\nParentImage: C:\\\\q7.exe"}""";
    private static final String VALUES = """
            [{"Value":"-"},{"Value":"2026-11-09 08:00:00.500"},{"Value":"5b1d0c3a-0002-6914-0000-001000001b68"},
             {"Value":7016},{"Value":"C:\\\\Windows\\\\System32\\\\WerFault.exe"},{"Value":"-"},{"Value":"-"},{"Value":"-"},
             {"Value":"-"},{"Value":"WerFault.exe"},{"Value":"WerFault.exe -u -p 744 -ip 6120 -s 244"}]""";
    private static final String CLASS_NAMES = """
            ["System.Diagnostics.Eventing.Reader.EventProperty","System.Diagnostics.Eventing.Reader.EventProperty"]""";

    @Test
    void valuesByThePlaceThatTheyHaveInTheProvidersManifest() {
        Fact fact = Decoded.of(SYSMON.formatted("\"\\/Date(1794211200500)\\/\"", VALUES))
                .only(FactKind.WER_LAUNCH);
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.actor().pid()).isEqualTo(7016);
    }

    @Test
    void theMessageWhereTheDepthLeftNamesOfClassesOnly() {
        Fact fact = Decoded.of(SYSMON.formatted("\"2026-11-09T08:00:00.5+00:00\"", CLASS_NAMES))
                .only(FactKind.WER_LAUNCH);
        assertThat(fact.launch().initiatorPid()).isEqualTo(6120);
        assertThat(fact.parent().executable()).isEqualTo("C:\\q7.exe");
    }

    @Test
    void aSecurityEventsTextWhereTheDepthLeftNamesOfClassesOnly() {
        Fact fact = Decoded.of("""
                {"Id":4688,"LogName":"Security","ProviderName":"Microsoft-Windows-Security-Auditing","ProcessId":4,
                 "MachineName":"WS-01","RecordId":8,"TimeCreated":{"value":"/Date(1794211200500)/","DateTime":"x"},
                 "Properties":["System.Diagnostics.Eventing.Reader.EventProperty"],"Message":"A new process has been created.\\r\\n\\r\\nProcess Information:\\r\\n\\tNew Process ID:\\t\\t0x1b68\\r\\n\\tNew Process Name:\\tC:\\\\Windows\\\\System32\\\\WerFault.exe\\r\\n\\tCreator Process ID:\\t0x17e8\\r\\n\\tProcess Command Line:\\tWerFault.exe -u -p 744 -ip 6120 -s 244"}""").only(FactKind.WER_LAUNCH);
        assertThat(fact.actor().pid()).isEqualTo(7016);
        assertThat(fact.parent().pid()).isEqualTo(6120);
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2026-11-09T08:00:00.500Z");
    }

    @Test
    void withoutValuesAndMessageItIsDead() {
        String event = SYSMON.formatted("\"2026-11-09T08:00:00Z\"", CLASS_NAMES)
                .replaceAll("\"Message\":.*", "\"x\":\"werfault\"}");
        assertThat(Decoded.of(event).dead).extracting(DeadLetter::code).containsExactly("fields-missing");
    }
}
