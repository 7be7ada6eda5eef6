package io.github.shtinkering.ingest.record;

import static io.github.shtinkering.fact.FactKind.BOOT;
import static io.github.shtinkering.fact.FactKind.CRASH_EVIDENCE;
import static io.github.shtinkering.fact.FactKind.DUMP_WRITTEN;
import static io.github.shtinkering.fact.FactKind.FILE_HANDLED;
import static io.github.shtinkering.fact.FactKind.LOGON;
import static io.github.shtinkering.fact.FactKind.LSASS_ENDED;
import static io.github.shtinkering.fact.FactKind.LSASS_SIGHTING;
import static io.github.shtinkering.fact.FactKind.REGISTRY_CHANGE;
import static io.github.shtinkering.fact.FactKind.WER_LAUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import io.github.shtinkering.normal.Timestamp;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationsTest {
    private static final String WER = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\";
    private static final String SYSTEM32 = "C:\\Windows\\System32\\";

    private static List<Fact> observe(Consumer<Observations> what) {
        return observe("1", 1_000_000, what);
    }

    private static List<Fact> observe(@Nullable String recordKey, long millis, Consumer<Observations> what) {
        RecordContext context = new RecordContext(DecoderSettings.DEFAULTS, null, () -> "f:1", new Decoded());
        what.accept(context.observe(new RecordHead(
                new HostName("ws-01", null), null, new Timestamp(millis, 1), "test", "sysmon", recordKey)));
        return context.facts();
    }

    private static ProcessRef process(String image, long pid) {
        return new ProcessRefBuilder().executable(image).pid(Long.toString(pid)).build();
    }

    private static ProcessRef wer(String image, @Nullable String originalName, @Nullable String commandLine) {
        return new ProcessRefBuilder()
                .executable(image)
                .originalFileName(originalName)
                .commandLine(commandLine)
                .pid("7012")
                .build();
    }

    private static List<FactKind> kinds(List<Fact> facts) {
        return facts.stream().map(Fact::kind).toList();
    }

    @Test
    void werFaultByNameOrByOriginalName() {
        String line = "x -u -p 744 -ip 5120";
        assertThat(kinds(observe(o -> o.processStarted(wer(SYSTEM32 + "WerFault.exe", null, line), null))))
                .containsExactly(WER_LAUNCH);
        assertThat(kinds(observe(o -> o.processStarted(wer("C:\\Users\\Public\\a.exe", "WerFault.exe", line), null))))
                .containsExactly(WER_LAUNCH);
        assertThat(kinds(observe(o -> o.processStarted(wer("C:\\Temp\\WerFault.exe", "evil.exe", line), null))))
                .as("only named like it")
                .isEmpty();
        assertThat(kinds(observe(o -> o.processStarted(wer(SYSTEM32 + "WerFault.exe", null, null), null))))
                .as("without command line")
                .containsExactly(WER_LAUNCH);
        assertThat(observe(o -> o.processStarted(wer(SYSTEM32 + "WerFault.exe", null, "WerFault.exe -k -lcq"), null)))
                .as("no target")
                .isEmpty();
    }

    @Test
    void lsassStarts() {
        ProcessRef lsass = process(SYSTEM32 + "lsass.exe", 744);
        assertThat(sources(observe(o -> o.processStarted(lsass, process(SYSTEM32 + "wininit.exe", 612)))))
                .containsExactly(SightingSource.PROCESS_START);
        assertThat(sources(observe(o -> o.processStarted(lsass, null)))).containsExactly(SightingSource.PROCESS_START);
        assertThat(sources(observe(o -> o.processStarted(process(SYSTEM32 + "lsass.exe", 9000), lsass))))
                .containsExactly(SightingSource.PROCESS_ACTIVITY, SightingSource.CLONE);
        assertThat(observe(o -> o.processStarted(lsass, process("C:\\Users\\Public\\x.exe", 1))))
                .as("a second lsass.exe that somebody starts")
                .isEmpty();
        assertThat(observe(o -> o.processStarted(process("C:\\Windows\\SysWOW64\\lsass.exe", 1), null)))
                .isEmpty();
        assertThat(kinds(observe(o -> o.processEnded(lsass)))).containsExactly(LSASS_ENDED);
    }

    private static List<SightingSource> sources(List<Fact> facts) {
        assertThat(facts).allMatch(f -> f.kind() == LSASS_SIGHTING);
        return facts.stream().map(f -> f.sighting().source()).toList();
    }

    @Test
    void systemIsNeverLsass() {
        assertThat(observe(o -> o.headerSighting(4L))).isEmpty();
        assertThat(observe(o -> o.headerSighting(0L))).isEmpty();
        assertThat(observe(o -> o.headerSighting(null))).isEmpty();
        assertThat(sources(observe(o -> o.headerSighting(744L)))).containsExactly(SightingSource.LOGON_HEADER);
    }

    @Test
    void wininitStartsWithTheMachine() {
        ProcessRef wininit = process(SYSTEM32 + "wininit.exe", 612);
        assertThat(kinds(observe(o -> o.processStarted(wininit, process(SYSTEM32 + "smss.exe", 500)))))
                .containsExactly(BOOT);
        assertThat(observe(o -> o.processStarted(wininit, process(SYSTEM32 + "cmd.exe", 500))))
                .as("nobody forges a boot by starting it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LocalDumps\\DumpType",
                "LocalDumps\\lsass.exe\\DumpType",
                "LocalDumps\\other.exe\\CustomDumpFlags",
                "LocalDumps\\DumpFolder",
                "LocalDumps\\DumpCount",
                "Prepared\\DumpType",
                "Prepared\\lsass.exe\\DumpType",
            })
    void valuesThatArm(String value) {
        Fact fact = observe(o -> set(o, WER + value)).get(0);
        assertThat(fact.kind()).isEqualTo(REGISTRY_CHANGE);
        assertThat(fact.registry().number()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\DontShowUI",
                "HKCU\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\DumpType",
                "HKU\\S-1-5-18\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\DumpType",
                "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\DumpType",
                "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SilentProcessExit\\app.exe\\DumpType",
            })
    void valuesWithoutEffectOnLsass(String value) {
        assertThat(observe(o -> set(o, value))).isEmpty();
    }

    private static void set(Observations observations, String value) {
        observations.registry(
                Operation.SET_VALUE,
                process(SYSTEM32 + "reg.exe", 4188),
                RegistryPath.ofJoined(value),
                RegistryData.of("2", "REG_DWORD"));
    }

    @Test
    void silentProcessExitOfLsass() {
        String nt = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\";
        assertThat(observe(o -> set(o, nt + "SilentProcessExit\\lsass.exe\\ReportingMode")))
                .hasSize(1);
        assertThat(observe(o -> set(o, nt + "Image File Execution Options\\lsass.exe\\GlobalFlag")))
                .hasSize(1);
        assertThat(observe(o -> set(o, nt + "Image File Execution Options\\lsass.exe\\AuditLevel")))
                .isEmpty();
    }

    @Test
    void keysDeletedAndCreated() {
        for (String key : List.of(WER + "LocalDumps", WER + "LocalDumps\\lsass.exe", WER)) {
            assertThat(observe(
                            o -> o.registry(Operation.DELETE_KEY, null, RegistryPath.ofKey(key), RegistryData.UNKNOWN)))
                    .as(key)
                    .hasSize(1);
        }
        assertThat(observe(o -> o.registry(
                        Operation.CREATE_KEY, null, RegistryPath.ofKey(WER + "LocalDumps"), RegistryData.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void renamesIntoAndOutOfLocalDumps() {
        RegistryPath prepared = RegistryPath.ofKey(WER + "Prepared");
        RegistryPath dumps = RegistryPath.ofKey(WER + "LocalDumps");
        assertThat(observe(o -> o.registryRenamed(null, prepared, dumps))).hasSize(1);
        assertThat(observe(o -> o.registryRenamed(null, dumps, prepared))).hasSize(1);
        RegistryPath elsewhere = RegistryPath.ofKey("HKLM\\SOFTWARE\\A");
        assertThat(observe(o -> o.registryRenamed(null, elsewhere, RegistryPath.ofKey("HKLM\\SOFTWARE\\B"))))
                .isEmpty();
    }

    @Test
    void lsaPidCountsOnlyFromLsass() {
        RegistryPath path = RegistryPath.ofJoined("HKLM\\SYSTEM\\ControlSet001\\Control\\Lsa\\LsaPid");
        RegistryData data = RegistryData.ofSysmonDetails("DWORD (0x000002e8)");
        assertThat(sources(observe(
                        o -> o.registry(Operation.SET_VALUE, process(SYSTEM32 + "lsass.exe", 744), path, data))))
                .contains(SightingSource.LSA_PID_VALUE);
        assertThat(observe(o -> o.registry(Operation.SET_VALUE, process(SYSTEM32 + "reg.exe", 1), path, data)))
                .as("nobody plants a PID")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe.744.dmp",
                "C:\\Temp\\LSASS.DMP",
                "C:\\Temp\\lsass (4).DMP",
                "C:\\Temp\\lsass.exe.744.protected.dmp",
                "C:\\Temp\\lsass.exe-(PID-648)-4035593\\lsass.exe-(PID-648).dmp",
                "C:\\Temp\\lsass.mdmp",
                "C:\\Temp\\lsass.dmp:x",
                "C:\\Temp\\readme.txt:lsass.dmp",
                "C:\\Temp\\LSASSE~1.DMP",
                "\\\\srv\\share\\lsass.exe.744.dmp"
            })
    void dumpsNamedForLsassByAnybody(String path) {
        assertThat(kinds(observe(o -> o.fileCreated(process("C:\\a.exe", 1), path, null))))
                .containsExactly(DUMP_WRITTEN);
        assertThat(kinds(observe(o -> o.fileCreated(null, path, null)))).containsExactly(DUMP_WRITTEN);
        assertThat(kinds(observe(o -> o.fileDeleted(null, path)))).containsExactly(FILE_HANDLED);
        assertThat(kinds(observe(o -> o.fileReadOverSmb(path, "10.0.0.1", null))))
                .containsExactly(FILE_HANDLED);
    }

    @Test
    void whatWerFaultWrites() {
        ProcessRef wer = process(SYSTEM32 + "WerFault.exe", 7012);
        assertThat(observe(o -> o.fileCreated(wer, "D:\\Dumps\\app.exe.6320.dmp", 42L)))
                .singleElement()
                .satisfies(f -> assertThat(f.file().size()).isEqualTo(42));
        assertThat(observe(o -> o.fileCreated(wer, "D:\\Dumps\\proc.png", null)))
                .hasSize(1);
        for (String own : List.of(
                "C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\WER.x.tmp.dmp",
                "C:\\Users\\a\\AppData\\Local\\Temp\\WER1234.tmp.mdmp",
                "C:\\Windows\\INF\\3ware.PNF",
                "C:\\Windows\\Temp\\WER-226546-0.sysdata.xml")) {
            assertThat(observe(o -> o.fileCreated(wer, own, null))).as(own).isEmpty();
        }
        assertThat(observe(o -> o.fileCreated(process("C:\\a.exe", 1), "D:\\Dumps\\app.exe.6320.dmp", null)))
                .isEmpty();
    }

    @Test
    void renames() {
        assertThat(observe(o -> o.fileRenamed(null, "C:\\d\\lsass.exe.744.dmp", "C:\\d\\notes.zip")))
                .hasSize(1);
        assertThat(observe(o -> o.fileRenamed(null, null, "C:\\d\\lsass.dmp"))).hasSize(1);
        assertThat(observe(o -> o.fileRenamed(null, "C:\\d\\a.txt", "C:\\d\\b.txt")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C:\\Program Files\\7-Zip\\7z.exe | 7z a D:\\o.7z C:\\d\\lsass.exe.744.dmp | ARCHIVED | C:\\d\\lsass.exe.744.dmp",
                "C:\\Users\\Public\\svc.exe | svc a o.7z lsass.exe.744.dmp | ARCHIVED | lsass.exe.744.dmp",
                "%S%powershell.exe | powershell -c \"Compress-Archive -Path 'C:\\d\\x.dmp' o.zip\" | ARCHIVED | C:\\d\\x.dmp",
                "%S%cmd.exe | cmd /c \"copy C:\\d\\x.dmp \\\\srv\\c$\\x.txt & del C:\\d\\x.dmp\" | COPIED | C:\\d\\x.dmp",
                "%S%xcopy.exe | xcopy /y C:\\My files\\x.mdmp D:\\ | COPIED | files\\x.mdmp",
                "%S%pwsh.exe | pwsh -c [IO.File]::Copy('C:\\d\\x.dmp','a.txt') | COPIED | C:\\d\\x.dmp",
                "%S%cmd.exe | cmd /c move c:/d/x.dmp c:/d/a.txt | RENAMED | c:\\d\\x.dmp",
                "%S%cmd.exe | cmd.exe /c del /q C:\\d\\x.dmp | DELETED | C:\\d\\x.dmp"
            })
    void commandsThatHandleDumps(String image, String line, FileActivity.Operation operation, String path) {
        ProcessRef process = new ProcessRefBuilder()
                .executable(image.replace("%S%", SYSTEM32))
                .originalFileName(image.endsWith("svc.exe") ? "7z.exe" : null)
                .commandLine(line)
                .build();
        assertThat(observe(o -> o.processStarted(process, null)))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.kind()).isEqualTo(FILE_HANDLED);
                    assertThat(fact.actor()).isEqualTo(process);
                    assertThat(fact.file()).isEqualTo(new FileActivity(operation, path, null, null, null, null));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C:\\d\\windbg.exe | windbg -z C:\\d\\x.dmp",
                "%S%cmd.exe | cmd /c dir C:\\copy\\x.dmp",
                "%S%cmd.exe | cmd /c copy C:\\d\\x.txt D:\\",
                "%S%cmd.exe | cmd /c copy C:\\d\\x.d\"\"mp D:\\",
                "C:\\d\\copyist.exe | copyist copy C:\\d\\x.dmp"
            })
    void commandsThatDoNot(String image, String line) {
        ProcessRef process = new ProcessRefBuilder()
                .executable(image.replace("%S%", SYSTEM32))
                .commandLine(line)
                .build();
        assertThat(observe(o -> o.processStarted(process, null))).isEmpty();
    }

    @Test
    void filesThatAreNamedAfterDumps() {
        ProcessRef zip = process("C:\\d\\7z.exe", 1);
        assertThat(observe(o -> o.fileCreated(zip, "D:\\o\\lsass.exe.744.dmp.ZIP", 42L)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.file())
                        .isEqualTo(new FileActivity(
                                FileActivity.Operation.ARCHIVED,
                                "lsass.exe.744.dmp",
                                "D:\\o\\lsass.exe.744.dmp.ZIP",
                                42L,
                                null,
                                null)));
        assertThat(observe(o -> o.fileCreated(zip, "D:\\o\\x.dmp.b64", null)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.file().operation()).isEqualTo(FileActivity.Operation.COPIED));
        assertThat(observe(o -> o.fileCreated(zip, "D:\\o\\Lsass.exe.744.7z", null)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.file().path()).isEqualTo("Lsass.exe.744.dmp"));
        assertThat(observe(o -> o.fileCreated(zip, "D:\\o\\x.zip", null))).isEmpty();
        assertThat(observe(o -> o.fileCreated(zip, "C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\a.dmp.tmp", null)))
                .isEmpty();
    }

    /** A checkpoint holds what is kept of them, and would fail on a text beyond its bounds. */
    @Test
    void whatAlertsAndLogonsSayIsBounded() {
        String long30k = "\u4e2d".repeat(30_000);
        VendorDetection detection = new VendorDetection("Elastic", long30k, long30k, null);
        assertThat(observe(o -> o.detection(detection, null, null)))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.detection().name()).hasSizeLessThan(1_000);
                    assertThat(fact.detection().alertId()).hasSizeLessThan(1_000);
                });
        assertThat(observe(o -> o.logon(new Logon("CORP\\bob", null, 3, long30k))))
                .singleElement()
                .satisfies(fact -> assertThat(fact.logon().address()).hasSizeLessThan(1_000));
    }

    @Test
    void personsLogOn() {
        assertThat(kinds(observe(o -> o.logon(new Logon("CORP\\bob", "S-1-5-21-1-2-3-1001", 2, null)))))
                .containsExactly(LOGON);
        for (Logon service : List.of(
                new Logon("CORP\\WS-01$", null, 3, null),
                new Logon("NT AUTHORITY\\SYSTEM", "S-1-5-18", 5, null),
                new Logon("Window Manager\\DWM-1", null, 2, null),
                new Logon("Font Driver Host\\UMFD-0", "S-1-5-96-0-0", 2, null),
                new Logon("NT AUTHORITY\\ANONYMOUS LOGON", null, 3, null))) {
            assertThat(observe(o -> o.logon(service))).as(service.user()).isEmpty();
        }
    }

    @Test
    void crashesNameThePid() {
        List<Fact> facts = observe(o ->
                o.crash(new CrashEvidence(CrashEvidence.Source.APPLICATION_ERROR_1000, 744L, "unknown", "c0000001")));
        assertThat(kinds(facts)).containsExactly(CRASH_EVIDENCE, LSASS_SIGHTING);
        assertThat(facts.get(1).sighting().source()).isEqualTo(SightingSource.APPLICATION_ERROR);
    }

    @Test
    void idsDependOnTheRecordNotOnTheShipper() {
        ProcessRef wer = wer(SYSTEM32 + "WerFault.exe", null, "x -u -p 744");
        String id =
                observe("5", 1_000_123, o -> o.processStarted(wer, null)).get(0).id();
        assertThat(observe("5", 1_000_456, o -> o.processStarted(wer, null))
                        .get(0)
                        .id())
                .as("a shipper that cuts to the second")
                .isEqualTo(id);
        assertThat(observe("6", 1_000_123, o -> o.processStarted(wer, null))
                        .get(0)
                        .id())
                .isNotEqualTo(id);
        assertThat(observe("5", 2_000_123, o -> o.processStarted(wer, null))
                        .get(0)
                        .id())
                .as("the log was cleared")
                .isNotEqualTo(id);
        String content = observe(null, 1_000_123, o -> o.processStarted(wer, null))
                .get(0)
                .id();
        assertThat(observe(null, 1_000_123, o -> o.processStarted(wer, null))
                        .get(0)
                        .id())
                .isEqualTo(content);
        assertThat(observe(null, 1_000_124, o -> o.processStarted(wer, null))
                        .get(0)
                        .id())
                .isNotEqualTo(content);
    }

    /** It may be renamed to one that counts. */
    @Test
    void aValueOfAnyNameIsKeptInTheKeysThatCount() {
        String key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
        for (String counts : List.of(key, key + "\\lsass.exe")) {
            assertThat(kinds(observe(o -> o.registry(
                            RegistryChange.Operation.SET_VALUE,
                            null,
                            RegistryPath.of(counts, "Foo"),
                            RegistryData.of("2", null)))))
                    .containsExactly(FactKind.REGISTRY_CHANGE);
        }
        assertThat(observe(o -> o.registry(
                        RegistryChange.Operation.SET_VALUE,
                        null,
                        RegistryPath.of(key + "\\app.exe", "Foo"),
                        RegistryData.of("2", null))))
                .isEmpty();
    }

    /** A forged copy that comes first must not hide the record itself. */
    @Test
    void theSameRecordWithOtherContentIsAnotherFact() {
        ProcessRef wer = wer(SYSTEM32 + "WerFault.exe", null, "x -u -p 744 -ip 5120");
        ProcessRef forged = wer(SYSTEM32 + "WerFault.exe", null, "x -u -p 4444 -ip 4444");
        ProcessRef parent = process("C:\\Users\\Public\\tool.exe", 5120);
        Fact fact = observe("5", 1_000_123, o -> o.processStarted(wer, parent)).get(0);
        for (Fact copy : List.of(
                observe("5", 1_000_123, o -> o.processStarted(forged, parent)).get(0),
                observe("5", 1_000_123, o -> o.processStarted(wer, process(SYSTEM32 + "svchost.exe", 5120)))
                        .get(0),
                observe("5", 1_000_123, o -> o.processStarted(wer, process("C:\\Users\\Public\\tool.exe", 900)))
                        .get(0))) {
            assertThat(copy.id()).isNotEqualTo(fact.id());
            assertThat(FactId.contradict(copy.id(), fact.id())).isTrue();
        }
        ProcessRef spelled = wer("C:\\WINDOWS\\SYSTEM32\\werfault.exe", null, "x  -U -P 0x2e8 -ip \"5120\"");
        assertThat(observe("5", 1_000_456, o -> o.processStarted(spelled, parent))
                        .get(0)
                        .id())
                .as("spelled by another shipper")
                .isEqualTo(fact.id());
        assertThat(FactId.contradict(
                        fact.id(),
                        observe("6", 1_000_123, o -> o.processStarted(forged, parent))
                                .get(0)
                                .id()))
                .as("another record")
                .isFalse();
    }

    @Test
    void onlyLsassIsSeenByWhatItDoes() {
        assertThat(sources(
                        observe(o -> o.processAccessed(process("C:\\a.exe", 1), process(SYSTEM32 + "lsass.exe", 744)))))
                .containsExactly(SightingSource.PROCESS_ACCESS);
        assertThat(sources(observe(o -> o.processActive(process(SYSTEM32 + "LSASS.EXE", 744)))))
                .containsExactly(SightingSource.PROCESS_ACTIVITY);
        assertThat(observe(o -> o.processActive(process("C:\\Temp\\lsass.exe", 744))))
                .isEmpty();
        assertThat(observe(o -> o.processActive(process("lsass.exe", 744)))).isEmpty();
    }
}
