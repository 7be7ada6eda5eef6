package io.github.shtinkering.publish.text;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.job.graph.HarnessedJob;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** The one sentence that is read at night says no more than the records do. */
class ReasonTextTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";

    private static Fact started() {
        return HOST.lsassStarted(-21_600, LSASS);
    }

    private static AbstractStringAssert<?> assertReason(Fact... facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            for (Fact fact : facts) {
                job.arrive(fact);
            }
            job.silence(2_000);
            assertThat(job.cases()).hasSize(1);
            JudgedCase judged = job.cases().get(0);
            return assertThat(new ReasonText(judged).sentence());
        }
    }

    @Test
    void namesLsassWhereOnlyTheDumpTellsTheTarget() throws Exception {
        WerLaunch silent =
                new WerLaunch(WerLaunch.Program.WERFAULT, WerLaunch.Form.UNKNOWN, null, null, false, List.of());
        assertReason(started(), HOST.launched(0, WER, silent, null), HOST.dumped(2, WER, DUMP))
                .contains("at LSASS (PID " + LSASS + ")")
                .doesNotContain("null", "crash of its own");
    }

    @Test
    void saysThatAParentOnlyClaimsToBeLsass() throws Exception {
        Fact spoofed =
                HOST.launched(0, WER, LSASS, 5_120L, Facts.process("C:\\Windows\\System32\\lsass.exe", LSASS, null));
        assertReason(started(), spoofed)
                .contains(
                        "PID 5120 asked WerFault.exe to dump LSASS (PID 744) (spoofed parent: it claims to be lsass.exe)");
    }

    @Test
    void saysThatTheParentAsked() throws Exception {
        assertReason(started(), HOST.launched(0, WER, LSASS, LSASS, Facts.process(Facts.TOOL_PATH, 5_120L, null)))
                .contains("PID 5120 (" + Facts.TOOL_PATH + ") asked WerFault.exe to dump LSASS");
        assertReason(started(), HOST.launched(0, WER, LSASS, LSASS, Facts.process(Facts.TOOL_PATH, null, null)))
                .contains("tool.exe asked WerFault.exe to dump LSASS")
                .doesNotContain("null");
    }

    @Test
    void saysThatRecordsContradictEachOther() throws Exception {
        Fact launch = HOST.launched(0, WER, LSASS, 5_120L);
        assertReason(started(), launch).doesNotContain("contradict");
        assertReason(started(), launch, Facts.asCopyOf(HOST.launched(0, WER, 4_444, 4_444L), launch))
                .contains("Records of one number contradict each other");
    }

    @Test
    void saysThatTheHostRestartedOnlyWhenItDid() throws Exception {
        Fact crash = HOST.crash(60, CrashEvidence.Source.WININIT_1015, "x", "c0000005");
        assertReason(started(), HOST.launched(0, WER, LSASS, LSASS), crash).doesNotContain("restarted");
        assertReason(started(), HOST.launched(0, WER, LSASS, LSASS), crash, HOST.booted(120))
                .contains("the host restarted");
    }

    @Test
    void saysThatAnExploitMayHaveCrashedLsass() throws Exception {
        Fact restarted = HOST.crash(60, CrashEvidence.Source.WININIT_1015, "x", "c0000409");
        Fact launch = HOST.launched(0, WER, LSASS, LSASS);
        assertReason(started(), launch, restarted, failed("netlogon.dll", "c0000409"))
                .contains("really crashed", "an exploit of CVE-2026-41089 may have been the cause");
        assertReason(started(), launch, restarted, failed("WLDAP32.dll", "c0000005"))
                .contains("an exploit of CVE-2024-49113 may have been the cause");
        assertReason(started(), launch, restarted, failed("netlogon.dll", "c0000005"))
                .doesNotContain("exploit");
    }

    private static Fact failed(String module, String code) {
        return HOST.crash(1, CrashEvidence.Source.APPLICATION_ERROR_1000, module, code);
    }

    @Test
    void saysWhoWroteADump() throws Exception {
        assertReason(
                        started(),
                        HOST.dumped(-60, "C:\\t\\procdump64.exe", 99, "C:\\t\\lsass.dmp", null),
                        HOST.launched(0, WER, LSASS, TOOL))
                .contains("procdump64.exe wrote C:\\t\\lsass.dmp")
                .doesNotContain("its dump");
        assertReason(started(), HOST.launched(0, WER, LSASS, TOOL), HOST.dumped(2, WER, DUMP))
                .contains("the dump was written to");
    }

    @Test
    void saysThatAnArmingWasResetOnlyWhereItStillIs() throws Exception {
        Fact armed = HOST.armedGlobally(0, REGEDIT);
        Fact reset = HOST.reset(60, REGEDIT);
        assertReason(armed, reset).contains("the setting was reset since");
        assertReason(armed, reset, HOST.armedGlobally(120, REGEDIT)).doesNotContain("reset");
    }

    /** Within one second a host is armed before it is disarmed: its own document says so, and so does the case. */
    @Test
    void saysThatAnArmingWasResetWithinTheSameSecond() throws Exception {
        assertReason(HOST.armedGlobally(0.5, REGEDIT), HOST.reset(0.2, REGEDIT))
                .contains("the setting was reset since");
    }

    @Test
    void saysThatAnArmingWasUndoneBeforeTheLaunch() throws Exception {
        assertReason(
                        started(),
                        HOST.armedGlobally(-7_200, REGEDIT),
                        HOST.reset(-3_600, REGEDIT),
                        HOST.launched(0, WER, LSASS, TOOL))
                .contains("CORP\\adm1 enabled full crash dumps of LSASS with regedit.exe (reset since)");
    }

    @Test
    void namesTheArmingAndTheDumpBesideACrash() throws Exception {
        assertReason(
                        started(),
                        HOST.armedGlobally(-30 * 86_400, REGEDIT),
                        HOST.sighted(-600, LSASS, SightingSource.PROCESS_ACCESS),
                        HOST.launched(0, WER, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.lsassEnded(10, LSASS),
                        HOST.booted(120))
                .contains("really crashed", "CORP\\adm1 enabled full crash dumps of LSASS with regedit.exe", DUMP);
    }

    @Test
    void countsTheLaunches() throws Exception {
        assertReason(started(), HOST.launched(0, WER, LSASS, TOOL), HOST.launched(600, WER + 4, LSASS, TOOL))
                .contains("one of 2 launches");
    }

    @Test
    void namesEachDumpAndWhoWroteIt() throws Exception {
        assertReason(
                        started(),
                        HOST.dumped(
                                0, Facts.process("C:\\t\\procdump.exe", 99L, "CORP\\adm1"), "C:\\t\\lsass.dmp", null),
                        HOST.dumped(
                                60,
                                Facts.process("C:\\Windows\\System32\\Taskmgr.exe", 98L, "CORP\\eve"),
                                "C:\\u\\lsass.DMP",
                                null))
                .contains(
                        "CORP\\adm1 wrote C:\\t\\lsass.dmp with procdump.exe",
                        "CORP\\eve wrote C:\\u\\lsass.DMP with Taskmgr.exe");
        assertReason(
                        started(),
                        HOST.dumped(-60, "C:\\t\\procdump64.exe", 99, "C:\\t\\lsass.dmp", null),
                        HOST.launched(0, WER, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP))
                .contains("the dump was written to", "procdump64.exe wrote C:\\t\\lsass.dmp");
    }

    @Test
    void saysWhoDidIt() throws Exception {
        assertReason(
                        started(),
                        HOST.armedGlobally(-60, REGEDIT),
                        HOST.launched(0, WER, LSASS, TOOL, Facts.process(Facts.TOOL_PATH, TOOL, "CORP\\bob")))
                .contains(
                        "CORP\\adm1 enabled full crash dumps of LSASS with regedit.exe",
                        "CORP\\bob with PID 5120 (" + Facts.TOOL_PATH + ") asked WerFault.exe to dump LSASS");
    }

    @Test
    void saysThatParentAndLineContradictEachOther() throws Exception {
        assertReason(started(), HOST.launched(0, WER, LSASS, TOOL, Facts.process("C:\\t\\other.exe", 900L, null)))
                .contains("its parent is other.exe, which contradicts the line");
    }
}
