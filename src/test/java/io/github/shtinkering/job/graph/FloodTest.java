package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * State is bounded under attack. The full sizes are {@code -Dshtinkering.flood=200} times these: 1,000,000 launches, 10,000
 * records behind others, 1,000,000 invented hosts.
 */
@Execution(ExecutionMode.CONCURRENT)
class FloodTest {
    private static final int FACTOR = Integer.getInteger("shtinkering.flood", 1);
    private static final int LAUNCHES = 5_000 * FACTOR;
    private static final int BACKDATED = 50 * FACTOR;
    private static final int HOSTS = 5_000 * FACTOR;
    private static final int TRUE_HOSTS = 10;
    private static final int PIDS = 16_000;
    /** So few that each of those below LSASS's is met again and again. */
    private static final int LOW_PIDS = 250;

    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);

    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";
    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    /** All shelves full, in a checkpoint. */
    private static final long HOST_BYTES = 1_048_576;

    /** Crashes of programs, and foreign reports of every PID that there is, before and after the one true attempt. */
    @Test
    void aMillionLaunchesDoNotHideTheOneAtLsass() throws Exception {
        Facts host = Facts.of("hot");
        Random random = new Random(SEED);
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.lsassStarted(-90_000, LSASS)).arrive(host.armedGlobally(-3_600, REGEDIT));
            int half = LAUNCHES / 2;
            for (int i = 0; i < LAUNCHES; i++) {
                if (i == half) {
                    job.arrive(host.launched(0, WER, LSASS, TOOL)).arrive(host.dumped(2, WER, DUMP));
                }
                long target = 4L * (2 + random.nextInt(i % 2 == 0 ? LOW_PIDS : PIDS));
                long wer = 20_000L + 4L * i;
                double at = 0.05 * (i - half);
                if (target != LSASS) {
                    job.arrive(host.launched(at, wer, target, i % 3 == 0 ? TOOL : target));
                }
            }
            job.silence(2_000);
            JudgedCase attempt = only(job, "hot");
            assertThat(attempt.judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
            assertThat(attempt.judgement().stages()).containsExactly("arming", "launch", "dump");
            assertThat(attempt.judgement().score()).isGreaterThanOrEqualTo(97);
            assertThat(job.storyEntries()).isEqualTo(1);
            assertThat(job.storyBytes()).isLessThan(HOST_BYTES);
        }
    }

    /** Nobody asks for reports of hundreds of processes by accident: one of them may have been LSASS's. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"in order, 300", "backwards, 300", "shuffled, 300", "with room for all, 250"})
    void launchesThatHadToLeaveAreACase(String order, int launches) throws Exception {
        Facts host = Facts.of("crowd");
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < launches; i++) {
            facts.add(host.launched(i, WER, 8_000L + 4L * i, TOOL, Facts.process(SVCHOST, 1776L, null)));
        }
        if (order.equals("backwards")) {
            Collections.reverse(facts);
        } else if (order.equals("shuffled")) {
            Collections.shuffle(facts, new Random(1));
        }
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(facts).silence(2_000);
            JudgedCase unknown = live(job, "crowd");
            boolean crowded = launches > 256;
            assertThat(unknown.judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
            assertThat(unknown.judgement().score()).isEqualTo(crowded ? 50 : 30);
            assertThat(unknown.judgement().stages()).containsExactly("launch");
            assertThat(unknown.judgement().target()).isNotNull();
            assertThat(unknown.judgement().target().resolution()).isEqualTo(Resolution.UNKNOWN);
            assertThat(unknown.judgement().parts())
                    .extracting(ScorePart::name)
                    .containsExactly(crowded ? "launches-crowded-out" : "launch-unknown-foreign");
            job.arrive(host.armedLsass(-60, REGEDIT)).silence(2_000);
            assertThat(live(job, "crowd").judgement().score()).isGreaterThanOrEqualTo(65);
            assertThat(job.live()).as("one story, one case").hasSize(1);
        }
    }

    /** Who the other targets were is known: that some are not is what counts. */
    @Test
    void launchesThatHadToLeaveAreACaseAlsoWhereTheOthersWereNotAtLsass() throws Exception {
        Facts host = Facts.of("elsewhere");
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.lsassStarted(-60, LSASS));
            for (int i = 0; i < 300; i++) {
                job.arrive(host.launched(i, WER, 8_000L + 4L * i, TOOL));
                if (i == 200) {
                    job.silence(2_000);
                    assertThat(job.live()).isEmpty();
                }
            }
            job.silence(2_000);
            JudgedCase unknown = live(job, "elsewhere");
            assertThat(unknown.judgement().score()).isEqualTo(50);
            assertThat(unknown.judgement().target().resolution()).isEqualTo(Resolution.UNKNOWN);
            assertThat(unknown.judgement().target().lsassPid()).isEqualTo(LSASS);
        }
    }

    /** What is old leaves first, and was no crowd. */
    @Test
    void aLaunchADayCrowdsNothingOut() throws Exception {
        Facts host = Facts.of("years");
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.lsassStarted(-60, LSASS));
            for (int i = 0; i < 300; i++) {
                job.arrive(
                        host.launched(86_400.0 * i, WER, 8_000L + 4L * i, TOOL, Facts.process(SVCHOST, 1776L, null)));
            }
            job.silence(2_000);
            assertThat(job.evicted("years")).isPositive();
            assertThat(job.live())
                    .isNotEmpty()
                    .extracting(c -> c.judgement().parts().get(0).name())
                    .containsOnly("launch-unknown-foreign");
        }
    }

    /** Every record comes before all others of its host in the host's own time. */
    @Test
    void recordsBehindOthersAreCheap() throws Exception {
        Facts host = Facts.of("backwards");
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(List.of(
                    host.lsassStarted(-900_000, LSASS),
                    host.armedGlobally(-3_600, REGEDIT),
                    host.launched(0, WER, LSASS, TOOL),
                    host.dumped(2, WER, DUMP)));
            for (int i = 0; i < BACKDATED; i++) {
                job.arrive(host.registry(
                        -4_000 - i, REGEDIT, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumptype", 1L + i % 2));
            }
            job.silence(2_000);
            assertThat(only(job, "backwards").judgement().stages()).containsExactly("arming", "launch", "dump");
            assertThat(job.storyBytes()).isLessThan(HOST_BYTES);
        }
    }

    @Test
    void otherProgramsKeysDoNotPushOutTheArming() throws Exception {
        Facts host = Facts.of("keys");
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(host.lsassStarted(-90_000, LSASS)).arrive(host.armedGlobally(-3_600, REGEDIT));
            for (int i = 0; i < 1_000; i++) {
                job.arrive(host.registry(
                        -3_000 + i,
                        REGEDIT,
                        RegistryChange.Operation.SET_VALUE,
                        LOCAL_DUMPS + "\\p" + i + ".exe",
                        "dumptype",
                        2L));
            }
            for (int i = 0; i < 1_000; i++) {
                job.arrive(host.armedGlobally(-1_999 + i, REGEDIT));
            }
            job.arrive(host.launched(0, WER, LSASS, TOOL)).silence(2_000);
            assertThat(only(job, "keys").judgement().stages()).containsExactly("arming", "launch");
            assertThat(job.evicted("keys")).isGreaterThan(1_500);
        }
    }

    /** Half of the invented hosts are armed; the others only show an LSASS. */
    @Test
    void inventedHostsCostBoundedMemoryAndHideNobody() throws Exception {
        int admitted = HOSTS / 10;
        try (HarnessedJob job =
                HarnessedJob.withLimits(new HostLimits(Long.MAX_VALUE, admitted), host -> host.startsWith("true-"))) {
            for (int i = 0; i < HOSTS; i++) {
                Facts invented = Facts.of("invented-" + i);
                job.arrive(
                        i % 2 == 0
                                ? invented.armedGlobally(0, REGEDIT)
                                : invented.sighted(0, LSASS, SightingSource.PROCESS_ACCESS));
                if (i % (HOSTS / TRUE_HOSTS) == 0) {
                    Facts host = Facts.of("true-" + i / (HOSTS / TRUE_HOSTS));
                    job.arrive(List.of(
                            host.armedGlobally(-60, REGEDIT),
                            host.launched(0, WER, LSASS, TOOL),
                            host.dumped(2, WER, DUMP)));
                }
            }
            job.silence(2_000);
            for (int i = 0; i < TRUE_HOSTS; i++) {
                JudgedCase attempt = only(job, "true-" + i);
                assertThat(attempt.judgement().stages()).containsExactly("arming", "launch", "dump");
            }
            assertThat(job.storyEntries()).isEqualTo(HOSTS / 2 + TRUE_HOSTS + admitted);
            assertThat(job.storyBytes() / job.storyEntries()).isLessThan(512);
            assertThat(job.chainEntries()).isPositive();
            job.silence(7_300_000);
            assertThat(job.chainEntries()).isZero();
            assertThat(job.chainTimers()).isZero();
        }
    }

    /** All of the invented hosts are armed: they are cases, and yet no more of them are kept than the limit allows. */
    @Test
    void inventedArmedHostsAreLimitedToo() throws Exception {
        int kept = HOSTS / 10;
        Facts known = Facts.of("known");
        try (HarnessedJob job = HarnessedJob.withLimits(new HostLimits(kept, kept), host -> host.equals("known"))) {
            job.arrive(known.logonHeader(-60, LSASS));
            for (int i = 0; i < HOSTS; i++) {
                job.arrive(Facts.of("invented-" + i).armedGlobally(0, REGEDIT));
            }
            job.arrive(List.of(
                    known.armedGlobally(0, REGEDIT),
                    known.launched(60, WER, LSASS, TOOL),
                    known.dumped(62, WER, DUMP)));
            job.silence(2_000);
            assertThat(job.storyEntries()).isEqualTo(kept);
            assertThat(only(job, "known").judgement().stages()).containsExactly("arming", "launch", "dump");
        }
    }

    private static JudgedCase live(HarnessedJob job, String host) {
        List<JudgedCase> cases =
                job.live().stream().filter(c -> c.host().equals(host)).toList();
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    private static JudgedCase only(HarnessedJob job, String host) {
        List<JudgedCase> cases =
                job.cases().stream().filter(c -> c.host().equals(host)).toList();
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }
}
