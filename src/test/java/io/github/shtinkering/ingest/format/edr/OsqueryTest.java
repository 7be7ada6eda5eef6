package io.github.shtinkering.ingest.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.format.Decoded;
import org.junit.jupiter.api.Test;

class OsqueryTest {
    private static final String SNAPSHOT = """
            {"name": "pack_shtinkering", "action": "snapshot", "hostIdentifier": "4C4C4544-0000-0000-0000-000000000005",
             "decorations": {"hostname": "WS-05"}, "unixTime": 1731139200, "snapshot": [%s]}
            """;
    private static final String ROW = """
            {"key": "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps",
             "name": "DumpType", "path": "%s", "type": "%s", "data": "%s"}
            """;

    @Test
    void aSnapshotFindsTheValueOrFindsItGone() {
        Fact there = Decoded.of(SNAPSHOT.formatted(ROW.formatted("x", "REG_DWORD", "2")))
                .only(FactKind.REGISTRY_CHANGE);
        Fact gone = Decoded.of(SNAPSHOT.formatted(ROW.formatted("", "", ""))).only(FactKind.REGISTRY_CHANGE);

        assertThat(there.host()).isEqualTo("ws-05");
        assertThat(there.timeMillis()).isEqualTo(1_731_139_200_000L);
        assertThat(there.clockMillis()).isEqualTo(1_000);
        assertThat(there.registry().operation()).isEqualTo(Operation.SNAPSHOT_VALUE);
        assertThat(there.registry().number()).isEqualTo(2);
        assertThat(gone.registry().operation()).isEqualTo(Operation.SNAPSHOT_ABSENT);
        assertThat(gone.registry().value()).isEqualTo("dumptype");
    }

    @Test
    void lsassIsSightedInTheInventoryByPathAndName() {
        String lsass =
                "{\"name\": \"lsass.exe\", \"path\": \"C:\\\\Windows\\\\System32\\\\lsass.exe\", \"pid\": \"744\"}";
        String masked = "{\"name\": \"lsass.exe\", \"path\": \"C:\\\\Temp\\\\lsass.exe\", \"pid\": \"9\"}";
        String openFile = "{\"pid\": \"77\", \"path\": \"C:\\\\Windows\\\\System32\\\\lsass.exe\"}";

        Fact fact = Decoded.of(SNAPSHOT.formatted(String.join(",", lsass, masked, openFile)))
                .only(FactKind.LSASS_SIGHTING);

        assertThat(fact.sighting().pid()).isEqualTo(744);
        assertThat(fact.sighting().source()).isEqualTo(SightingSource.INVENTORY);
    }

    @Test
    void theBootTimeIsABootMarkAtThatTime() {
        Fact fact = Decoded.of(SNAPSHOT.formatted("{\"hostname\": \"WS-05\", \"boot_time\": \"1731000000\"}"))
                .only(FactKind.BOOT);

        assertThat(fact.timeMillis()).isEqualTo(1_731_000_000_000L);
        assertThat(fact.boot().record()).isEqualTo("inventory boot time");
    }

    @Test
    void aListedDumpWasWrittenWhenItWasBorn() {
        Fact fact = Decoded.of(SNAPSHOT.formatted("{\"path\": \"C:\\\\D\\\\lsass.exe.744.dmp\", \"size\": \"58830409\","
                        + " \"btime\": \"1731139100\"}"))
                .only(FactKind.DUMP_WRITTEN);

        assertThat(fact.timeMillis()).isEqualTo(1_731_139_100_000L);
        assertThat(fact.file().size()).isEqualTo(58_830_409);
        assertThat(fact.actor()).isNull();
    }

    @Test
    void aDifferentialTellsAddedRowsAndNotRemovedOnes() {
        String event = """
                {"name": "q", "action": "%s", "hostIdentifier": "ws-05", "unixTime": "1731139200", "columns": %s}
                """;
        String row = ROW.formatted("x", "REG_DWORD", "2");

        assertThat(Decoded.of(event.formatted("added", row)).kinds()).containsExactly(FactKind.REGISTRY_CHANGE);
        assertThat(Decoded.of(event.formatted("removed", row)).irrelevantFormats)
                .hasSize(1);
    }
}
