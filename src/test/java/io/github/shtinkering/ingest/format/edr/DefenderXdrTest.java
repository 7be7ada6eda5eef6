package io.github.shtinkering.ingest.format.edr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.Recordings;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.ingest.format.Decoded;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DefenderXdrTest {
    private static final String STREAMED = """
            {"category": "AdvancedHunting-%s", "tenantId": "t", "time": "2024-11-09T08:30:00.0000000Z",
             "properties": {"DeviceId": "device-3", "DeviceName": "ws-03.corp.example", "ReportId": 12,
               "Timestamp": "2024-11-09T08:00:00.1234567Z", "ActionType": "%s", %s}}
            """;
    private static final String BY_TOOL = """
            "InitiatingProcessId": 5120, "InitiatingProcessFileName": "tool.exe",
            "InitiatingProcessFolderPath": "c:\\\\users\\\\public\\\\tool.exe", "InitiatingProcessAccountSid": "S-1-5-18",
            "InitiatingProcessAccountDomain": "nt authority", "InitiatingProcessAccountName": "system"
            """;
    private static final String LOCAL_DUMPS =
            "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Microsoft\\\\Windows\\\\Windows Error Reporting\\\\LocalDumps";
    private static final String STARTED = """
            "FileName": "WerFault.exe", "FolderPath": "C:\\\\Windows\\\\System32\\\\WerFault.exe", "ProcessId": 7012,
            "ProcessCommandLine": "WerFault.exe -u -p 744 -ip 5120 -s 244", "AccountSid": "S-1-5-18",
            "ProcessVersionInfoOriginalFileName": "WerFault.exe",
            """;

    @Test
    void aStartIsALaunchByTheInitiatingProcess() {
        Fact fact = Decoded.of(STREAMED.formatted("DeviceProcessEvents", "ProcessCreated", STARTED + BY_TOOL))
                .only(FactKind.WER_LAUNCH);

        assertThat(fact.host()).isEqualTo("ws-03");
        assertThat(fact.domain()).isEqualTo("corp.example");
        assertThat(fact.hostId()).isEqualTo("device-3");
        assertThat(Instant.ofEpochMilli(fact.timeMillis()))
                .as("the event's time, not the export's")
                .isEqualTo("2024-11-09T08:00:00.123Z");
        assertThat(fact.launch().targetPid()).isEqualTo(744);
        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.parent().pid()).isEqualTo(5120);
    }

    @Test
    void aFolderWithoutTheFileNameIsJoined() {
        String started = STARTED.replace("System32\\\\WerFault.exe\"", "System32\"");

        assertThat(Decoded.of(STREAMED.formatted("DeviceProcessEvents", "ProcessCreated", started + BY_TOOL))
                        .only(FactKind.WER_LAUNCH)
                        .actor()
                        .executable())
                .isEqualTo("C:\\Windows\\System32\\WerFault.exe");
    }

    @Test
    void recordsInAnEventHubEnvelopeAreCountedOneByOne() {
        String start = STREAMED.formatted("DeviceProcessEvents", "ProcessCreated", STARTED + BY_TOOL);
        String other = STREAMED.formatted("DeviceNetworkEvents", "ConnectionSuccess", BY_TOOL);

        Decoded decoded = Decoded.of("{\"records\": [" + start + "," + other + "]}");

        assertThat(decoded.decodedFormats).hasSize(1);
        assertThat(decoded.irrelevantFormats).hasSize(1);
        assertThat(decoded.only(FactKind.WER_LAUNCH).origin()).isEqualTo("test:1#1");
    }

    @Test
    void keyAndValueComeApart() {
        String set = "\"RegistryKey\": \"" + LOCAL_DUMPS
                + "\", \"RegistryValueName\": \"DumpType\", \"RegistryValueData\": \"2\", \"RegistryValueType\": \"Dword\",";

        Fact fact = Decoded.of(STREAMED.formatted("DeviceRegistryEvents", "RegistryValueSet", set + BY_TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().operation()).isEqualTo(Operation.SET_VALUE);
        assertThat(fact.registry().key()).endsWith("\\localdumps");
        assertThat(fact.registry().value()).isEqualTo("dumptype");
        assertThat(fact.registry().number()).isEqualTo(2);
        assertThat(fact.actor().userSid()).isEqualTo("S-1-5-18");
    }

    @Test
    void aDeletedValueMayStandInThePreviousColumnsAlone() {
        String deleted = "\"RegistryKey\": \"\", \"PreviousRegistryKey\": \"" + LOCAL_DUMPS
                + "\", \"PreviousRegistryValueName\": \"DumpType\",";

        Fact fact = Decoded.of(STREAMED.formatted("DeviceRegistryEvents", "RegistryValueDeleted", deleted + BY_TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().operation()).isEqualTo(Operation.DELETE_VALUE);
        assertThat(fact.registry().value()).isEqualTo("dumptype");
    }

    @Test
    void aRenamedKeyHasBothNames() {
        String renamed = "\"RegistryKey\": \"" + LOCAL_DUMPS + "\\\\lsass.exe\", \"PreviousRegistryKey\": \""
                + LOCAL_DUMPS + "\\\\a.exe\",";

        Fact fact = Decoded.of(STREAMED.formatted("DeviceRegistryEvents", "RegistryKeyRenamed", renamed + BY_TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        assertThat(fact.registry().key()).endsWith("\\a.exe");
        assertThat(fact.registry().newKey()).endsWith("\\lsass.exe");
    }

    @Test
    void filesAreCreatedRenamedAndDeleted() {
        String path = "\"FileName\": \"lsass.exe.744.dmp\", \"FolderPath\": \"C:\\\\D\\\\lsass.exe.744.dmp\",";
        String renamed = "\"FileName\": \"a.png\", \"FolderPath\": \"C:\\\\D\\\\a.png\","
                + " \"PreviousFileName\": \"lsass.exe.744.dmp\", \"PreviousFolderPath\": \"C:\\\\D\",";

        Decoded decoded = Decoded.of(
                STREAMED.formatted("DeviceFileEvents", "FileCreated", path + "\"FileSize\": 76000000," + BY_TOOL),
                STREAMED.formatted("DeviceFileEvents", "FileRenamed", renamed + BY_TOOL),
                STREAMED.formatted("DeviceFileEvents", "FileDeleted", path + BY_TOOL));

        assertThat(decoded.kinds())
                .containsExactly(FactKind.DUMP_WRITTEN, FactKind.FILE_HANDLED, FactKind.FILE_HANDLED);
        assertThat(decoded.facts.get(0).file().size()).isEqualTo(76_000_000);
        assertThat(decoded.facts.get(1).file().path()).isEqualTo("C:\\D\\lsass.exe.744.dmp");
        assertThat(decoded.facts.get(1).file().newPath()).isEqualTo("C:\\D\\a.png");
    }

    @Test
    void anOpenedLsassShowsItsPidEvenByNameAlone() {
        String opened =
                "\"FileName\": \"lsass.exe\", \"ProcessId\": 744, \"AdditionalFields\": {\"DesiredAccess\": 4112},";
        String elsewhere = "\"FolderPath\": \"C:\\\\Temp\\\\lsass.exe\"," + opened;

        assertThat(Decoded.of(STREAMED.formatted("DeviceEvents", "OpenProcessApiCall", opened + BY_TOOL))
                        .only(FactKind.LSASS_SIGHTING)
                        .sighting()
                        .source())
                .isEqualTo(SightingSource.PROCESS_ACCESS);
        assertThat(Decoded.of(STREAMED.formatted("DeviceEvents", "OpenProcessApiCall", elsewhere + BY_TOOL)).facts)
                .isEmpty();
    }

    @Test
    void aLogonOfAPersonInitiatedByLsass() {
        String logon = "\"LogonType\": \"RemoteInteractive\", \"AccountDomain\": \"corp\", \"AccountName\": \"bob\","
                + " \"AccountSid\": \"S-1-5-21-1-2-3-1104\", \"RemoteIP\": \"10.1.1.9\", \"InitiatingProcessId\": 744,"
                + " \"InitiatingProcessFolderPath\": \"c:\\\\windows\\\\system32\\\\lsass.exe\"";

        Decoded decoded = Decoded.of(STREAMED.formatted("DeviceLogonEvents", "LogonSuccess", logon));

        assertThat(decoded.only(FactKind.LOGON).logon())
                .isEqualTo(new Logon("corp\\bob", "S-1-5-21-1-2-3-1104", 10, "10.1.1.9"));
        assertThat(decoded.only(FactKind.LSASS_SIGHTING).sighting().pid()).isEqualTo(744);
    }

    @Test
    void anAlertsEvidenceOnADeviceIsADetection() {
        String evidence = "\"AlertId\": \"da1\", \"Title\": \"Possible LSASS memory dump\", \"FileName\": \"tool.exe\"";

        Decoded onDevice = Decoded.of(STREAMED.formatted("AlertEvidence", "", evidence));
        Decoded ofAUser =
                Decoded.of(STREAMED.formatted("AlertEvidence", "", evidence).replace("ws-03.corp.example", ""));

        assertThat(onDevice.only(FactKind.VENDOR_DETECTION).detection())
                .isEqualTo(new VendorDetection("Microsoft", "Possible LSASS memory dump", "da1", null));
        assertThat(ofAUser.irrelevantFormats).as("no device, nothing to follow").hasSize(1);
    }

    @Test
    void theIntegrationsFormGivesTheSameFactUnderTheSameId() {
        String set = "\"RegistryKey\": \"" + LOCAL_DUMPS
                + "\", \"RegistryValueName\": \"DumpType\", \"RegistryValueData\": \"2\", \"RegistryValueType\": \"Dword\",";
        Fact raw = Decoded.of(STREAMED.formatted("DeviceRegistryEvents", "RegistryValueSet", set + BY_TOOL))
                .only(FactKind.REGISTRY_CHANGE);

        Fact ecs = Decoded.of("""
                        {"@timestamp": "2024-11-09T08:00:00.123Z", "event": {"action": "registryvalueset"},
                         "host": {"id": "device-3", "name": "ws-03.corp.example"},
                         "m365_defender": {"event": {"report_id": "12", "registry": {"value_type": "Dword"},
                           "initiating_process": {"account_sid": "S-1-5-18", "account_name": "system",
                             "account_domain": "nt authority"}}},
                         "process": {"pid": 5120, "executable": "c:\\\\users\\\\public\\\\tool.exe"},
                         "registry": {"key": "%s", "value": "DumpType", "data": {"strings": ["2"]}}}
                        """.formatted(LOCAL_DUMPS)).only(FactKind.REGISTRY_CHANGE);

        assertThat(ecs.format()).isEqualTo("m365-defender-ecs");
        assertThat(ecs.id()).isEqualTo(raw.id());
        assertThat(ecs.registry()).isEqualTo(raw.registry());
        assertThat(ecs.actor()).isEqualTo(raw.actor());
    }

    @Test
    void theIntegrationsProcessEventsNameTheParent() {
        Fact fact = Decoded.of("""
                        {"@timestamp": "2024-11-09T08:00:00.123Z", "event": {"action": "processcreated"},
                         "host": {"name": "ws-03"}, "m365_defender": {"event": {}},
                         "process": {"pid": 7012, "executable": "c:\\\\windows\\\\system32\\\\werfault.exe",
                           "command_line": "WerFault.exe -u -p 744 -ip 5120 -s 244", "parent": {"pid": 5120, "name": "tool.exe"}}}
                        """).only(FactKind.WER_LAUNCH);

        assertThat(fact.actor().pid()).isEqualTo(7012);
        assertThat(fact.parent().pid()).isEqualTo(5120);
    }

    @Test
    void theRealSamplesAreOfTheseShapes() {
        Decoded raw = Decoded.of(Recordings.read("data/formats/m365-defender-raw/device_registry_and_file.jsonl")
                .split("\n"));
        Decoded hunting = Decoded.of(
                Recordings.read("data/formats/otrf-mde-hunting/samples.jsonl").split("\n"));

        assertThat(raw.formats()).containsOnly("defender-xdr");
        assertThat(hunting.formats()).containsOnly("defender-xdr");
        assertThat(raw.dead).isEmpty();
        assertThat(hunting.dead).isEmpty();
    }
}
