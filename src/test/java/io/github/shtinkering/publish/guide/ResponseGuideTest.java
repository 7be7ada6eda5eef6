package io.github.shtinkering.publish.guide;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static io.github.shtinkering.publish.Judged.started;
import static io.github.shtinkering.publish.Judged.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.publish.Judged;
import io.github.shtinkering.publish.json.FleetSection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide says what is known, asks only for the rest, and asks for nothing that cannot be done or is done. */
class ResponseGuideTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String FOLDER = "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";

    private static Fact launched() {
        return HOST.launched(0, WER, LSASS, TOOL);
    }

    private static Fact dumped() {
        return HOST.dumped(2, WER, DUMP);
    }

    @Test
    void theReaderOfADumpIsAFact() throws Exception {
        JudgedCase judged = Judged.of(started(), launched(), dumped(), HOST.readOverSmb(60, DUMP));
        assertThat(texts(judged, "isolate-reader"))
                .singleElement()
                .asString()
                .contains("CORP\\adm1 read the dump over SMB from 10.1.1.9", "Isolate that machine too");
        assertThat(texts(judged, "dump"))
                .singleElement()
                .asString()
                .contains(FOLDER + DUMP, "CORP\\adm1 read it over SMB from 10.1.1.9")
                .doesNotContain("who read", "whether it still exists");
        assertThat(texts(judged, "disable-accounts"))
                .singleElement()
                .asString()
                .contains("CORP\\adm1 (read the dump from 10.1.1.9)");
        assertThat(texts(judged, "reset-credentials"))
                .singleElement()
                .asString()
                .contains("Also reset the credentials of the accounts that acted: CORP\\adm1");
    }

    @Test
    void whoReadADumpIsAskedWhereItIsNotKnown() throws Exception {
        JudgedCase judged = Judged.of(started(), launched(), dumped());
        assertThat(texts(judged, "dump")).singleElement().asString().contains("who read or copied it");
        assertThat(texts(judged, "isolate-reader")).isEmpty();
        assertThat(texts(judged, "disable-accounts")).isEmpty();
    }

    @Test
    void aDeletedDumpIsNotLookedFor() throws Exception {
        Fact deleted = Judged.by(HOST.deleted(60, Facts.TOOL_PATH, DUMP), Facts.TOOL_PATH, "CORP\\bob");
        assertThat(texts(Judged.of(started(), launched(), dumped(), deleted), "dump"))
                .singleElement()
                .asString()
                .contains("CORP\\bob deleted it with tool.exe", "cannot be collected", "as stolen")
                .doesNotContain("still exists", "Hash");
        assertThat(texts(Judged.of(started(), launched(), dumped(), HOST.readOverSmb(50, DUMP), deleted), "dump"))
                .singleElement()
                .asString()
                .contains("it was taken before");
    }

    @Test
    void aCopyIsWhereItLies() throws Exception {
        Fact copied = Judged.handledBy(
                30,
                "C:\\Windows\\System32\\cmd.exe",
                "CORP\\eve",
                FileActivity.Operation.COPIED,
                FOLDER + DUMP,
                "D:\\out\\x.bin");
        Fact deleted = HOST.deleted(60, Facts.TOOL_PATH, DUMP);
        assertThat(texts(Judged.of(started(), launched(), dumped(), copied, deleted), "dump"))
                .singleElement()
                .asString()
                .contains("CORP\\eve copied it to D:\\out\\x.bin with cmd.exe", "Hash D:\\out\\x.bin for evidence");
    }

    @Test
    void eachDumpAndEachWriterIsTold() throws Exception {
        JudgedCase judged = Judged.of(
                started(),
                Judged.dumpedBy(0, "C:\\t\\procdump64.exe", 6_300, "CORP\\adm1", "C:\\t\\lsass.dmp"),
                Judged.dumpedBy(60, "C:\\Windows\\System32\\Taskmgr.exe", 6_400, "CORP\\eve", "C:\\u\\lsass.DMP"));
        assertThat(texts(judged, "dump"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("CORP\\adm1 wrote C:\\t\\lsass.dmp with procdump64.exe (52 MB)"),
                        second -> assertThat(second).contains("CORP\\eve wrote C:\\u\\lsass.DMP with Taskmgr.exe"));
        assertThat(texts(judged, "disable-accounts"))
                .singleElement()
                .asString()
                .contains("CORP\\adm1 (wrote a dump)", "CORP\\eve (wrote a dump)");
    }

    @Test
    void whoeverActedAndWhoeverWasLoggedOnIsReset() throws Exception {
        JudgedCase judged = Judged.of(
                started(),
                HOST.loggedOn(-600, "CORP\\bob", 2),
                HOST.loggedOn(-500, "corp\\ADM1", 10),
                HOST.armedGlobally(-60, REGEDIT),
                launched());
        assertThat(texts(judged, "reset-credentials"))
                .singleElement()
                .asString()
                .contains("CORP\\bob (logon type 2)", "corp\\ADM1 (logon type 10)")
                .doesNotContain("who acted");
        assertThat(texts(judged, "disable-accounts"))
                .singleElement()
                .asString()
                .contains("CORP\\adm1 (enabled the dumps)")
                .doesNotContain("bob");
    }

    @Test
    void aServiceIsNotAskedWhy() throws Exception {
        Fact armed = Judged.by(
                HOST.armedGlobally(0, "C:\\Tools\\agent.exe"), "C:\\Tools\\agent.exe", "NT AUTHORITY\\SYSTEM");
        JudgedCase judged = Judged.of(armed);
        assertThat(texts(judged, "ask-why")).isEmpty();
        assertThat(texts(judged, "find-deployment"))
                .singleElement()
                .asString()
                .contains("agent.exe made the setting on ws-01", "No person is named", "Group Policy")
                .doesNotContain("ticket");
    }

    @Test
    void whoReachedTheRegistryIsAFact() throws Exception {
        Fact armed = Judged.by(
                HOST.armedGlobally(0, "C:\\Windows\\System32\\svchost.exe"),
                "C:\\Windows\\System32\\svchost.exe",
                "NT AUTHORITY\\LOCAL SERVICE");
        Fact reached = Facts.withActor(HOST.remoteRegistry(-30), Facts.process("x.exe", null, "CORP\\eve"));
        assertThat(texts(Judged.of(reached, armed), "remote-registry"))
                .singleElement()
                .asString()
                .contains("CORP\\eve reached the registry of ws-01");
        assertThat(texts(Judged.of(HOST.remoteRegistry(-30), armed), "remote-registry"))
                .singleElement()
                .asString()
                .contains("Find out from which one");
    }

    @Test
    void aManagementAgentIsApprovedAndNotContained() throws Exception {
        JudgedCase judged = Judged.of(HOST.armedGlobally(0, "C:\\Windows\\CCM\\CcmExec.exe"));
        assertThat(texts(judged, "approval"))
                .singleElement()
                .asString()
                .contains("CcmExec.exe", "Ask its owner", "no containment is needed");
        assertThat(texts(judged, "isolate")).isEmpty();
        assertThat(texts(judged, "ask-why")).isEmpty();
    }

    @Test
    void aParentThatContradictsTheLineIsCalledSpoofed() throws Exception {
        Fact spoofed =
                HOST.launched(0, WER, LSASS, TOOL, Facts.process("C:\\Windows\\System32\\lsass.exe", LSASS, null));
        assertThat(texts(Judged.of(started(), spoofed), "spoofed-parent"))
                .singleElement()
                .asString()
                .contains("recorded as lsass.exe (PID 744)", "names PID 5120", "the parent is spoofed");
        Fact other = HOST.launched(0, WER, LSASS, TOOL, Facts.process(Facts.TOOL_PATH, 900L, null));
        assertThat(texts(Judged.of(started(), other), "spoofed-parent"))
                .singleElement()
                .asString()
                .contains("one of the two is false");
        Fact byService =
                HOST.launched(0, WER, LSASS, TOOL, Facts.process("C:\\Windows\\System32\\svchost.exe", 1776L, null));
        assertThat(texts(Judged.of(started(), byService), "spoofed-parent")).isEmpty();
        assertThat(texts(Judged.of(started(), launched()), "spoofed-parent")).isEmpty();
    }

    @Test
    void evidenceIsSavedBeforeAnythingIsChanged() throws Exception {
        JudgedCase judged = Judged.of(
                started(),
                HOST.armedGlobally(-60, REGEDIT),
                HOST.launched(0, WER, LSASS, TOOL, Judged.told(Facts.TOOL_PATH, TOOL, "CORP\\bob")),
                dumped());
        List<String> names = Judged.steps(judged).stream().map(GuideStep::name).toList();
        assertThat(names).containsSubsequence("isolate", "save-evidence", "stop-process", "dump", "remove-setting");
        assertThat(texts(judged, "save-evidence"))
                .singleElement()
                .asString()
                .contains("its memory", Facts.TOOL_PATH, "SHA-256 " + "ab".repeat(32), "reg export")
                .doesNotContain("regedit.exe");
    }

    @Test
    void aCampaignNamesItsOtherHostsAndFindsAll() throws Exception {
        JudgedCase judged = Judged.of(started(), launched(), dumped());
        FleetAnswer answer = new FleetAnswer(
                Facts.HOST,
                judged.caseId(),
                1,
                Fingerprint.Kind.ACTOR,
                "c1",
                true,
                false,
                3,
                null,
                0,
                0,
                0,
                9,
                null,
                List.of("ws-02", "ws-03"));
        ResponseGuide guide = new ResponseGuide(judged, new FleetSection(judged, List.of(answer)));
        assertThat(ResponseGuide.texts(guide.steps()))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "The same actor attacked 3 hosts",
                                "The others: ws-02, ws-03",
                                "shtinkering.campaign.id"))
                .anySatisfy(text -> assertThat(text).startsWith("Lucene: ").contains("campaign.id:\"c1\""));
    }

    @Test
    void theArmingIsResetWhereItIs() throws Exception {
        assertThat(texts(Judged.of(HOST.armedGlobally(0, REGEDIT)), "remove-setting"))
                .singleElement()
                .asString()
                .contains("\\LocalDumps\" /v DumpType")
                .doesNotContain("lsass.exe");
        assertThat(texts(Judged.of(HOST.armedGlobally(0, REGEDIT), HOST.armedLsass(1, REGEDIT)), "remove-setting"))
                .singleElement()
                .asString()
                .contains("\\LocalDumps\" /v DumpType", "\\LocalDumps\\lsass.exe\" /v DumpType");
        Fact silent = HOST.registry(
                0,
                REGEDIT,
                RegistryChange.Operation.SET_VALUE,
                "hklm\\software\\microsoft\\windows nt\\currentversion\\silentprocessexit\\lsass.exe",
                "reportingmode",
                2L);
        assertThat(texts(Judged.of(silent), "remove-setting"))
                .singleElement()
                .asString()
                .contains("SilentProcessExit\\lsass.exe\" /f")
                .doesNotContain("LocalDumps");
    }

    @Test
    void anExploitThatMayHaveCrashedLsassIsLookedFor() throws Exception {
        Fact failed = HOST.crash(1, CrashEvidence.Source.APPLICATION_ERROR_1000, "netlogon.dll", "c0000409");
        Fact restarted = HOST.crash(60, CrashEvidence.Source.WININIT_1015, "x", "c0000409");
        JudgedCase judged = Judged.of(started(), HOST.launched(0, WER, LSASS, LSASS), failed, restarted);
        assertThat(texts(judged, "exploit")).singleElement().asString().contains("CVE-2026-41089", "netlogon.dll");
        assertThat(texts(Judged.of(started(), HOST.launched(0, WER, LSASS, LSASS), restarted), "exploit"))
                .isEmpty();
    }

    @Test
    void whatIsResetIsNotAskedForAgain() throws Exception {
        Fact armed = HOST.armedGlobally(-7_200, REGEDIT);
        Fact reset = HOST.reset(-3_600, REGEDIT);
        JudgedCase undone = Judged.of(started(), armed, reset, launched());
        assertThat(texts(undone, "remove-setting")).isEmpty();
        assertThat(texts(undone, "setting-reset"))
                .singleElement()
                .asString()
                .contains("CORP\\adm1 reset the setting with regedit.exe");
        JudgedCase again = Judged.of(started(), armed, reset, HOST.armedGlobally(-60, REGEDIT), launched());
        assertThat(texts(again, "remove-setting")).as("armed again").hasSize(1);
        assertThat(texts(again, "setting-reset")).isEmpty();
    }

    /** What stands between backticks is offered as a command to copy. */
    @Test
    void noNameBringsACommand() throws Exception {
        JudgedCase judged = Judged.of(
                started(),
                Judged.dumpedBy(0, "C:\\t\\`calc`.exe", 6_300, "CORP\\`e`", "C:\\t\\lsass`reg delete x`.dmp"));
        assertThat(Judged.steps(judged))
                .filteredOn(step -> !step.name().startsWith("query"))
                .allSatisfy(
                        step -> assertThat(step.text().replace("`tasklist", "").replace("lsass.exe\"`", ""))
                                .doesNotContain("`"));
        assertThat(texts(judged, "dump")).singleElement().asString().contains("\\u0060");
    }
}
