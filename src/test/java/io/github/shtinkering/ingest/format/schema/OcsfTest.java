package io.github.shtinkering.ingest.format.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.ingest.format.Decoded;
import org.junit.jupiter.api.Test;

class OcsfTest {
    private static final String EVENT = """
            {"class_uid": %d, "activity_id": %d, "time": 1731139200123, "metadata": {"uid": "u-1", "version": "1.3.0"},
             "device": {"hostname": "WS-04.corp.example", "uid": "d-4"}, %s
             "actor": {"process": {"pid": 5120, "file": {"path": "C:\\\\Users\\\\Public\\\\tool.exe"}},
                       "user": {"domain": "CORP", "name": "adm1", "uid": "S-1-5-21-1-2-3-1105"}}}
            """;
    private static final String LOCAL_DUMPS =
            "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps";

    @Test
    void aLaunchedProcessHasTheActorAsParent() {
        String process =
                "\"process\": {\"pid\": 7012, \"file\": {\"path\": \"C:\\\\Windows\\\\System32\\\\WerFault.exe\"},"
                        + " \"cmd_line\": \"WerFault.exe -u -p 744 -ip 5120 -s 244\", \"user\": {\"uid\": \"S-1-5-18\"}},";

        Fact fact = Decoded.of(EVENT.formatted(1007, 1, process)).only(FactKind.WER_LAUNCH);

        assertThat(fact.host()).isEqualTo("ws-04");
        assertThat(fact.hostId()).isEqualTo("d-4");
        assertThat(fact.timeMillis()).isEqualTo(1_731_139_200_123L);
        assertThat(fact.launch().initiatorPid()).isEqualTo(5120);
        assertThat(fact.actor().userSid()).isEqualTo("S-1-5-18");
        assertThat(fact.parent().user()).isEqualTo("CORP\\adm1");
    }

    @Test
    void aValueIsSetModifiedOrDeletedButNotRead() {
        String value = "\"reg_value\": {\"path\": \"" + LOCAL_DUMPS
                + "\", \"name\": \"DumpType\", \"type\": \"REG_DWORD\", \"data\": \"2\"},";

        assertThat(Decoded.of(EVENT.formatted(201_002, 1, value)).facts).isEmpty();
        for (int activity : new int[] {2, 3}) {
            Fact fact = Decoded.of(EVENT.formatted(201_002, activity, value)).only(FactKind.REGISTRY_CHANGE);
            assertThat(fact.registry().operation()).isEqualTo(Operation.SET_VALUE);
            assertThat(fact.registry().number()).isEqualTo(2);
        }
        assertThat(Decoded.of(EVENT.formatted(201_002, 4, value))
                        .only(FactKind.REGISTRY_CHANGE)
                        .registry()
                        .operation())
                .isEqualTo(Operation.DELETE_VALUE);
    }

    @Test
    void aPathThatEndsWithTheValuesNameIsTheSameValue() {
        String value = "\"reg_value\": {\"path\": \"" + LOCAL_DUMPS
                + "\\\\DumpType\", \"name\": \"DumpType\", \"type\": \"REG_DWORD\", \"data\": 2},";

        assertThat(Decoded.of(EVENT.formatted(201_002, 2, value))
                        .only(FactKind.REGISTRY_CHANGE)
                        .registry()
                        .key())
                .endsWith("\\localdumps");
    }

    @Test
    void aTypedIntegerIsReadAsWell() {
        String value = "\"reg_value\": {\"path\": \"" + LOCAL_DUMPS
                + "\", \"name\": \"DumpType\", \"type_id\": 2, \"reg_integer_data\": 2},";

        assertThat(Decoded.of(EVENT.formatted(201_002, 2, value))
                        .only(FactKind.REGISTRY_CHANGE)
                        .registry()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void aKeyIsDeletedOrRenamed() {
        String deleted = "\"reg_key\": {\"path\": \"" + LOCAL_DUMPS + "\"},";
        String renamed = "\"reg_key\": {\"path\": \"" + LOCAL_DUMPS + "\"}, \"prev_reg_key\": {\"path\": \""
                + LOCAL_DUMPS.replace("LocalDumps", "Prepared") + "\"},";

        assertThat(Decoded.of(EVENT.formatted(201_001, 4, deleted))
                        .only(FactKind.REGISTRY_CHANGE)
                        .registry()
                        .operation())
                .isEqualTo(Operation.DELETE_KEY);
        assertThat(Decoded.of(EVENT.formatted(201_001, 5, renamed))
                        .only(FactKind.REGISTRY_CHANGE)
                        .registry()
                        .newKey())
                .endsWith("\\localdumps");
    }

    @Test
    void aRenamedFileHasItsResult() {
        String file =
                "\"file\": {\"path\": \"C:\\\\D\\\\lsass.exe.744.dmp\"}, \"file_result\": {\"path\": \"C:\\\\D\\\\x\"},";

        Fact fact = Decoded.of(EVENT.formatted(1001, 5, file)).only(FactKind.FILE_HANDLED);

        assertThat(fact.file().newPath()).isEqualTo("C:\\D\\x");
    }
}
