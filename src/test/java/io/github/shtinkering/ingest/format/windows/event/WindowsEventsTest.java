package io.github.shtinkering.ingest.format.windows.event;

import static io.github.shtinkering.ingest.format.windows.WindowsDocuments.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.windows.WindowsDocuments;
import io.github.shtinkering.ingest.format.windows.WindowsDocuments.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each event id says, through Winlogbeat. */
class WindowsEventsTest {
    private static final String LOCAL_DUMPS = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
    private static final String LSASS = "C:\\Windows\\System32\\lsass.exe";
    private static final String DUMP = "C:\\Dumps\\lsass.exe.744.dmp";

    private static Decoded event(String channel, String provider, int id, Map<String, String> data) {
        return Decoded.of(
                WindowsDocuments.winlogbeat(new Event(channel, provider, id, "2026-11-09T08:00:00.123", 744, data)));
    }

    private static Decoded sysmon(int id, String... data) {
        return event("Microsoft-Windows-Sysmon/Operational", "Microsoft-Windows-Sysmon", id, data(data));
    }

    private static Decoded security(int id, String... data) {
        return event("Security", SecurityEvents.PROVIDER, id, data(data));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "DeleteKey|\\lsass.exe|DELETE_KEY|NULL",
                "DeleteKey||DELETE_KEY|NULL",
                "DeleteValue|\\DumpType|DELETE_VALUE|dumptype",
                "INFO|\\DumpType|DELETE_VALUE|dumptype",
                "Delete|\\lsass.exe|DELETE_KEY|NULL",
            })
    void registryDeletions(String type, String below, Operation operation, String value) {
        String object = LOCAL_DUMPS + (below == null ? "" : below);
        Fact fact = sysmon(12, "EventType=" + type, "TargetObject=" + object, "Image=C:\\Windows\\regedit.exe")
                .only(FactKind.REGISTRY_CHANGE);
        assertThat(fact.registry().operation()).isEqualTo(operation);
        assertThat(fact.registry().value()).isEqualTo(value);
    }

    @Test
    void keyCreationSaysNothing() {
        assertThat(sysmon(12, "EventType=CreateKey", "TargetObject=" + LOCAL_DUMPS).facts)
                .isEmpty();
    }

    @Test
    void registryRenames() {
        Fact key = sysmon(
                        14,
                        "EventType=RenameKey",
                        "TargetObject=" + LOCAL_DUMPS + "\\x.exe",
                        "NewName=" + LOCAL_DUMPS + "\\lsass.exe")
                .only(FactKind.REGISTRY_CHANGE);
        assertThat(key.registry().newKey()).endsWith("\\localdumps\\lsass.exe");
        assertThat(key.registry().value()).isNull();
        Fact value = sysmon(14, "TargetObject=" + LOCAL_DUMPS + "\\x", "NewName=DumpType")
                .only(FactKind.REGISTRY_CHANGE);
        assertThat(value.registry().key()).endsWith("\\localdumps");
        assertThat(value.registry().value()).isEqualTo("x");
        assertThat(value.registry().newValue()).isEqualTo("dumptype");
    }

    @Test
    void sysmonSightings() {
        assertThat(sighting(sysmon(
                        10,
                        "SourceImage=C:\\a.exe",
                        "SourceProcessId=9",
                        "TargetImage=" + LSASS,
                        "TargetProcessId=744")))
                .isEqualTo(SightingSource.PROCESS_ACCESS);
        assertThat(sighting(sysmon(8, "TargetImage=" + LSASS, "TargetProcessId=744")))
                .isEqualTo(SightingSource.PROCESS_ACCESS);
        for (int id : new int[] {3, 7, 11, 12, 13, 17, 22}) {
            assertThat(sighting(sysmon(id, "Image=" + LSASS, "ProcessId=744")))
                    .isEqualTo(SightingSource.PROCESS_ACTIVITY);
        }
        assertThat(sysmon(5, "Image=" + LSASS, "ProcessId=744")
                        .only(FactKind.LSASS_ENDED)
                        .actor()
                        .pid())
                .isEqualTo(744);
    }

    private static SightingSource sighting(Decoded decoded) {
        Fact fact = decoded.only(FactKind.LSASS_SIGHTING);
        assertThat(fact.sighting().pid()).isEqualTo(744);
        return fact.sighting().source();
    }

    @Test
    void filesDeleted() {
        for (int id : new int[] {23, 26}) {
            assertThat(sysmon(id, "Image=C:\\a.exe", "TargetFilename=" + DUMP)
                            .only(FactKind.FILE_HANDLED)
                            .file()
                            .operation())
                    .isEqualTo(FileActivity.Operation.DELETED);
        }
    }

    @Test
    void lsassStartsInSecurity() {
        Decoded decoded = security(
                4688,
                "NewProcessName=" + LSASS,
                "NewProcessId=0x2e8",
                "ProcessId=0x264",
                "ParentProcessName=C:\\Windows\\System32\\wininit.exe");
        assertThat(sighting(decoded)).isEqualTo(SightingSource.PROCESS_START);
        assertThat(security(4689, "ProcessName=" + LSASS, "ProcessId=0x2e8").facts)
                .extracting(Fact::kind)
                .containsExactly(FactKind.LSASS_ENDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {4656, 4658, 4663, 4673, 4703, 4657, 5156, 4690})
    void kernelWrittenHeadersAreNotLsass(int id) {
        assertThat(security(id, "ProcessName=C:\\a.exe", "ProcessId=0x9").facts).isEmpty();
        assertThat(sighting(
                        security(id, "ProcessName=" + LSASS, "ProcessId=0x2e8"), SightingSource.SECURITY_PROCESS_NAME))
                .isEqualTo(744);
    }

    private static long sighting(Decoded decoded, SightingSource source) {
        return decoded.all(FactKind.LSASS_SIGHTING).stream()
                .filter(f -> f.sighting().source() == source)
                .findFirst()
                .orElseThrow()
                .sighting()
                .pid();
    }

    @ParameterizedTest
    @ValueSource(ints = {4624, 4634, 4672, 4648, 4611, 4768, 4769, 4776, 4627, 5379})
    void lsassWrittenHeaders(int id) {
        assertThat(sighting(security(id), SightingSource.LOGON_HEADER)).isEqualTo(744);
        assertThat(event("Application", SecurityEvents.PROVIDER, id, Map.of()).facts)
                .as("another channel")
                .isEmpty();
        assertThat(event("Security", "Forger", id, Map.of()).facts)
                .as("another provider")
                .isEmpty();
    }

    @Test
    void bootsInSecurity() {
        assertThat(security(4608).facts)
                .extracting(Fact::kind)
                .containsExactlyInAnyOrder(FactKind.LSASS_SIGHTING, FactKind.BOOT);
        assertThat(security(4826).only(FactKind.BOOT).boot().record()).isEqualTo("Security 4826");
    }

    @Test
    void bootsInSystem() {
        assertThat(event("System", "EventLog", 6005, Map.of())
                        .only(FactKind.BOOT)
                        .boot()
                        .record())
                .isEqualTo("EventLog 6005");
        assertThat(event("System", "Microsoft-Windows-Kernel-Boot", 27, data("BootType=0x1"))
                        .only(FactKind.BOOT)
                        .boot()
                        .bootType())
                .isEqualTo(1);
        assertThat(event("System", "Other", 12, Map.of()).facts).isEmpty();
    }

    @Test
    void filesOverSmb() {
        Fact read = security(
                        5145,
                        "ShareName=\\\\*\\C$",
                        "ShareLocalPath=\\??\\C:\\",
                        "RelativeTargetName=Dumps\\lsass.exe.744.dmp",
                        "IpAddress=10.1.1.9",
                        "SubjectUserName=adm1",
                        "SubjectDomainName=CORP",
                        "AccessMask=0x120089")
                .only(FactKind.FILE_HANDLED);
        assertThat(read.file())
                .isEqualTo(new FileActivity(
                        FileActivity.Operation.READ_OVER_SMB, DUMP, null, null, "10.1.1.9", "CORP\\adm1"));
        assertThat(security(5145, "ShareName=\\\\*\\D", "ShareLocalPath=\\??\\E:\\Data", "RelativeTargetName=lsass.dmp")
                        .only(FactKind.FILE_HANDLED)
                        .file()
                        .path())
                .isEqualTo("E:\\Data\\lsass.dmp");
        assertThat(security(5145, "ShareName=\\\\*\\C$", "RelativeTargetName=lsass.dmp", "AccessMask=0x80").facts)
                .as("only its attributes were looked at")
                .isEmpty();
        assertThat(security(5145, "ShareName=\\\\*\\IPC$", "RelativeTargetName=winreg", "SubjectUserName=adm1")
                        .only(FactKind.REMOTE_REGISTRY)
                        .actor()
                        .user())
                .isEqualTo("adm1");
    }

    @Test
    void filesByObjectAccess() {
        assertThat(security(4663, "ObjectType=File", "ObjectName=" + DUMP, "AccessMask=0x2", "ProcessName=C:\\a.exe")
                        .facts)
                .extracting(Fact::kind)
                .containsExactly(FactKind.DUMP_WRITTEN);
        assertThat(security(4663, "ObjectType=File", "ObjectName=" + DUMP, "AccessMask=0x10000").facts)
                .extracting(Fact::kind)
                .containsExactly(FactKind.FILE_HANDLED);
        assertThat(security(4663, "ObjectType=File", "ObjectName=" + DUMP, "AccessMask=0x1").facts)
                .isEmpty();
    }

    @Test
    void theUseOfTheRightToDeleteAsksForTheEndOfAKey() {
        String key = "\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
        assertThat(security(4663, "ObjectType=Key", "ObjectName=" + key, "AccessMask=0x10000").facts)
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.registry().operation()).isEqualTo(RegistryChange.Operation.DELETE_KEY_ASKED);
                    assertThat(f.registry().key()).endsWith("\\windows error reporting\\localdumps");
                });
        assertThat(security(4663, "ObjectType=Key", "ObjectName=" + key, "AccessMask=0x2").facts)
                .as("a value was set: 4657 tells which")
                .isEmpty();
    }

    @Test
    void lsassCrashes() {
        CrashEvidence named = event(
                        "Application",
                        "Application Error",
                        1000,
                        data(
                                "AppName=lsass.exe",
                                "ModuleName=unknown",
                                "ExceptionCode=c0000001",
                                "ProcessId=0x2e8",
                                "AppPath=" + LSASS))
                .only(FactKind.CRASH_EVIDENCE)
                .crash();
        assertThat(named)
                .isEqualTo(new CrashEvidence(CrashEvidence.Source.APPLICATION_ERROR_1000, 744L, "unknown", "c0000001"));
        String[] positional = new String[] {
            "param1=lsass.exe",
            "param4=RPCRT4.dll",
            "param7=c0000005",
            "param9=2e8",
            "param11=C:\\Windows\\system32\\lsass.exe"
        };
        assertThat(event("Application", "Application Error", 1000, data(positional))
                        .only(FactKind.CRASH_EVIDENCE)
                        .crash())
                .isEqualTo(
                        new CrashEvidence(CrashEvidence.Source.APPLICATION_ERROR_1000, 744L, "RPCRT4.dll", "c0000005"));
        assertThat(event("Application", "Application Error", 1000, data("param1=notepad.exe")).facts)
                .isEmpty();
        assertThat(event("Application", "Windows Error Reporting", 1001, data("param3=APPCRASH", "param6=lsass.exe"))
                        .only(FactKind.CRASH_EVIDENCE)
                        .crash()
                        .source())
                .isEqualTo(CrashEvidence.Source.WER_REPORT_1001);
    }

    @Test
    void restartsAfterLsassDied() {
        assertThat(event(
                                "Application",
                                "Microsoft-Windows-Wininit",
                                1015,
                                data("param1=C:\\Windows\\system32\\lsass.exe", "param2=c0000005"))
                        .only(FactKind.CRASH_EVIDENCE)
                        .crash())
                .isEqualTo(new CrashEvidence(CrashEvidence.Source.WININIT_1015, null, null, "c0000005"));
        String[] restart = {
            "param1=C:\\Windows\\system32\\wininit.exe (WS-01)",
            "param6=The system process 'lsass.exe' terminated unexpectedly with status code -1073741819."
        };
        assertThat(event("System", "User32", 1074, data(restart))
                        .only(FactKind.CRASH_EVIDENCE)
                        .crash())
                .isEqualTo(new CrashEvidence(CrashEvidence.Source.RESTART_1074, null, null, "c0000005"));
        assertThat(event("System", "User32", 1074, data("param1=C:\\Windows\\explorer.exe (WS-01)")).facts)
                .isEmpty();
    }

    @Test
    void crashesThroughNxlogStandInTheMessage() {
        String message = """
                Faulting application name: lsass.exe, version: 10.0.1, time stamp: 0x1
                Faulting module name: RPCRT4.dll, version: 10.0.1, time stamp: 0x2
                Exception code: 0xc0000005
                Fault offset: 0x3
                Faulting process id: 0x2e8
                Faulting application path: C:\\Windows\\system32\\lsass.exe
                """;
        Decoded decoded = Decoded.of(WindowsDocuments.json(Map.of(
                "EventTime",
                "2026-11-09 08:00:00",
                "EventID",
                1000,
                "Hostname",
                "WS-01",
                "Channel",
                "Application",
                "SourceName",
                "Application Error",
                "Message",
                message)));
        assertThat(decoded.only(FactKind.CRASH_EVIDENCE).crash())
                .isEqualTo(
                        new CrashEvidence(CrashEvidence.Source.APPLICATION_ERROR_1000, 744L, "RPCRT4.dll", "c0000005"));
    }

    @Test
    void classicEventsInXmlHaveValuesWithoutNames() {
        String xml = "<Event><System><Provider Name='Application Error'/><EventID Qualifiers='0'>1000</EventID>"
                + "<TimeCreated SystemTime='2026-11-09T08:00:00Z'/><Channel>Application</Channel>"
                + "<Computer>WS-01</Computer></System><EventData><Data>lsass.exe</Data><Data>10</Data><Data>1</Data>"
                + "<Data>unknown</Data><Data>0</Data><Data>0</Data><Data>c0000001</Data><Data>0</Data><Data>2e8</Data>"
                + "</EventData></Event>";
        assertThat(Decoded.of(xml).only(FactKind.CRASH_EVIDENCE).crash().code()).isEqualTo("c0000001");
        String json = WindowsDocuments.json(Map.of(
                "Event",
                Map.of(
                        "System",
                        Map.of(
                                "Provider",
                                Map.of("#attributes", Map.of("Name", "Application Error")),
                                "EventID",
                                1000,
                                "TimeCreated",
                                Map.of("#attributes", Map.of("SystemTime", "2026-11-09T08:00:00Z")),
                                "Channel",
                                "Application",
                                "Computer",
                                "WS-01"),
                        "EventData",
                        Map.of("Data", Map.of("#text", List.of("lsass.exe", "10", "1", "unknown"))))));
        assertThat(Decoded.of(json).only(FactKind.CRASH_EVIDENCE).crash().module())
                .isEqualTo("unknown");
    }
}
