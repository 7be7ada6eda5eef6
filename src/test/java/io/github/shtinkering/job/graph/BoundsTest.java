package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What one host costs that is at all its bounds at once: armed by as many writers, with as many launches and dumps as are
 * kept. What the patterns match and the casebook keeps must not grow with the product of the three.
 */
@Execution(ExecutionMode.CONCURRENT)
class BoundsTest {
    private static final int ARMINGS = 128;
    private static final int LAUNCHES = 256;
    private static final int DUMPS = 64;
    /** Of one host at all its bounds, in a checkpoint: what the timeline, the casebook and the patterns keep together. */
    private static final long HOST_BYTES = 4 * 1_048_576L;

    private static final Facts HOST = Facts.of("hot");
    private static final Facts OTHER = Facts.of("other");

    /** Each launch by a WerFault of its own, each dump named for another target. */
    @Test
    void manyWritersManyTargets() throws Exception {
        holds(i -> 20_000L + 4L * i);
    }

    /** All launches and all dumps by WerFault's one process, LSASS unknown: whatever it wrote is of each of them. */
    @Test
    void manyLaunchesByOneProcess() throws Exception {
        holds(i -> 20_000L);
    }

    /** A case of a bygone month that the timeline still holds is not opened once more. */
    @Test
    void manyCasesOfOneHost() throws Exception {
        int attempts = 100;
        List<Fact> launches = IntStream.range(0, attempts)
                .mapToObj(i -> HOST.launched(i * 172_800.0, 7_000L + 4L * i, 900, TOOL))
                .toList();
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(launches).silence(2_000);
            job.arrive(HOST.launched(attempts * 172_800.0, 6_000, 900, TOOL)).silence(2_000);
            job.arrive(HOST.launched((attempts + 1) * 172_800.0, 6_004, 900, TOOL))
                    .silence(2_000);
            assertThat(job.emitted().stream().map(JudgedCase::caseId).distinct())
                    .hasSize(attempts + 2);
        }
    }

    private static void holds(IntFunction<Long> wer) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(IntStream.range(0, ARMINGS).mapToObj(BoundsTest::arming).toList());
            job.arrive(attempt(HOST)).arrive(flood(wer)).silence(2_000);
            job.arrive(HOST.launched(199, 19_000L, 900, TOOL)).silence(2_000);

            job.arrive(attempt(OTHER)).silence(2_000);

            assertThat(newsOf(job, OTHER)).isEqualTo(newsOfTheOtherAlone());
            JudgedCase attempt = only(job);
            assertThat(attempt.judgement().verdict()).isEqualTo(Verdict.ATTEMPT);
            assertThat(attempt.judgement().stages()).containsExactly("arming", "launch", "dump");
            assertThat(attempt.evidence())
                    .extracting(entry -> entry.event().id())
                    .containsAll(attempt(HOST).stream().map(Fact::id).toList());
            assertThat(attempt.judgement().score()).isGreaterThanOrEqualTo(97);
            assertThat(job.storyBytes() + job.casebookBytes() + job.chainBytes())
                    .isLessThan(HOST_BYTES);
        }
    }

    private static JudgedCase only(HarnessedJob job) {
        List<JudgedCase> cases =
                job.cases().stream().filter(c -> c.host().equals("hot")).toList();
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    /** How often a case of a host was handed on. */
    private static long newsOf(HarnessedJob job, Facts host) {
        String name = host.booted(0).host();
        return job.emitted().stream().filter(c -> c.host().equals(name)).count();
    }

    private static long newsOfTheOtherAlone() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            return newsOf(job.arrive(attempt(OTHER)).silence(2_000), OTHER);
        }
    }

    private static Fact arming(int i) {
        return HOST.armedGlobally(i, "C:\\Users\\Public\\writer-" + i + ".exe");
    }

    private static List<Fact> attempt(Facts host) {
        return List.of(host.launched(190, WER, LSASS, TOOL), host.dumped(191, WER, "lsass.exe." + LSASS + ".dmp"));
    }

    private static List<Fact> flood(IntFunction<Long> wer) {
        List<Fact> flood = new ArrayList<>();
        for (int i = 0; i < LAUNCHES - 1; i++) {
            flood.add(HOST.launched(200 + i, wer.apply(i), 1_000L + 4L * i, TOOL + 4L * i));
        }
        for (int i = 0; i < DUMPS - 1; i++) {
            flood.add(HOST.dumped(500 + i, wer.apply(i), "lsass.exe." + (1_000L + 4L * i) + ".dmp"));
        }
        return flood;
    }
}
