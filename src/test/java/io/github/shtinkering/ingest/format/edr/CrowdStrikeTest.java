package io.github.shtinkering.ingest.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.ingest.decode.TelemetryDecoder;
import io.github.shtinkering.ingest.document.RelevanceFilter;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.DecoderSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Falcon's events, which name a sensor and no host. */
class CrowdStrikeTest {
    private static final String LAUNCH = """
            {"event_simpleName":"ProcessRollup2","aid":"a1","id":"e2","timestamp":"1794211299000",
             "ProcessStartTime":"1794211200.5","CommandLine":"WerFault.exe -u -p 744 -ip 6120 -s 244","RawProcessId":"7016",
             "ImageFileName":"\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\System32\\\\WerFault.exe",
             "TargetProcessId":"30079","ParentProcessId":"30078","ParentBaseFileName":"q7.exe","UserSid":"S-1-5-18",
             "IntegrityLevel":"16384"}""";

    private static Decoded decoded(String text, Map<String, String> devices) {
        DecoderSettings settings = new DecoderSettings(false, ZoneOffset.UTC, 1 << 20, Set.of(), devices);
        Decoded decoded = new Decoded();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TelemetryDecoder.of(RelevanceFilter.ACCEPT_ALL, RecordFormats.all(), settings)
                .decode(bytes, 0, bytes.length, () -> "test:1", decoded);
        return decoded;
    }

    @Test
    void theHostIsTheDevices() {
        Fact fact = decoded(LAUNCH, Map.of("a1", "WS-01.corp.example")).only(FactKind.WER_LAUNCH);
        assertThat(fact.host()).isEqualTo("ws-01");
        assertThat(fact.domain()).isEqualTo("corp.example");
        assertThat(fact.actor().pid()).isEqualTo(7016);
        assertThat(fact.actor().integrity()).isEqualTo(IntegrityLevel.SYSTEM);
        assertThat(fact.parent().executable()).isEqualTo("q7.exe");
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2026-11-09T08:00:00.500Z");
    }

    @Test
    void withoutADeviceTheLetterSaysSo() {
        Decoded decoded = decoded(LAUNCH, Map.of("a2", "WS-02"));
        assertThat(decoded.facts).isEmpty();
        assertThat(decoded.dead).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("no-host");
            assertThat(letter.message()).contains("a1", "source.device_records", "source.devices");
        });
    }

    @Test
    void whatDoesNotMatterNeedsNoDevice() {
        String event = "{\"event_simpleName\":\"DnsRequest\",\"aid\":\"a1\",\"DomainName\":\"lsass.example\"}";
        assertThat(decoded(event, Map.of()).irrelevantFormats).containsExactly("crowdstrike-fdr");
    }

    @Test
    void valuesOfTheRegistry() {
        String write = """
                {"event_simpleName":"RegSystemConfigValueUpdate","aid":"a1","id":"e1","ContextTimeStamp":"1794211200.5",
                 "RegObjectName":"\\\\REGISTRY\\\\MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps",
                 "RegValueName":"DumpType","RegNumericValue":"2","RegType":"4","RegOperationType":"%s"}""";
        Map<String, String> devices = Map.of("a1", "WS-01");
        Fact set = decoded(write.formatted("1"), devices).only(FactKind.REGISTRY_CHANGE);
        assertThat(set.registry().number()).isEqualTo(2);
        Fact deleted = decoded(write.formatted("2"), devices).only(FactKind.REGISTRY_CHANGE);
        assertThat(deleted.registry().number()).isNull();
        for (String unknown : List.of("0", "5", "6", "8", "99")) {
            assertThat(decoded(write.formatted(unknown), devices).dead)
                    .as(unknown)
                    .hasSize(1);
        }
    }
}
