package io.github.shtinkering.ingest.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SophosXdrTest {
    private static final String EVENTS = """
            [{"type": "HmpaDetection", "time": {"!uint64": "133756128001500000"},
              "details": {"alertId": "alert-1", "mitigation": {"reason": "CredGuardClone"}},
              "report": "Mitigation CredGuardClone\\r\\nCloning process (7004) via NtCreateProcessEx\\r\\n"},
             {"type": "ProcessCreate", "time": {"!uint64": "133756128000250000"},
              "cmdline": "C:\\\\Windows\\\\System32\\\\WerFault.exe -pss -s 504 -p 7004 -ip 7004",
              "win32Path": "C:\\\\Windows\\\\System32\\\\WerFault.exe",
              "pwin32Path": "C:\\\\Windows\\\\System32\\\\svchost.exe",
              "versionInfo": {"OriginalFilename": "WerFault.exe"},
              "newSpid": {"!spid": "[5124:133756128000240000]"}, "spid": {"!spid": "[1776:133756127998000000]"}}]
            """;
    private static final String RECORD = """
            {"meta_hostname": "WS-07.corp.example", "meta_eid": "endpoint-7", "meta_boot_time": 1731000000,
             "query_name": "sophos_runtime_iocs_windows", "epoch": 1730000000, "ioc_event_time": 1731139200000,
             "sophos_pid": "5124:133756128000240000", "process_path": "C:\\\\Windows\\\\System32\\\\WerFault.exe",
             "process_cmd_line": "C:\\\\Windows\\\\System32\\\\WerFault.exe -pss -s 504 -p 7004 -ip 7004",
             "process_parent_path": "C:\\\\Windows\\\\System32\\\\svchost.exe",
             "process_parent_sophos_pid": "1776:133756127998000000",
             "process_local_rep_signers":
               {"reputationData": {"isSigned": 1, "signerInfo": [{"isValid": 1, "signer": "Microsoft Windows"}]}},
             "ioc_event_sid": "S-1-5-18", "ioc_event_username": "SYSTEM", %s}
            """;
    private static final String DETECTION_ID = "\"detection_id\": \"CREDS-HMPA-CREDGUARDCLONE-LSASSDUMP-1\"";
    private static final String WITH_ARRAY =
            RECORD.formatted("\"ioc_event_event\": {" + DETECTION_ID + "}, \"ioc_event_events\": " + EVENTS);
    private static final String WITH_STRINGS = RECORD.formatted("\"ioc_event_event\": "
            + quoted("{" + DETECTION_ID + ", \"events\": " + quoted(EVENTS.replace("\n", "")) + "}"));

    @Test
    void aDetectionTellsTheLaunchTheAlertAndTheBoot() {
        Decoded decoded = Decoded.of(WITH_ARRAY);

        assertThat(decoded.kinds())
                .containsExactlyInAnyOrder(FactKind.WER_LAUNCH, FactKind.VENDOR_DETECTION, FactKind.BOOT);
        Fact launch = decoded.only(FactKind.WER_LAUNCH);
        assertThat(launch.host()).isEqualTo("ws-07");
        assertThat(launch.domain()).isEqualTo("corp.example");
        assertThat(launch.hostId()).isEqualTo("endpoint-7");
        assertThat(Instant.ofEpochMilli(launch.timeMillis())).isEqualTo("2024-11-09T08:00:00.025Z");
        assertThat(launch.launch()).isNotNull();
        assertThat(launch.launch().targetPid()).isEqualTo(7004);
        assertThat(launch.launch().initiatorPid()).isEqualTo(7004);
        assertThat(launch.launch().snapshot()).isTrue();
        assertThat(launch.launch().program()).isEqualTo(WerLaunch.Program.WERFAULT);
        assertThat(launch.actor().pid()).isEqualTo(5124);
        assertThat(launch.actor().userSid()).isEqualTo("S-1-5-18");
        assertThat(launch.actor().signed()).isTrue();
        assertThat(launch.actor().signer()).isEqualTo("Microsoft Windows");
        assertThat(launch.parent().pid()).isEqualTo(1776);
    }

    @Test
    void theDetectionHasItsOwnTimeIdAndTarget() {
        Fact fact = Decoded.of(WITH_ARRAY).only(FactKind.VENDOR_DETECTION);

        assertThat(Instant.ofEpochMilli(fact.timeMillis())).isEqualTo("2024-11-09T08:00:00.150Z");
        assertThat(fact.detection())
                .isEqualTo(new VendorDetection(
                        "Sophos", "CREDS-HMPA-CREDGUARDCLONE-LSASSDUMP-1 (CredGuardClone)", "alert-1", 7004L));
    }

    @Test
    void theBootTimeIsTheInventorysAndNotTheQuerySchedules() {
        Fact boot = Decoded.of(WITH_ARRAY).only(FactKind.BOOT);

        assertThat(boot.boot().record()).isEqualTo("inventory boot time");
        assertThat(boot.timeMillis()).isEqualTo(1_731_000_000_000L);
        assertThat(boot.clockMillis()).isEqualTo(1_000);
    }

    @Test
    void eventsInStringsInStringsSayTheSameUnderTheSameIds() {
        assertThat(Decoded.of(WITH_STRINGS).facts).isEqualTo(Decoded.of(WITH_ARRAY).facts);
    }

    @Test
    void aRecordWithoutEventsDatesTheLaunchByTheProcessName() {
        Decoded decoded = Decoded.of(RECORD.formatted("\"counter\": 1"));

        Fact launch = decoded.only(FactKind.WER_LAUNCH);
        assertThat(Instant.ofEpochMilli(launch.timeMillis())).isEqualTo("2024-11-09T08:00:00.024Z");
        assertThat(decoded.all(FactKind.VENDOR_DETECTION)).isEmpty();
    }

    @Test
    void aRecordOfAnotherProgramIsIrrelevant() {
        Decoded decoded = Decoded.of("""
                {"meta_hostname": "ws-07", "meta_boot_time": 1731000000, "query_name": "sophos_runtime_iocs_windows",
                 "sophos_pid": "77:133756128000240000", "process_path": "C:\\\\Windows\\\\notepad.exe",
                 "ioc_event_time": 1731139200000}
                """);

        assertThat(decoded.irrelevantFormats).hasSize(1);
        assertThat(decoded.irrelevantFormats).containsExactly("sophos-xdr");
    }

    @Test
    void theForumsRecordIsAnOrdinaryCrashUnderAnAlertOfAnLsassDump() {
        Decoded decoded = Decoded.of(Recordings.read("data/formats/sophos-xdr/sophos_runtime_iocs_windows.json"));

        Fact launch = decoded.only(FactKind.WER_LAUNCH);
        assertThat(launch.launch().targetPid()).isEqualTo(14_980);
        assertThat(launch.launch().initiatorPid()).isEqualTo(14_980);
        assertThat(Instant.ofEpochMilli(launch.timeMillis())).isEqualTo("2024-07-11T16:07:45.519Z");
        assertThat(decoded.only(FactKind.VENDOR_DETECTION).detection().targetPid())
                .isEqualTo(14_980);
        assertThat(Instant.ofEpochMilli(decoded.only(FactKind.BOOT).timeMillis()))
                .isEqualTo("2024-07-10T08:17:59Z");
        assertThat(decoded.records()).isEqualTo(1);
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }
}
