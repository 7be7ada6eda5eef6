package io.github.shtinkering.ingest.format.windows;

import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.ARMING;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.BOOT_12;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.DUMP;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.LAUNCH;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.LOGON_4624;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.PROCESS_4688;
import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.REGISTRY_4657;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.windows.WindowsDocuments.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same events through every shipper: the same facts, under the same ids where the shipper keeps record ids. */
class WindowsFormatsTest {

    private record Shipper(String format, Function<Event, String> document, boolean keepsHeader) {

        @Override
        public String toString() {
            return format;
        }

        Fact only(Event event, FactKind kind) {
            Fact fact = Decoded.of(document.apply(event)).only(kind);
            assertThat(fact.format()).isEqualTo(format);
            assertThat(fact.host()).isEqualTo("ws-01");
            assertThat(fact.domain()).isEqualTo("corp.example");
            return fact;
        }
    }

    private static Stream<Shipper> shippers() {
        return Stream.concat(shippersWithRecordIds(), shippersWithout());
    }

    private static Stream<Shipper> shippersWithRecordIds() {
        return Stream.of(
                new Shipper("winlogbeat", WindowsDocuments::winlogbeat, true),
                new Shipper("winlogbeat6", WindowsDocuments::winlogbeat6, true),
                new Shipper("evtx-dump", WindowsDocuments::evtxDump, true),
                new Shipper("evtx-dump", WindowsDocuments::chainsaw, true),
                new Shipper("event-xml", WindowsDocuments::xml, true),
                new Shipper("nxlog-logstash", e -> WindowsDocuments.nxlog(e, true), true),
                new Shipper("vector", WindowsDocuments::vector, true),
                new Shipper("fluent-bit", WindowsDocuments::fluentBit, true),
                new Shipper("wazuh", WindowsDocuments::wazuh, true),
                new Shipper("sentinel-windows-event", WindowsDocuments::sentinelWindowsEvent, true),
                new Shipper("splunk-json", WindowsDocuments::splunkJson, true));
    }

    private static Stream<Shipper> shippersWithout() {
        return Stream.of(
                new Shipper("mordor", WindowsDocuments::mordor, false),
                new Shipper("sentinel-security-event", WindowsDocuments::sentinelSecurityEvent, false));
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void armingBySysmon(Shipper shipper) {
        Fact fact = shipper.only(ARMING, FactKind.REGISTRY_CHANGE);
        assertThat(fact.sensor()).isEqualTo("sysmon");
        assertThat(fact.timeMillis())
                .isEqualTo(Instant.parse("2026-11-09T08:00:00.123Z").toEpochMilli());
        assertThat(fact.registry().key())
                .isEqualTo("hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps");
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.registry().stringType()).isFalse();
        assertThat(fact.actor().executable()).isEqualTo("C:\\Windows\\System32\\reg.exe");
        assertThat(fact.actor().pid()).isEqualTo(4188);
        assertThat(fact.actor().userSid())
                .as("the logger's SID is not the writer's")
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void launchBySysmon(Shipper shipper) {
        Fact fact = shipper.only(LAUNCH, FactKind.WER_LAUNCH);
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.launch().initiatorPid()).isEqualTo(5120);
        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.actor().entityId()).isEqualTo("aa6b4a20-23a4-5c91-0000-0010a4d41e06");
        assertThat(fact.actor().user()).isEqualTo("NT AUTHORITY\\SYSTEM");
        assertThat(fact.actor().sha256()).isEqualTo("ab".repeat(32));
        assertThat(fact.actor().originalFileName()).isEqualTo("WerFault.exe");
        assertThat(fact.parent().pid()).isEqualTo(5120);
        assertThat(fact.parent().executable()).isEqualTo("C:\\Users\\Public\\tool.exe");
        assertThat(fact.parent().commandLine()).isEqualTo("\"C:\\Users\\Public\\tool.exe\" --now");
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void dumpBySysmon(Shipper shipper) {
        Fact fact = shipper.only(DUMP, FactKind.DUMP_WRITTEN);
        assertThat(fact.file().path())
                .isEqualTo(
                        "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe.744.dmp");
        assertThat(fact.actor().pid()).isEqualTo(7012);
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void launchBySecurity(Shipper shipper) {
        Fact fact = shipper.only(PROCESS_4688, FactKind.WER_LAUNCH);
        assertThat(fact.sensor()).isEqualTo("security");
        assertThat(fact.actor().pid()).as("the new process").isEqualTo(7012);
        assertThat(fact.actor().user()).isEqualTo("CORP\\WS-01$");
        assertThat(fact.actor().userSid()).isEqualTo("S-1-5-18");
        assertThat(fact.parent().pid()).as("the creator").isEqualTo(5120);
        assertThat(fact.parent().executable()).isEqualTo("C:\\Users\\Public\\tool.exe");
        assertThat(Math.floorDiv(fact.timeMillis(), 1_000))
                .isEqualTo(Instant.parse("2026-11-09T08:01:00Z").getEpochSecond());
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void armingBySecurity(Shipper shipper) {
        Fact fact = shipper.only(REGISTRY_4657, FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.registry().stringType()).isFalse();
        assertThat(fact.actor().pid()).isEqualTo(4188);
        assertThat(fact.actor().userSid()).isEqualTo("S-1-5-21-1-2-3-500");
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void logons(Shipper shipper) {
        Decoded decoded = Decoded.of(shipper.document.apply(LOGON_4624));
        Fact logon = decoded.only(FactKind.LOGON);
        assertThat(logon.logon().user()).isEqualTo("CORP\\bob");
        assertThat(logon.logon().type()).isEqualTo(10);
        assertThat(logon.logon().address()).isEqualTo("10.1.1.9");
        assertThat(decoded.all(FactKind.LSASS_SIGHTING))
                .hasSize(shipper.keepsHeader ? 1 : 0)
                .allSatisfy(f -> {
                    assertThat(f.sighting().pid())
                            .as("the header's, not the requester's")
                            .isEqualTo(744);
                    assertThat(f.sighting().source()).isEqualTo(SightingSource.LOGON_HEADER);
                });
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void boots(Shipper shipper) {
        assertThat(shipper.only(BOOT_12, FactKind.BOOT).boot().record()).isEqualTo("Kernel-General 12");
    }

    @Test
    void theSameEventHasOneIdThroughAllShippers() {
        for (Event event : new Event[] {ARMING, LAUNCH, DUMP, PROCESS_4688, LOGON_4624, REGISTRY_4657, BOOT_12}) {
            Set<Set<String>> ids = new HashSet<>();
            shippersWithRecordIds().forEach(shipper -> {
                Set<String> idsOfRecord = new HashSet<>();
                Decoded.of(shipper.document.apply(event)).facts.forEach(f -> idsOfRecord.add(f.id()));
                ids.add(idsOfRecord);
            });
            assertThat(ids).as("event %d", event.id()).hasSize(1);
        }
    }

    @Test
    void plainNxlogTakesTheMessageForWhatItLost() {
        Fact launch = Decoded.of(WindowsDocuments.nxlog(LAUNCH, false)).only(FactKind.WER_LAUNCH);
        assertThat(launch.format()).isEqualTo("nxlog");
        assertThat(launch.actor().pid()).isEqualTo(7012);
        assertThat(launch.timeMillis())
                .as("UtcTime, not the local EventTime")
                .isEqualTo(Instant.parse("2026-11-09T08:01:00.456Z").toEpochMilli());
    }
}
