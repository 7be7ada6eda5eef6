package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a host has to forget is nothing that its acts are judged by. */
@Execution(ExecutionMode.CONCURRENT)
class LongLifeTest {
    private static final double DAY = 86_400;
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";

    private final Facts host = Facts.of("host");

    /** It boots every day, LSASS gets the same PID each time, and the act was on the fourth. */
    @Test
    void anActKeepsTheSightingsOfItsBoot() throws Exception {
        List<Fact> facts = new ArrayList<>();
        Fact act = host.launched(3 * DAY + 9.5 * 3_600, WER, LSASS, TOOL);
        for (int day = 0; day < 60; day++) {
            facts.addAll(host.bootedInFull(day * DAY));
            for (int hour = 1; hour < 10; hour++) {
                facts.add(host.logonHeader(day * DAY + hour * 3_600, LSASS));
                facts.add(host.logonHeader(day * DAY + hour * 3_600 + 5, LSASS));
            }
            if (day == 3) {
                facts.add(act);
            }
        }
        JudgedCase judged = judged(facts, act);
        assertThat(judged.judgement().target().resolution()).isEqualTo(Resolution.CONFIRMED);
        assertThat(judged.judgement().score()).isEqualTo(83);
    }

    /** Launches at lower PIDs, before the one at LSASS. */
    @Test
    void launchesAtOtherPidsDoNotPushOutTheOneAtLsass() throws Exception {
        List<Fact> facts = new ArrayList<>(
                List.of(host.sighted(-60, 2_360, SightingSource.PROCESS_ACCESS), host.armedGlobally(-50, REGEDIT)));
        for (int i = 0; i < 400; i++) {
            facts.add(host.launched(i, 20_000L + 4L * i, 8L + 4L * i, TOOL));
        }
        Fact act = host.launched(500, WER, 2_360, TOOL);
        facts.add(act);
        assertAttempt(facts, act);
    }

    /** Of future days, in which the one at LSASS is old. */
    @Test
    void launchesOfAnotherDayDoNotPushOutTheOneAtLsass() throws Exception {
        Fact act = host.launched(0, WER, LSASS, TOOL);
        List<Fact> facts = new ArrayList<>(List.of(
                host.sighted(-60, LSASS, SightingSource.PROCESS_ACCESS), host.armedGlobally(-50, REGEDIT), act));
        for (int i = 0; i < 400; i++) {
            facts.add(host.launched(9 * DAY + i, 20_000L + 4L * i, 8L + 4L * (i % 2 == 0 ? i : i / 2), TOOL));
        }
        assertAttempt(facts, act);
    }

    /** Nor the longest line of all. */
    @Test
    void theLengthOfALineIsNoLever() throws Exception {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 34; i++) {
            facts.add(ofLength(host.launched(i, 20_000L + 4L * i, 5_000L + 4L * i, TOOL), 7_900));
        }
        Fact act = ofLength(host.launched(100, WER, LSASS, TOOL), 8_150);
        facts.add(act);
        facts.add(host.sighted(200, LSASS, SightingSource.PROCESS_ACCESS));
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(facts).silence(2_000);
            assertThat(job.evicted("host")).isZero();
            assertThat(job.live()).singleElement().satisfies(judged -> {
                assertThat(judged.judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
                assertThat(judged.judgement().target().resolution()).isEqualTo(Resolution.CONFIRMED);
            });
        }
    }

    /** Neither dumps that other programs write nor pairs of arming and resetting after it. */
    @Test
    void theArmingInFrontAndTheDumpStayWithTheAct() throws Exception {
        Fact act = host.launched(0, WER, LSASS, TOOL);
        List<Fact> facts = new ArrayList<>(List.of(
                host.sighted(-60, LSASS, SightingSource.PROCESS_ACCESS),
                host.armedGlobally(-50, "C:\\Users\\Public\\tool.exe"),
                act,
                host.dumped(2, WER, "lsass.exe." + LSASS + ".dmp"),
                host.reset(60, REGEDIT)));
        for (int i = 0; i < 200; i++) {
            facts.add(
                    host.dumped(100 + i, "C:\\Windows\\System32\\cmd.exe", 99, "C:\\t\\lsass.exe." + i + ".dmp", null));
            facts.add(host.armedGlobally(4_000 + 60 * i, REGEDIT));
            facts.add(host.reset(4_030 + 60 * i, REGEDIT));
        }
        JudgedCase judged = assertAttempt(facts, act);
        assertThat(judged.judgement().stages()).containsExactly("arming", "launch", "dump");
        assertThat(judged.judgement().score()).isGreaterThanOrEqualTo(97);
    }

    /** Behind hundreds who set again what he had set. */
    @Test
    void whoArmedTheHostFirstStays() throws Exception {
        Fact first = host.armedGlobally(0, "C:\\Users\\Public\\tool.exe");
        List<Fact> facts = new ArrayList<>(List.of(first));
        for (int i = 0; i < 300; i++) {
            facts.add(host.armedGlobally(60 + 7 * i, "C:\\w\\writer-" + i + ".exe"));
        }
        assertThat(judged(facts, first).judgement().stages()).containsExactly("arming");
    }

    /** Not even behind hundreds of records of crashes. */
    @Test
    void whatFollowsACrashOfLsassStays() throws Exception {
        Fact act = host.launched(0, WER, LSASS, LSASS, Facts.process("C:\\Windows\\System32\\lsass.exe", LSASS, null));
        List<Fact> facts = new ArrayList<>(List.of(
                host.sighted(-60, LSASS, SightingSource.PROCESS_ACCESS),
                act,
                host.crash(2, CrashEvidence.Source.WININIT_1015, "x", "c0000005"),
                host.lsassEnded(3, LSASS)));
        for (int i = 0; i < 300; i++) {
            facts.add(host.crash(4 + i, CrashEvidence.Source.APPLICATION_ERROR_1000, "m" + i, "c0000005"));
        }
        assertThat(judged(facts, act).judgement().verdict()).isEqualTo(Verdict.LSASS_CRASH);
    }

    /** A logon over the network that tells that the registry was written from another machine. */
    @Test
    void theLogonBesideAWriteStays() throws Exception {
        Fact act = host.armedGlobally(0, "C:\\Windows\\System32\\svchost.exe");
        List<Fact> facts = new ArrayList<>(List.of(host.loggedOn(-60, "CORP\\bob", 3), act));
        for (int i = 0; i < 60; i++) {
            facts.add(host.loggedOn(1_000 + 400 * i, "CORP\\user" + i, 3));
        }
        assertThat(judged(facts, act).judgement().score()).isEqualTo(47);
    }

    private static Fact ofLength(Fact launch, int length) {
        return Facts.withCommandLine(launch, "WerFault.exe -u -p 0 " + "x".repeat(length - 21));
    }

    private static JudgedCase assertAttempt(List<Fact> facts, Fact act) throws Exception {
        JudgedCase judged = judged(facts, act);
        assertThat(judged.judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
        assertThat(judged.judgement().target().resolution()).isEqualTo(Resolution.CONFIRMED);
        assertThat(judged.judgement().score()).isGreaterThanOrEqualTo(73);
        return judged;
    }

    /** The live case that an act is part of. */
    private static JudgedCase judged(List<Fact> facts, Fact act) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(facts).silence(2_000);
            List<JudgedCase> own = job.live().stream()
                    .filter(c ->
                            c.evidence().stream().anyMatch(t -> t.event().id().equals(act.id())))
                    .toList();
            assertThat(own).hasSize(1);
            return own.get(0);
        }
    }
}
