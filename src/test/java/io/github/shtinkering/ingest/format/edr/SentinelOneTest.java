package io.github.shtinkering.ingest.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.ingest.format.Decoded;
import org.junit.jupiter.api.Test;

/** The older of the two ways in which Elastic's integration keeps SentinelOne's events. */
class SentinelOneTest {
    private static final String KEY =
            "MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps";

    @Test
    void aStartedProcessThatOnlyTheVendorsOwnFieldsTell() {
        Fact fact = Decoded.of("""
                {"@timestamp":"2026-11-09T08:00:00Z","host":{"hostname":"WS-01"},"event":{"category":["process"],"id":"e1",
                 "type":["info"]},"process":{"pid":6120,"name":"q7.exe"},"sentinel_one_cloud_funnel":{"event":{
                 "type":"ProcessCreation","src":{"process":{"pid":6120,"image":{"path":"C:\\\\q7.exe"}}},
                 "tgt":{"process":{"pid":7016,"image":{"path":"C:\\\\Windows\\\\System32\\\\WerFault.exe"},
                 "cmd_line":"WerFault.exe -u -p 744 -ip 6120 -s 244",
                 "integrity_level":"SYSTEM"}}}}}""").only(FactKind.WER_LAUNCH);
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.actor().pid()).isEqualTo(7016);
        assertThat(fact.parent().executable()).isEqualTo("C:\\q7.exe");
        assertThat(fact.actor().integrity()).isEqualTo(IntegrityLevel.SYSTEM);
    }

    @Test
    void aValueWhoseNameStandsInItsKey() {
        Fact fact = Decoded.of("""
                {"@timestamp":"2026-11-09T08:00:00Z","host":{"hostname":"WS-01"},"event":{"category":["registry"],
                 "type":["creation"]},"registry":{"key":"%s\\\\DumpType"},"process":{"pid":5004,"name":"reg.exe"},
                 "sentinel_one_cloud_funnel":{"event":{"type":"RegistryValueCreate","registry":{"val":"2",
                 "value":{"type":"DWORD"}}}}}""".formatted(KEY)).only(FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
    }

    @Test
    void aRenamedKeyWhoseNewNameIsNotToldIsDead() {
        Decoded decoded = Decoded.of("""
                {"event.time":1794211200500,"event.type":"Registry Key Rename","endpoint.name":"WS-01",
                 "src.process.pid":5004,"registry.keyPath":"%s"}""".formatted(KEY));
        assertThat(decoded.dead).hasSize(1);
    }
}
