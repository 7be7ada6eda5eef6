package io.github.shtinkering.ingest.format.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndgameTest {
    private static final String HOST = "\"endpoint\": {\"hostname\": \"WS-02\"},";
    private static final String EVENT = """
            {%s "event_type_full": "%s", "event_subtype_full": "%s", "serial_event_id": 96, %s,
             "timestamp": 133756128000250000, "pid": 7012, "unique_pid": 48,
             "process_path": "C:\\\\Windows\\\\System32\\\\WerFault.exe", "user_domain": "NT AUTHORITY", "user_name": "SYSTEM"}
            """;
    private static final String START = """
            "command_line": "C:\\\\Windows\\\\system32\\\\WerFault.exe -u -p 744 -ip 5120 -s 244", "ppid": 5120,
            "parent_process_path": "C:\\\\Users\\\\Public\\\\tool.exe"
            """;

    @Test
    void aStartIsALaunchAtTheFiletime() {
        Fact fact = Decoded.of(EVENT.formatted(HOST, "process_event", "creation_event", START))
                .only(FactKind.WER_LAUNCH);

        assertThat(fact.host()).isEqualTo("ws-02");
        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2024-11-09T08:00:00.025Z");
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.parent().pid()).isEqualTo(5120);
    }

    @Test
    void aRecordThatMattersButNamesNoHostIsDead() {
        Decoded decoded = Decoded.of(EVENT.formatted("", "process_event", "creation_event", START));

        assertThat(decoded.facts).isEmpty();
        assertThat(decoded.dead).singleElement().satisfies(letter -> assertThat(letter.code())
                .isEqualTo("no-host"));
    }

    @Test
    void aKernelPathArms() {
        String write = """
                "registry_type": "dword", "bytes_written_string_list": ["2"], "registry_value": "DumpType",
                "registry_key": "\\\\REGISTRY\\\\MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps\\\\lsass.exe"
                """;

        Fact fact = Decoded.of(EVENT.formatted(HOST, "registry_event", "registry_modify_event", write))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().key()).endsWith("\\localdumps\\lsass.exe");
        assertThat(fact.registry().number()).isEqualTo(2);
    }

    @Test
    void aFileWrittenByWerFaultIsADump() {
        String file = "\"file_path\": \"C:\\\\Dumps\\\\LSASSE~1.DMP\"";

        assertThat(Decoded.of(EVENT.formatted(HOST, "file_event", "file_create_event", file))
                        .only(FactKind.DUMP_WRITTEN)
                        .file()
                        .path())
                .isEqualTo("C:\\Dumps\\LSASSE~1.DMP");
    }

    @Test
    void theMappedFormSaysTheSame() {
        Fact fact = Decoded.of("""
                        {"@timestamp": "2024-11-09T08:00:00.025Z", "host": {"hostname": "WS-02"}, "endgame": {},
                         "event": {"module": "endgame", "category": ["process"], "type": ["start"], "sequence": 96},
                         "process": {"pid": 7012, "executable": "C:\\\\Windows\\\\System32\\\\WerFault.exe",
                           "command_line": "WerFault.exe -u -p 744 -ip 5120 -s 244"}}
                        """).only(FactKind.WER_LAUNCH);

        assertThat(fact.format()).isEqualTo("endgame-ecs");
        assertThat(fact.sensor()).isEqualTo("endgame");
        assertThat(fact.launch().initiatorPid()).isEqualTo(5120);
    }

    @Test
    void theRealSamplesNameLsassOnceAHostIsAdded() {
        String sample = Recordings.read("data/formats/endgame/eql_test_data.json");

        Decoded without = Decoded.of(sample);
        Decoded with = Decoded.of(sample.replace("\"event_type\":", "\"hostname\": \"eql\", \"event_type\":"));

        assertThat(without.facts).isEmpty();
        assertThat(without.dead).isNotEmpty().allSatisfy(letter -> assertThat(letter.code())
                .isEqualTo("no-host"));
        assertThat(with.dead).isEmpty();
        assertThat(with.all(FactKind.LSASS_SIGHTING)).isNotEmpty().allSatisfy(fact -> {
            assertThat(fact.sighting().pid()).isEqualTo(536);
            assertThat(fact.sighting().source()).isEqualTo(SightingSource.PROCESS_ACTIVITY);
        });
        assertThat(with.records()).isEqualTo(without.records());
    }
}
