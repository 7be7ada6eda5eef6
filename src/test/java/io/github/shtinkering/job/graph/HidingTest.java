package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.WerCommandLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an administrator of one host can write to hide what he did, one timeline a row, in order, backwards and shuffled
 * with duplicates: through the host timeline, the pattern and the casebook.
 */
@Execution(ExecutionMode.CONCURRENT)
class HidingTest {
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String SYSTEM32 = "C:\\Windows\\System32\\";
    private static final String SVCHOST = SYSTEM32 + "svchost.exe";
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";
    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    private static final Facts HOST = Facts.of(Facts.HOST);

    private static final List<String> A = List.of("arming");
    private static final List<String> L = List.of("launch");
    private static final List<String> AL = List.of("arming", "launch");
    private static final List<String> LD = List.of("launch", "dump");
    private static final List<String> ALD = List.of("arming", "launch", "dump");

    private static HarnessedJob job;

    @BeforeAll
    static void start() throws Exception {
        job = new HarnessedJob();
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                row("the last of two targets is not LSASS", 88, L, started(), line("-u -p 744 -ip 5120 -p 4444")),
                row("the first of two targets is not LSASS", 88, L, started(), line("-u -p 4444 -ip 5120 -p 744")),
                row("of two initiators one is LSASS", 88, L, started(), line("-u -p 744 -ip 5120 -ip 744")),
                row("two targets, and none is LSASS", 40, L, started(), line("-u -p 4444 -ip 5120 -p 4448")),
                row("a target that is a little more than LSASS", 78, L, started(), line("-u -p 747 -ip 5120")),
                row("a line that cannot be read", 45, L, started(), line("-u -p lsass -s 4", tool())),
                row("a line that cannot be read, armed", 80, AL, started(), armed(), line("-u -p lsass -s 4", tool())),
                none("a line that Windows' own program wrote", started(), line("-x", service())),
                none("a form without a target", started(), line("-k -lcq", tool())),
                row(
                        "the dump tells whom it was of",
                        97,
                        LD,
                        started(),
                        line("-u -p 4444 -ip 5120 -s 4"),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "the dump tells whom it was of, armed",
                        100,
                        ALD,
                        started(),
                        armed(),
                        line("-u -p 4444 -ip 5120 -s 4"),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "as after a crash of its own, and the dump tells whom it was of",
                        92 + 5 + 5,
                        LD,
                        started(),
                        line("-u -p 5120 -s 4", tool()),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "a form without a target, and the dump tells whom it was of",
                        92 + 5,
                        LD,
                        started(),
                        line("-k -lcq", tool()),
                        HOST.dumped(2, WER, DUMP)),
                row(
                        "no line, and the dump tells whom it was of",
                        92 + 5,
                        LD,
                        started(),
                        line(null, tool()),
                        HOST.dumped(2, WER, DUMP)));
    }

    static Stream<Arguments> parents() {
        return Stream.of(
                row("a foreign parent, as if LSASS asked", 83, L, started(), own(tool())),
                row("a foreign parent, and nobody asked", 83, L, started(), line("-u -p 744 -s 4", tool())),
                row("a parent of Windows that starts no WER", 78, L, started(), own(process("cmd.exe", 900))),
                row("another service's svchost", 78, L, started(), own(withLine(service(), "svchost.exe -k netsvcs"))),
                row("a second lsass.exe", 78, L, started(), own(process("lsass.exe", 900))),
                row(
                        "an lsass.exe elsewhere",
                        83,
                        L,
                        started(),
                        own(Facts.process("C:\\Users\\Public\\lsass.exe", LSASS, null))),
                row(
                        "a WerFault elsewhere",
                        83,
                        L,
                        started(),
                        own(Facts.process("C:\\Windows\\Temp\\WerFault.exe", 900L, null))),
                row("LSASS itself", 40, L, started(), own(process("lsass.exe", LSASS))),
                row("WerSvc", 40, L, started(), own(withLine(service(), "svchost.exe -k WerSvcGroup"))),
                row("wininit", 40, L, started(), own(process("wininit.exe", 600))),
                row("another WER program in place", 40, L, started(), own(process("WerFault.exe", 900))),
                row("a parent of which only the name is told", 40, L, started(), own(bare("svchost.exe"))),
                row("a parent that nobody tells", 40, L, started(), line("-u -p 744 -ip 744", null)),
                row(
                        "a PID that its dump tells to be LSASS's",
                        92 - 5 + 5,
                        LD,
                        line("-u -p 744 -ip 744", tool()),
                        HOST.dumped(2, WER, DUMP)),
                none(
                        "a program that reports its own crash",
                        started(),
                        line("-u -p 5700", process("explorer.exe", 900))),
                Arguments.of(
                        "a program that reports its own crash, armed",
                        Verdict.PRECURSOR,
                        47,
                        A,
                        List.of(started(), armed(), line("-u -p 5700 -ip 5700", tool()))));
    }

    static Stream<Arguments> pids() {
        return Stream.of(
                row(
                        "a second lsass.exe started before the launch",
                        78 - 5,
                        L,
                        entry(),
                        HOST.lsassStarted(-20, 900),
                        launch()),
                row("a second lsass.exe opened before the launch", 78 - 5, L, entry(), access(-320, 900), launch()),
                row(
                        "a second lsass.exe, and nothing of LSASS's own but paths",
                        30 + 20,
                        L,
                        access(-3_600, LSASS),
                        access(-320, 900),
                        launch()),
                row(
                        "the same on an armed host",
                        65 + 20,
                        AL,
                        armed(),
                        access(-3_600, LSASS),
                        access(-320, 900),
                        launch()),
                row(
                        "the same with WerFault's parent alone to tell who asked",
                        30 + 20 + 5,
                        L,
                        access(-3_600, LSASS),
                        access(-320, 900),
                        own(tool())),
                row(
                        "the same with a copy of a dump beside it",
                        65 + 20,
                        ALD,
                        armed(),
                        access(-3_600, LSASS),
                        access(-320, 900),
                        launch(),
                        HOST.dumped(9, SYSTEM32 + "xcopy.exe", 99, "C:\\t\\lsass.exe.5000.dmp", null)),
                none(
                        "the second lsass.exe crashes",
                        access(-3_600, LSASS),
                        access(-320, 900),
                        access(-20, LSASS),
                        line("-u -p 900 -ip 900", process("lsass.exe", 900))),
                row(
                        "a second lsass.exe that LSASS's own log is made to name",
                        30 + 20,
                        L,
                        entry(),
                        HOST.logonHeader(-320, 900),
                        HOST.logonHeader(-310, 900),
                        launch()),
                row(
                        "an earlier lsass.exe makes no container's of LSASS",
                        78,
                        L,
                        access(-30_000, 900),
                        started(),
                        HOST.logonHeader(-600, LSASS),
                        access(-20, 900),
                        launch()),
                row(
                        "the event log's service is restarted before the launch",
                        78 - 5,
                        L,
                        entry(),
                        restarted(-25),
                        launch()),
                row(
                        "the event log's service is restarted after a crash of LSASS's own",
                        40 - 5,
                        L,
                        entry(),
                        own(service()),
                        restarted(60)),
                row(
                        "wininit.exe is started after it",
                        40 - 5,
                        L,
                        entry(),
                        own(service()),
                        HOST.booted(60, "wininit start")),
                row(
                        "another lsass.exe is started after it",
                        40 - 5,
                        L,
                        entry(),
                        own(service()),
                        HOST.lsassStarted(60, 900)),
                row(
                        "a boot is claimed after it, and LSASS has its PID",
                        40 - 5,
                        L,
                        entry(),
                        own(service()),
                        HOST.booted(60),
                        HOST.logonHeader(1_200, LSASS)),
                row(
                        "a boot is claimed, another lsass.exe started, and LSASS has its PID",
                        40 - 5,
                        L,
                        entry(),
                        own(service()),
                        HOST.booted(60),
                        HOST.lsassStarted(70, 900),
                        HOST.logonHeader(1_200, LSASS)),
                crash("LSASS crashes, and the host boots", entry(), own(service()), HOST.booted(60)),
                crash(
                        "LSASS crashes, and tells another PID",
                        HOST.logonHeader(-7_200, LSASS),
                        entry(),
                        own(service()),
                        HOST.logonHeader(60, 792),
                        HOST.logonHeader(900, 792)),
                crash(
                        "LSASS crashes, and has the same PID two boots later",
                        entry(),
                        own(service()),
                        HOST.booted(60),
                        HOST.logonHeader(900, 792),
                        HOST.booted(90_000),
                        HOST.logonHeader(91_000, LSASS)),
                crash(
                        "LSASS crashes, and starts anew with the same PID",
                        entry(),
                        own(service()),
                        HOST.booted(60),
                        HOST.lsassStarted(70, LSASS),
                        HOST.logonHeader(1_200, LSASS)));
    }

    static Stream<Arguments> copies() {
        Fact minis = HOST.registry(-3_600, REGEDIT, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumptype", 1L);
        Fact gone = HOST.reset(-3_600, REGEDIT);
        return Stream.of(
                row(
                        "a forged copy of the launch, at another target",
                        78,
                        L,
                        started(),
                        launch(),
                        Facts.asCopyOf(line("-u -p 4444 -ip 4444 -s 4"), launch())),
                row(
                        "a forged copy of the launch, by LSASS itself",
                        78,
                        L,
                        started(),
                        launch(),
                        Facts.asCopyOf(own(process("lsass.exe", LSASS)), launch())),
                Arguments.of(
                        "a forged copy of the arming, with mini dumps",
                        Verdict.PRECURSOR,
                        47,
                        A,
                        List.of(armed(), Facts.asCopyOf(minis, armed()))),
                Arguments.of(
                        "a forged copy of the arming, that takes it back",
                        Verdict.PRECURSOR,
                        47,
                        A,
                        List.of(armed(), Facts.asCopyOf(gone, armed()))),
                row(
                        "forged copies of all there is",
                        97 + 5,
                        ALD,
                        started(),
                        armed(),
                        Facts.asCopyOf(minis, armed()),
                        launch(),
                        Facts.asCopyOf(line("-u -p 4444 -ip 4444 -s 4"), launch()),
                        HOST.dumped(2, WER, DUMP),
                        Facts.asCopyOf(HOST.dumped(2, WER, "app.exe.4444.dmp"), HOST.dumped(2, WER, DUMP))));
    }

    /** Whoever reads the case must know that records were forged. */
    @Test
    void copiesThatContradictAreNamed() throws Exception {
        Fact launch = launch();
        for (Fact fact : List.of(started(), launch, Facts.asCopyOf(line("-u -p 4444 -ip 4444"), launch))) {
            job.arrive(Facts.onHost(fact, "contradicted"));
        }
        job.silence(2_000);
        assertThat(job.live())
                .filteredOn(c -> c.host().equals("contradicted"))
                .singleElement()
                .satisfies(c -> assertThat(c.evidence())
                        .anySatisfy(entry -> assertThat(entry.event().members())
                                .contains(launch.id())
                                .hasSize(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"lines", "parents", "pids", "copies"})
    void isSeenThrough(String name, @Nullable Verdict verdict, int score, List<String> stages, List<Fact> facts)
            throws Exception {
        List<Fact> backwards = new ArrayList<>(facts);
        Collections.reverse(backwards);
        List<Fact> shuffled = new ArrayList<>(facts);
        shuffled.addAll(facts);
        Collections.shuffle(shuffled, new Random(name.hashCode()));
        String host = "host-" + Integer.toHexString(name.hashCode());
        assertJudged(host, facts, verdict, score, stages);
        assertJudged(host + "-backwards", backwards, verdict, score, stages);
        assertJudged(host + "-shuffled", shuffled, verdict, score, stages);
        assertThat(job.digest(host + "-backwards")).isEqualTo(job.digest(host));
        assertThat(job.digest(host + "-shuffled")).isEqualTo(job.digest(host));
    }

    private static void assertJudged(
            String host, List<Fact> facts, @Nullable Verdict verdict, int score, List<String> stages) throws Exception {
        for (Fact fact : facts) {
            job.arrive(Facts.onHost(fact, host));
        }
        job.silence(2_000);
        List<JudgedCase> cases =
                job.live().stream().filter(c -> c.host().equals(host)).toList();
        if (verdict == null) {
            assertThat(cases).as(host).isEmpty();
            return;
        }
        assertThat(cases).as(host).hasSize(1);
        assertThat(cases.get(0).judgement().verdict()).as(host).isEqualTo(verdict);
        assertThat(cases.get(0).judgement().score())
                .as(host + ": " + cases.get(0).judgement().parts())
                .isEqualTo(Math.min(100, score));
        assertThat(cases.get(0).judgement().stages()).as(host).isEqualTo(stages);
    }

    private static Arguments row(String name, int score, List<String> stages, Fact... facts) {
        return Arguments.of(name, Verdict.ATTEMPT, score, stages, List.of(facts));
    }

    private static Arguments none(String name, Fact... facts) {
        return Arguments.of(name, null, 0, List.of(), List.of(facts));
    }

    private static Arguments crash(String name, Fact... facts) {
        return Arguments.of(name, Verdict.LSASS_CRASH, 30, L, List.of(facts));
    }

    /** LSASS itself, in its log. */
    private static Fact entry() {
        return HOST.logonHeader(-3_600, LSASS);
    }

    private static Fact access(double at, long pid) {
        return HOST.sighted(at, pid, SightingSource.PROCESS_ACCESS);
    }

    private static Fact restarted(double at) {
        return HOST.booted(at, "EventLog 6005");
    }

    private static Fact launch() {
        return line("-u -p 744 -ip 5120 -s 4");
    }

    private static Fact started() {
        return HOST.lsassStarted(-21_600, LSASS);
    }

    private static Fact armed() {
        return HOST.armedGlobally(-3_600, REGEDIT);
    }

    /** A quiet parent, so that nothing but the line counts. */
    private static Fact line(String switches) {
        return line(switches, service());
    }

    private static Fact line(@Nullable String switches, @Nullable ProcessRef parent) {
        String line = switches == null ? null : "WerFault.exe " + switches;
        return HOST.launched(0, WER, WerCommandLine.parse(WerLaunch.Program.WERFAULT, line), parent);
    }

    /** As LSASS itself would be reported after a crash. */
    private static Fact own(ProcessRef parent) {
        return line("-u -p 744 -ip 744 -s 4", parent);
    }

    private static ProcessRef tool() {
        return Facts.process(Facts.TOOL_PATH, TOOL, null);
    }

    private static ProcessRef service() {
        return Facts.process(SVCHOST, 1776L, null);
    }

    private static ProcessRef process(String program, long pid) {
        return Facts.process(SYSTEM32 + program, pid, null);
    }

    private static ProcessRef bare(String program) {
        return Facts.process(program, 1776L, null);
    }

    private static ProcessRef withLine(ProcessRef process, String line) {
        return process.withCommandLine(line);
    }
}
