package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rubric's table, one timeline a row, through the host timeline, the pattern and the casebook. */
@Execution(ExecutionMode.CONCURRENT)
class RubricTest {
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
    private static final String SEVEN_ZIP = "C:\\Program Files\\7-Zip\\7z.exe";
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
    private static final String TOOL_PATH = Facts.TOOL_PATH;
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";
    private static final String WER_KEY = "hklm\\software\\microsoft\\windows\\windows error reporting";
    private static final String LOCAL_DUMPS = WER_KEY + "\\localdumps";
    private static final double DAY = 86_400;

    private static final Facts HOST = Facts.of(Facts.HOST);

    /** Covers every arming there is; no author could have it accepted. */
    private static final ArmingException EVERYTHING =
            new ArmingException("EX-2", "ticket", "it", 0, Long.MAX_VALUE, "*", null, null, null, null);

    /** A quiet parent, so that no qualifier but the row's own counts. */
    private static Fact launched(double at, long target, @Nullable Long initiator) {
        return HOST.launched(at, WER, target, initiator, Facts.process(SVCHOST, 1776L, null));
    }

    private static Fact started() {
        return HOST.lsassStarted(-21_600, LSASS);
    }

    private static Arguments row(
            String name, @Nullable Verdict verdict, int score, List<String> stages, Fact... facts) {
        return Arguments.of(name, verdict, score, stages, List.of(facts));
    }

    private static Fact subKey(String program) {
        return HOST.registry(
                -200, REGEDIT, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS + '\\' + program, "dumptype", 2L);
    }

    /** 4663 with the right to delete. */
    private static Fact askedAway(String key) {
        return HOST.registry(-100, REGEDIT, RegistryChange.Operation.DELETE_KEY_ASKED, key, null, null);
    }

    /** A clean-up of one scope leaves the other: the next launch is an armed one. */
    @Test
    void aResetOfOneScopeLeavesTheOther() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(HOST.armedGlobally(-60, REGEDIT))
                    .arrive(HOST.armedLsass(-50, REGEDIT))
                    .arrive(launched(0, LSASS, TOOL))
                    .arrive(HOST.registry(
                            60,
                            REGEDIT,
                            RegistryChange.Operation.DELETE_VALUE,
                            LOCAL_DUMPS + "\\lsass.exe",
                            "dumptype",
                            null))
                    .arrive(HOST.logonHeader(199_000, LSASS))
                    .arrive(HOST.logonHeader(199_999, LSASS))
                    .arrive(launched(200_000, LSASS, TOOL))
                    .silence(2_000);
            assertThat(job.cases())
                    .hasSize(2)
                    .allSatisfy(found -> assertThat(found.judgement().stages()).containsExactly("arming", "launch"));
            assertThat(job.cases().get(0).judgement().parts())
                    .extracting(ScorePart::name)
                    .contains("cleaned-up");
        }
    }

    private static final List<String> A = List.of("arming");
    private static final List<String> L = List.of("launch");
    private static final List<String> D = List.of("dump");
    private static final List<String> AL = List.of("arming", "launch");
    private static final List<String> AD = List.of("arming", "dump");
    private static final List<String> LD = List.of("launch", "dump");
    private static final List<String> ALD = List.of("arming", "launch", "dump");

    static Stream<Arguments> rows() {
        return Stream.of(
                // base matrix
                row("S1 global", Verdict.PRECURSOR, 47, A, HOST.armedGlobally(0, REGEDIT)),
                row("S1 lsass.exe", Verdict.PRECURSOR, 65, A, HOST.armedLsass(0, REGEDIT)),
                row("S1 weak", Verdict.PRECURSOR, 21, A, weak(0)),
                row("mini dumps only", null, 0, A, global(0, "dumptype", 1L)),
                row("S2 match ne", Verdict.ATTEMPT, 78, L, started(), launched(0, LSASS, TOOL)),
                row("S2 match eq", Verdict.ATTEMPT, 40, L, started(), launched(0, LSASS, LSASS)),
                row("S2 match absent", Verdict.ATTEMPT, 40, L, started(), launched(0, LSASS, null)),
                row("S2 unknown ne", Verdict.ATTEMPT, 30, L, launched(0, LSASS, TOOL)),
                row("S2 unknown eq", null, 0, L, launched(0, LSASS, LSASS)),
                row("S2 refuted", null, 0, L, started(), launched(0, 5_700, TOOL)),
                row("S3 only", Verdict.ATTEMPT, 60, D, started(), HOST.dumped(0, WER, DUMP)),
                row("S3*", Verdict.RELATED_TECHNIQUE, 73, D, started(), procdump(0)),
                row(
                        "copy",
                        Verdict.RELATED_TECHNIQUE,
                        46,
                        D,
                        started(),
                        copied(0, "C:\\Windows\\System32\\robocopy.exe")),
                row("S1+S2 match ne", Verdict.ATTEMPT, 88, AL, started(), armed(), launched(0, LSASS, TOOL)),
                row("S1+S2 match eq", Verdict.ATTEMPT, 75, AL, started(), armed(), launched(0, LSASS, LSASS)),
                row("S1+S2 unknown ne", Verdict.ATTEMPT, 65, AL, armed(), launched(0, LSASS, TOOL)),
                row("S1+S2 unknown eq", Verdict.PRECURSOR, 47, A, armed(), launched(0, 5_700, 5_700L)),
                row("S1+S2 refuted", Verdict.PRECURSOR, 47, A, started(), armed(), launched(0, 5_700, TOOL)),
                row(
                        "S1+S2 unknown, dump of another",
                        Verdict.PRECURSOR,
                        47,
                        A,
                        armed(),
                        launched(0, 5_700, TOOL),
                        HOST.dumped(2, WER, "app.exe.5700.dmp")),
                row(
                        "S1+S2 unknown, unreadable dump",
                        Verdict.ATTEMPT,
                        75,
                        ALD,
                        armed(),
                        launched(0, 5_700, TOOL),
                        HOST.dumped(2, WER, "LSASSE~1")),
                row("S1+S3", Verdict.ATTEMPT, 85, AD, started(), armed(), HOST.dumped(0, WER, DUMP)),
                row(
                        "S2 match ne+S3",
                        Verdict.ATTEMPT,
                        92,
                        LD,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "S2 match eq+S3",
                        Verdict.ATTEMPT,
                        65,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "the dump's name tells the target",
                        Verdict.ATTEMPT,
                        92 - 5,
                        LD,
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "full chain",
                        Verdict.ATTEMPT,
                        97,
                        ALD,
                        started(),
                        armed(),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "full chain, own",
                        Verdict.ATTEMPT,
                        88,
                        ALD,
                        started(),
                        armed(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP)),
                row("fake crash record alone", Verdict.ATTEMPT, 60, L, started(), fakeCrash(0)),
                // qualifiers
                row(
                        "gap of minutes",
                        Verdict.ATTEMPT,
                        89,
                        AL,
                        started(),
                        HOST.armedGlobally(-60, REGEDIT),
                        launched(0, LSASS, TOOL)),
                row(
                        "gap of days",
                        Verdict.ATTEMPT,
                        94,
                        ALD,
                        started(),
                        HOST.armedGlobally(-3 * DAY, REGEDIT),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "gap of months",
                        Verdict.ATTEMPT,
                        92,
                        ALD,
                        started(),
                        HOST.armedGlobally(-45 * DAY, REGEDIT),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "a writer in a folder that is only called System32",
                        Verdict.PRECURSOR,
                        52,
                        A,
                        HOST.registry(
                                0,
                                "C:\\ProgramData\\Windows\\System32\\svchost.exe",
                                RegistryChange.Operation.SET_VALUE,
                                LOCAL_DUMPS,
                                "dumptype",
                                2L,
                                "NT AUTHORITY\\SYSTEM")),
                row(
                        "a dump moved by a program that only calls itself wermgr.exe",
                        Verdict.ATTEMPT,
                        65 + 5,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.renamed(50, "C:\\Users\\Public\\wermgr.exe", DUMP, "x.dmp")),
                row("suspicious writer", Verdict.PRECURSOR, 52, A, HOST.armedGlobally(0, TOOL_PATH)),
                row(
                        "armed and reset",
                        Verdict.PRECURSOR,
                        52,
                        A,
                        HOST.armedGlobally(0, REGEDIT),
                        HOST.reset(120, REGEDIT)),
                row(
                        "deleted, and read over SMB",
                        Verdict.ATTEMPT,
                        65 + 5 + 8,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.deleted(60, TOOL_PATH, DUMP),
                        HOST.readOverSmb(50, DUMP)),
                row(
                        "cleaned up",
                        Verdict.ATTEMPT,
                        75 + 3,
                        AL,
                        started(),
                        armed(),
                        launched(0, LSASS, LSASS),
                        HOST.reset(60, REGEDIT)),
                row(
                        "protected dump",
                        Verdict.ATTEMPT,
                        82,
                        LD,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, "lsass.exe." + LSASS + ".protected.dmp")),
                row(
                        "another PID seen in the same five minutes",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        HOST.sighted(0, LSASS, SightingSource.PROCESS_ACCESS),
                        launched(120, LSASS, TOOL),
                        HOST.sighted(200, LSASS + 16, SightingSource.PROCESS_ACCESS)),
                row(
                        "another PID seen in the five minutes in which LSASS ended before the launch",
                        Verdict.ATTEMPT,
                        30 + 20,
                        L,
                        HOST.sighted(0, LSASS, SightingSource.PROCESS_ACCESS),
                        HOST.lsassEnded(60, LSASS),
                        launched(120, LSASS, TOOL),
                        HOST.sighted(200, LSASS + 16, SightingSource.PROCESS_ACCESS)),
                row(
                        "another PID seen in the five minutes of the launch, hours after LSASS",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        HOST.sighted(-7_200, LSASS, SightingSource.PROCESS_ACCESS),
                        launched(120, LSASS, TOOL),
                        HOST.sighted(200, LSASS + 16, SightingSource.PROCESS_ACCESS)),
                row(
                        "a boot in the five minutes in which LSASS was seen",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        HOST.sighted(0, LSASS, SightingSource.PROCESS_ACCESS),
                        launched(120, LSASS, TOOL),
                        HOST.booted(200)),
                row(
                        "one header sighting",
                        Verdict.ATTEMPT,
                        73,
                        L,
                        HOST.logonHeader(-600, LSASS),
                        launched(0, LSASS, TOOL)),
                row(
                        "two header sightings",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        HOST.logonHeader(-600, LSASS),
                        HOST.logonHeader(-1_200, LSASS),
                        launched(0, LSASS, TOOL)),
                row("agent", Verdict.PRECURSOR, 32, A, HOST.armedGlobally(0, "C:\\Windows\\CCM\\CcmExec.exe")),
                row("service host", Verdict.PRECURSOR, 21, A, service(0)),
                row("service host, remote registry", Verdict.PRECURSOR, 47, A, HOST.remoteRegistry(-30), service(0)),
                // time and identity
                row(
                        "stale sighting",
                        Verdict.ATTEMPT,
                        30,
                        L,
                        HOST.lsassStarted(-3 * DAY, LSASS),
                        launched(0, LSASS, TOOL)),
                row(
                        "PID of an earlier boot",
                        Verdict.ATTEMPT,
                        30,
                        L,
                        HOST.lsassStarted(-7_200, LSASS),
                        HOST.booted(-3_600),
                        launched(0, LSASS, TOOL)),
                row(
                        "fast start-up is no boot",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        HOST.lsassStarted(-7_200, LSASS),
                        HOST.resumed(-3_600),
                        launched(0, LSASS, TOOL)),
                row(
                        "clone",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.sighted(-5, 3_300, SightingSource.CLONE),
                        launched(0, 3_300, TOOL)),
                row(
                        "disarmed before",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.armedGlobally(-5 * DAY, REGEDIT),
                        HOST.reset(-4 * DAY, REGEDIT),
                        launched(0, LSASS, TOOL)),
                row(
                        "folder on a share, chosen after the type",
                        Verdict.PRECURSOR,
                        55,
                        A,
                        HOST.armedGlobally(0, REGEDIT),
                        HOST.dumpFolder(60, "\\\\10.1.1.9\\drop")),
                row(
                        "folder on a share, and a launch",
                        Verdict.ATTEMPT,
                        88 + 8 + 3,
                        AL,
                        started(),
                        HOST.armedGlobally(-120, REGEDIT),
                        HOST.dumpFolder(-60, "\\\\10.1.1.9\\drop"),
                        launched(0, LSASS, TOOL)),
                row("weak, by a tool", Verdict.PRECURSOR, 26, A, weak(0, TOOL_PATH)),
                row(
                        "cleaned up what was never seen armed",
                        Verdict.ATTEMPT,
                        81,
                        L,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.registry(60, REGEDIT, RegistryChange.Operation.DELETE_KEY, LOCAL_DUMPS, null, null)),
                row(
                        "the key asked away, with others below it",
                        Verdict.ATTEMPT,
                        89,
                        AL,
                        started(),
                        HOST.armedGlobally(-300, REGEDIT),
                        subKey("app.exe"),
                        askedAway(LOCAL_DUMPS),
                        launched(0, LSASS, TOOL)),
                row(
                        "the key asked away after those below it",
                        Verdict.ATTEMPT,
                        78,
                        AL,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.armedGlobally(-300, REGEDIT),
                        subKey("app.exe"),
                        askedAway(LOCAL_DUMPS),
                        askedAway(LOCAL_DUMPS + "\\app.exe")),
                row(
                        "a copy on an armed host",
                        Verdict.RELATED_TECHNIQUE,
                        65,
                        AD,
                        HOST.armedLsass(-3_600, REGEDIT),
                        copied(0, "C:\\Windows\\System32\\robocopy.exe")),
                row(
                        "a dump by a WerFault that lies elsewhere",
                        Verdict.RELATED_TECHNIQUE,
                        73,
                        D,
                        started(),
                        HOST.dumped(0, "C:\\Users\\Public\\WerFault.exe", 99, "C:\\x\\" + DUMP, null)),
                row(
                        "a copy by a tool in a user's folder",
                        Verdict.RELATED_TECHNIQUE,
                        73,
                        D,
                        started(),
                        copied(0, "C:\\Users\\Public\\robocopy.exe")),
                row(
                        "a renamed WerFault's dump is its own",
                        Verdict.ATTEMPT,
                        92,
                        LD,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, "C:\\Windows\\System32\\WerFault.exe", WER, "D:\\x\\LSASSE~1", null)),
                row(
                        "a copied WerFault's dump is its own",
                        Verdict.ATTEMPT,
                        92 + 5,
                        LD,
                        started(),
                        copiedWer(0),
                        HOST.dumped(2, COPIED_WER, WER, "C:\\x\\" + DUMP, null)),
                row(
                        "SilentProcessExit's dump of the tool exonerates nobody",
                        Verdict.ATTEMPT,
                        30,
                        L,
                        launched(0, LSASS, TOOL),
                        HOST.dumped(2, WER, "tool.exe-(PID-" + TOOL + ").dmp")),
                row(
                        "the dump's name outranks another LSASS",
                        Verdict.ATTEMPT,
                        92,
                        LD,
                        started(),
                        launched(0, 5_700, TOOL),
                        HOST.dumped(2, WER, "lsass.exe.5700.dmp")),
                row(
                        "S1 exit monitoring only",
                        Verdict.PRECURSOR,
                        21,
                        A,
                        HOST.registry(
                                0,
                                REGEDIT,
                                RegistryChange.Operation.SET_VALUE,
                                "hklm\\software\\microsoft\\windows nt\\currentversion"
                                        + "\\image file execution options\\lsass.exe",
                                "globalflag",
                                0x200L)),
                row(
                        "a parent of which only the name is told",
                        null,
                        0,
                        A,
                        HOST.launched(
                                0,
                                WER,
                                new WerLaunch(
                                        WerLaunch.Program.WERFAULT_SECURE,
                                        WerLaunch.Form.REPORT,
                                        LSASS,
                                        null,
                                        false,
                                        List.of()),
                                Facts.process("svchost.exe", 1776L, null))),
                // whose LSASS
                row(
                        "a container's LSASS refutes nothing",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.lsassStarted(-600, 9_120),
                        HOST.sighted(-500, 9_120, SightingSource.PROCESS_ACTIVITY),
                        launched(0, LSASS, TOOL)),
                row(
                        "LSASS outlives a container's",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.lsassStarted(-3_600, 1_500),
                        HOST.logonHeader(-1_200, LSASS),
                        HOST.logonHeader(-900, LSASS),
                        launched(0, LSASS, TOOL)),
                row(
                        "a container's LSASS is no target",
                        null,
                        0,
                        L,
                        started(),
                        HOST.lsassStarted(-600, 9_120),
                        launched(0, 9_120, 9_120L)),
                row(
                        "a boot without its records",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.lsassStarted(-600, 792),
                        launched(0, 792, TOOL)),
                row(
                        "LSASS had ended",
                        Verdict.ATTEMPT,
                        30 + 20,
                        L,
                        started(),
                        HOST.lsassEnded(-300, LSASS),
                        launched(0, LSASS, TOOL)),
                row(
                        "LSASS had ended, and another program has its PID",
                        null,
                        0,
                        L,
                        started(),
                        HOST.lsassEnded(-300, LSASS),
                        launched(0, LSASS, LSASS)),
                row(
                        "LSASS is said to have ended, and was seen since",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.lsassEnded(-1_200, LSASS),
                        HOST.sighted(-300, LSASS, SightingSource.PROCESS_ACCESS),
                        launched(0, LSASS, TOOL)),
                row(
                        "LSASS ends when it is reported",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.lsassEnded(-2, LSASS),
                        launched(0, LSASS, TOOL)),
                row(
                        "a PID of days ago refutes no foreign launch",
                        Verdict.ATTEMPT,
                        30,
                        L,
                        HOST.lsassStarted(-3 * DAY, LSASS),
                        launched(0, 5_700, TOOL)),
                row(
                        "LSASS seen before and after, and another PID claimed between",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        HOST.logonHeader(-1_200, 5_700),
                        HOST.logonHeader(-600, 5_700),
                        launched(0, LSASS, TOOL),
                        HOST.sighted(3_600, LSASS, SightingSource.PROCESS_ACCESS)),
                row(
                        "a program that calls itself lsass.exe crashed",
                        null,
                        0,
                        L,
                        started(),
                        launched(0, 5_700, 5_700L),
                        HOST.launched(1, WER + 4, 5_700, null, Facts.process("C:\\a\\lsass.exe", 5_700L, null)),
                        HOST.dumped(2, WER + 4, "lsass.exe.5700.dmp")),
                row(
                        "a product's alert that nothing confirms",
                        Verdict.BENIGN,
                        10,
                        List.of(),
                        launched(0, 5_700, 5_700L),
                        HOST.alerted(1, 5_700)),
                row(
                        "a product's alert that is refuted",
                        Verdict.BENIGN,
                        0,
                        List.of(),
                        started(),
                        launched(0, 5_700, 5_700L),
                        HOST.alerted(1, 5_700)),
                // the registry's values in force
                row(
                        "custom flags for lsass.exe under a global custom type",
                        Verdict.PRECURSOR,
                        65,
                        A,
                        global(-60, "dumptype", 0L),
                        HOST.registry(
                                0,
                                REGEDIT,
                                RegistryChange.Operation.SET_VALUE,
                                LOCAL_DUMPS + "\\lsass.exe",
                                "customdumpflags",
                                2L)),
                row(
                        "a service host of unknown account, and a logon over the network",
                        Verdict.PRECURSOR,
                        47,
                        A,
                        HOST.loggedOn(-60, "CORP\\bob", 3),
                        HOST.armedGlobally(0, SVCHOST)),
                row(
                        "a folder on a share that was replaced before the launch",
                        Verdict.ATTEMPT,
                        89,
                        AL,
                        started(),
                        HOST.armedGlobally(-120, REGEDIT),
                        HOST.dumpFolder(-60, "\\\\10.1.1.9\\drop"),
                        HOST.dumpFolder(-30, "D:\\dumps"),
                        launched(0, LSASS, TOOL)),
                row(
                        "a folder on a share, spelled long",
                        Verdict.ATTEMPT,
                        88 + 8 + 3,
                        AL,
                        started(),
                        HOST.armedGlobally(-120, REGEDIT),
                        HOST.dumpFolder(-60, "\\\\?\\UNC\\10.1.1.9\\drop"),
                        launched(0, LSASS, TOOL)),
                row(
                        "the end of a clone is no crash",
                        Verdict.ATTEMPT,
                        40,
                        L,
                        started(),
                        HOST.sighted(1, 3_300, SightingSource.CLONE),
                        launched(0, LSASS, null),
                        HOST.lsassEnded(4, 3_300)),
                row(
                        "the end of LSASS is one",
                        Verdict.LSASS_CRASH,
                        30,
                        L,
                        started(),
                        launched(0, LSASS, null),
                        HOST.lsassEnded(4, LSASS)),
                row(
                        "a crash is never below what armed the host",
                        Verdict.LSASS_CRASH,
                        47,
                        ALD,
                        started(),
                        HOST.armedGlobally(-40 * DAY, REGEDIT),
                        launched(0, LSASS, null),
                        HOST.dumped(2, WER, DUMP),
                        HOST.lsassEnded(4, LSASS)),
                row(
                        "a crash on a host that a policy armed",
                        Verdict.LSASS_CRASH,
                        30,
                        ALD,
                        started(),
                        service(-40 * DAY),
                        launched(0, LSASS, null),
                        HOST.dumped(2, WER, DUMP),
                        HOST.lsassEnded(4, LSASS)),
                row(
                        "a fake crash beside a crash of one's own is worth no less",
                        Verdict.ATTEMPT,
                        60,
                        L,
                        started(),
                        launched(0, LSASS, null),
                        fakeCrash(1)),
                row(
                        "a fake crash on an armed host",
                        Verdict.ATTEMPT,
                        70,
                        AL,
                        started(),
                        HOST.armedLsass(-3_600, REGEDIT),
                        fakeCrash(0)),
                row(
                        "a dump that was renamed, then read",
                        Verdict.ATTEMPT,
                        65 + 5 + 8,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.renamed(50, TOOL_PATH, DUMP, "x.dmp"),
                        HOST.readOverSmb(60, "x.dmp")),
                row(
                        "a dump of which an archive is named",
                        Verdict.ATTEMPT,
                        65 + 5,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.handled(60, SEVEN_ZIP, FileActivity.Operation.ARCHIVED, DUMP, "D:\\out\\" + DUMP + ".7z")),
                row(
                        "a dump that is copied under its name in another folder by a command",
                        Verdict.ATTEMPT,
                        65 + 5,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.handled(60, CMD, FileActivity.Operation.COPIED, "Local\\CrashDumps\\" + DUMP, null)),
                row(
                        "another program's dump is archived",
                        Verdict.ATTEMPT,
                        65,
                        LD,
                        started(),
                        launched(0, LSASS, LSASS),
                        HOST.dumped(2, WER, DUMP),
                        HOST.handled(60, SEVEN_ZIP, FileActivity.Operation.ARCHIVED, "notepad.exe.4711.dmp", null)),
                // genuine crashes
                row(
                        "genuine crash whose dump somebody archives",
                        Verdict.ATTEMPT,
                        65 + 5,
                        LD,
                        started(),
                        launched(0, LSASS, null),
                        HOST.dumped(2, WER, DUMP),
                        HOST.crash(3, CrashEvidence.Source.WININIT_1015, "lsass.exe", "c0000005"),
                        HOST.handled(60, SEVEN_ZIP, FileActivity.Operation.ARCHIVED, DUMP, null)),
                row(
                        "genuine crash whose dump somebody deletes by a command",
                        Verdict.LSASS_CRASH,
                        30,
                        LD,
                        started(),
                        launched(0, LSASS, null),
                        HOST.dumped(2, WER, DUMP),
                        HOST.crash(3, CrashEvidence.Source.WININIT_1015, "lsass.exe", "c0000005"),
                        HOST.handled(60, CMD, FileActivity.Operation.DELETED, DUMP, null)),
                row(
                        "genuine crash",
                        Verdict.LSASS_CRASH,
                        30,
                        L,
                        started(),
                        launched(0, LSASS, null),
                        HOST.crash(3, CrashEvidence.Source.WININIT_1015, "lsass.exe", "c0000005")),
                row(
                        "crash record without corroboration",
                        Verdict.ATTEMPT,
                        40,
                        L,
                        started(),
                        launched(0, LSASS, null),
                        HOST.crash(3, CrashEvidence.Source.APPLICATION_ERROR_1000, "RPCRT4.dll", "c0000005")),
                row(
                        "foreign launch and a reboot",
                        Verdict.ATTEMPT,
                        78,
                        L,
                        started(),
                        launched(0, LSASS, TOOL),
                        HOST.booted(100)),
                row(
                        "LSASS lived on",
                        Verdict.ATTEMPT,
                        40,
                        L,
                        started(),
                        launched(0, LSASS, null),
                        HOST.crash(3, CrashEvidence.Source.WININIT_1015, "lsass.exe", "c0000005"),
                        HOST.sighted(1_500, LSASS, SightingSource.PROCESS_ACCESS)));
    }

    private static Fact armed() {
        return HOST.armedGlobally(-3_600, REGEDIT);
    }

    private static final String COPIED_WER = "C:\\x\\upd.exe";

    private static Fact copiedWer(double at) {
        Fact like = launched(at, LSASS, TOOL);
        return Facts.withActor(
                like, new ProcessRef(WER, null, COPIED_WER, null, null, null, null, "WerFault.exe", null, null, null));
    }

    private static Fact weak(double at) {
        return weak(at, REGEDIT);
    }

    private static Fact weak(double at, String writer) {
        return HOST.registry(
                at, writer, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS + "\\lsass.exe", "dumpcount", 10L);
    }

    private static Fact global(double at, String value, long number) {
        return HOST.registry(at, REGEDIT, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, value, number);
    }

    private static Fact service(double at) {
        return HOST.registry(
                at, SVCHOST, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumptype", 2L, "NT AUTHORITY\\SYSTEM");
    }

    private static Fact procdump(double at) {
        return HOST.dumped(at, "C:\\t\\procdump64.exe", 99, "C:\\t\\lsass.exe_261121_101010.dmp", null);
    }

    private static Fact copied(double at, String by) {
        return HOST.dumped(at, by, 99, "D:\\backup\\" + DUMP, null);
    }

    private static Fact fakeCrash(double at) {
        return HOST.crash(at, CrashEvidence.Source.APPLICATION_ERROR_1000, "unknown", "c0000001");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void scores(String name, @Nullable Verdict verdict, int score, List<String> stages, List<Fact> facts)
            throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            List<JudgedCase> cases = job.arrive(facts).silence(2_000).cases();
            if (verdict == null) {
                assertThat(cases).isEmpty();
                return;
            }
            JudgedCase last = cases.get(cases.size() - 1);
            CaseJudgement judgement = last.judgement();
            assertThat(judgement.score()).as("%s", judgement.parts()).isEqualTo(score);
            assertThat(judgement.verdict()).isEqualTo(verdict);
            assertThat(judgement.stages()).isEqualTo(stages);
            assertThat(judgement.parts().stream().mapToInt(ScorePart::points).sum())
                    .isEqualTo(judgement.score());
        }
    }

    @Test
    void withoutThePatternThereIsNoChain() throws Exception {
        List<Fact> chain = List.of(started(), armed(), launched(0, LSASS, TOOL), HOST.dumped(2, WER, DUMP));
        try (HarnessedJob job = new HarnessedJob(ExceptionList.none(), false)) {
            assertThat(only(job.arrive(chain).silence(2_000))
                            .judgement()
                            .parts()
                            .get(0)
                            .name())
                    .isEqualTo("launch-match-foreign");
        }
    }

    @Test
    void anUnknownTargetIsDecidedWhenThePidIsLearnt() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            assertThat(only(job.arrive(launched(0, LSASS, TOOL))).judgement().score())
                    .isEqualTo(30);
            job.arrive(HOST.sighted(400, LSASS, SightingSource.PROCESS_ACCESS)).silence(2_000);
            assertThat(only(job).judgement().score()).isEqualTo(78);
        }
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(launched(0, LSASS, TOOL));
            job.arrive(HOST.sighted(400, 792, SightingSource.PROCESS_ACCESS)).silence(2_000);
            JudgedCase withdrawn = only(job);
            assertThat(withdrawn.status()).isEqualTo(CaseStatus.WITHDRAWN);
            assertThat(withdrawn.judgement().verdict()).isEqualTo(Verdict.BENIGN);
            assertThat(withdrawn.judgement().score()).isZero();
            assertThat(withdrawn.note()).contains("792");
        }
    }

    @Test
    void aFinerSensorThatComesInLaterLeavesTheCaseWhatItIs() throws Exception {
        Fact coarse = HOST.seenBy("security").launched(0, WER, LSASS, TOOL, Facts.process(SVCHOST, 1776L, null));
        Fact fine = launched(0.4, LSASS, TOOL);
        for (List<Fact> order : List.of(List.of(coarse, fine), List.of(fine, coarse))) {
            try (HarnessedJob job = new HarnessedJob()) {
                job.arrive(started())
                        .arrive(Facts.withClock(order.get(0), order.get(0).equals(coarse) ? 1000 : 1));
                String id = only(job).caseId();
                job.arrive(Facts.withClock(order.get(1), order.get(1).equals(coarse) ? 1000 : 1))
                        .silence(2_000);
                assertThat(only(job).caseId()).isEqualTo(id);
                assertThat(only(job).judgement().score()).isEqualTo(78);
            }
        }
    }

    @Test
    void aPrecursorBecomesTheAttemptUnderTheSameId() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            String id = only(job.arrive(started()).arrive(HOST.armedGlobally(-40 * DAY, REGEDIT)))
                    .caseId();
            job.arrive(launched(0, LSASS, TOOL)).silence(2_000);
            assertThat(only(job).caseId()).isEqualTo(id);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
        }
    }

    @Test
    void aDayWithoutNewsSettlesACaseAndTheNextLaunchOpensAnother() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(armed())
                    .arrive(launched(0, LSASS, TOOL))
                    .silence(2_000);
            job.arrive(HOST.logonHeader(2 * DAY, LSASS)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SETTLED);
            job.arrive(launched(2 * DAY + 60, LSASS, TOOL)).silence(2_000);
            assertThat(job.cases()).hasSize(2);
            assertThat(job.cases().get(1).judgement().stages()).isEqualTo(AL);
        }
    }

    @Test
    void aLateFactThatBridgesTwoCasesMergesThemIntoTheOlder() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(launched(0, LSASS, TOOL))
                    .arrive(launched(1.8 * DAY, LSASS, TOOL))
                    .silence(2_000);
            assertThat(job.cases()).hasSize(2);
            job.arrive(launched(0.9 * DAY, LSASS, TOOL)).silence(2_000);
            assertThat(job.cases()).hasSize(1);
            assertThat(job.emitted().stream().filter(c -> c.status() == CaseStatus.MERGED))
                    .singleElement()
                    .satisfies(
                            c -> assertThat(c.mergedInto()).isEqualTo(only(job).caseId()));
        }
    }

    @Test
    void anExceptionHoldsAnArmingDownAndNeverALaunch() throws Exception {
        ArmingException known = new ArmingException(
                "EX-1",
                "ticket",
                "it",
                Facts.START - 7_200_000,
                Facts.START + 7_200_000,
                Facts.HOST,
                null,
                null,
                null,
                null);
        try (HarnessedJob job = new HarnessedJob(new ExceptionList(List.of(known), List.of()), true)) {
            job.arrive(started()).arrive(armed()).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.SUPPRESSED);
            assertThat(only(job).judgement().score()).isEqualTo(20);
            assertThat(only(job).judgement().exceptions().get(0).scoreWithout()).isEqualTo(47);
            job.arrive(launched(0, LSASS, TOOL)).silence(2_000);
            assertThat(only(job).status()).isEqualTo(CaseStatus.OPEN);
            assertThat(Severity.of(only(job).judgement().score())).isEqualTo(Severity.HIGH);
        }
    }

    /** An exception never hides the crime, in any row of the rubric. */
    @Test
    void noRowFallsBelowItsStoryWithoutTheArming() throws Exception {
        for (Arguments row : rows().toList()) {
            @SuppressWarnings("unchecked")
            List<Fact> facts = (List<Fact>) row.get()[4];
            ExceptionNeverHides.assertOn(Facts.HOST, facts, List.of(EVERYTHING), "%s", row.get()[0]);
        }
    }

    @Test
    void whatIsKeptOfAHostIsOneEntryAndOneTimer() throws Exception {
        Consumer<HarnessedJob> settled = job -> {
            assertThat(job.storyEntries()).isEqualTo(1);
            assertThat(job.storyTimers()).as("its expiry").isEqualTo(1);
            assertThat(job.casebookTimers()).isZero();
        };
        List<Fact> chain = List.of(
                started(), armed(), launched(0, LSASS, TOOL), HOST.dumped(2, WER, DUMP), HOST.reset(60, REGEDIT));
        for (int prefix = 1; prefix <= chain.size(); prefix++) {
            try (HarnessedJob job = new HarnessedJob()) {
                settled.accept(job.arrive(chain.subList(0, prefix)).silence(7_300_000));
                assertThat(job.chainEntries())
                        .as("nothing is left of the pattern")
                        .isZero();
                assertThat(job.chainTimers()).isZero();
            }
        }
    }

    @Test
    void aLaunchAndItsDumpFarApartInArrivalAreOneChain() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started()).arrive(armed()).silence(3_000_000_000L);
            job.arrive(launched(0, LSASS, TOOL)).silence(3_000_000_000L);
            job.arrive(HOST.dumped(2, WER, DUMP)).silence(2_000);
            assertThat(only(job).judgement().stages()).isEqualTo(ALD);
            assertThat(only(job).judgement().score()).isEqualTo(97);
        }
    }

    @Test
    void aCopiedWerFaultAndTheSecureFormsAreNamed() throws Exception {
        WerLaunch secure = new WerLaunch(
                WerLaunch.Program.WERFAULT_SECURE, WerLaunch.Form.SECURE_DUMP, LSASS, null, false, List.of());
        Fact direct = HOST.launched(0, WER, secure, Facts.process(TOOL_PATH, TOOL, null));
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started()).arrive(direct).silence(2_000);
            assertThat(only(job).judgement().variant()).isEqualTo("werfaultsecure");
            assertThat(only(job).judgement().initiatorPid()).isEqualTo(TOOL);
            assertThat(only(job).judgement().score()).isEqualTo(83);
        }
    }

    /** Another program's dump has no PID in its name, and decides the score. */
    @Test
    void theDumpThatNamesAPidTellsWhoseItIs() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(procdump(-60))
                    .arrive(HOST.dumped(0, WER, DUMP))
                    .silence(2_000);
            assertThat(only(job).judgement().target()).isNotNull();
            assertThat(only(job).judgement().target().resolution()).isEqualTo(Resolution.CONFIRMED);
        }
    }

    @Test
    void aPrecursorTellsLsassPidAlsoWhenItIsLearntLater() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(armed()).silence(2_000);
            assertThat(only(job).context().lsass().lsassPid()).isNull();
            job.arrive(started()).silence(2_000);
            assertThat(only(job).context().lsass().lsassPid()).isEqualTo(LSASS);
        }
    }

    /** LSASS is seen all day: that is no evidence that keeps a case open. */
    @Test
    void isNotHeldOpenByLsassLivingOn() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(launched(0, LSASS, TOOL))
                    .arrive(HOST.sighted(12 * 3_600, LSASS, SightingSource.PROCESS_ACCESS))
                    .arrive(HOST.sighted(20 * 3_600, LSASS, SightingSource.PROCESS_ACCESS))
                    .arrive(launched(26 * 3_600, LSASS, TOOL))
                    .silence(2_000);
            assertThat(job.cases())
                    .extracting(JudgedCase::status)
                    .containsExactlyInAnyOrder(CaseStatus.SETTLED, CaseStatus.OPEN);
        }
    }

    /** What came of a crash may be known a week later, when LSASS is seen again. */
    @Test
    void isNoCrashWhenLsassIsSeenAWeekLater() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(started())
                    .arrive(launched(0, LSASS, LSASS))
                    .arrive(HOST.crash(60, CrashEvidence.Source.WININIT_1015, "x", "c0000005"))
                    .silence(2_000);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.LSASS_CRASH);
            job.arrive(HOST.sighted(7 * DAY, LSASS, SightingSource.PROCESS_ACCESS))
                    .silence(2_000);
            assertThat(only(job).judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
        }
    }

    private static JudgedCase only(HarnessedJob job) {
        assertThat(job.cases()).hasSize(1);
        return job.cases().get(0);
    }
}
