package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.retention.RetentionBounds;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.job.graph.HarnessedJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that forgets judges its attempts as one that remembers everything: random lives of months, with floods of each
 * kind of fact around one to three attempts.
 * {@code -Dshtinkering.lives=200000} for many more.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForgetfulHostTest {
    private static final int LIVES = Integer.getInteger("shtinkering.lives", 500);
    private static final int BATCH = 50;
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_130L);

    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    private static final long[] PIDS = {744, 744, 744, 612, 792, 820};
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";

    @Test
    void judgesAsOneThatRemembersEverything() {
        System.out.printf("%d lives from seed %d%n", LIVES, SEED);
        long started = System.nanoTime();
        AtomicInteger compared = new AtomicInteger();
        List<String> differences = LongStream.rangeClosed(0, (LIVES - 1) / BATCH)
                .mapToObj(batch -> SEED + batch * BATCH)
                .parallel()
                .flatMap(from -> differences(from, Math.min(from + BATCH, SEED + LIVES), compared).stream())
                .toList();
        System.out.printf(
                "%d attempts in %d lives of %.1f ms, %d judged otherwise%n",
                compared.get(), LIVES, (System.nanoTime() - started) / 1e6 / LIVES, differences.size());
        assertThat(differences).isEmpty();
    }

    /** Lives that an earlier version judged otherwise. */
    @ParameterizedTest
    @ValueSource(longs = {100_007_256, 100_008_844, 100_009_325, 300_000_925, 300_008_531, 600_016_558, 820_021_254})
    void judgesThisLifeTheSame(long seed) {
        assertThat(differences(seed, seed + 1, new AtomicInteger())).isEmpty();
    }

    /** Lets the lives of some seeds be told together, and judged once. */
    private static List<String> differences(long from, long to, AtomicInteger compared) {
        List<String> differences = new ArrayList<>();
        List<Life> lives = new ArrayList<>();
        List<TimelineEntry> told = new ArrayList<>();
        for (long seed = from; seed < to; seed++) {
            Life life = new Life(seed);
            lives.add(life);
            told.addAll(told(life, "bounded-" + seed, RetentionBounds.PUBLISHED));
            told.addAll(told(life, "whole-" + seed, RetentionBounds.NONE));
        }
        Map<String, List<JudgedCase>> cases;
        try (HarnessedJob job = new HarnessedJob().withoutDocuments()) {
            cases = job.arriveTold(told).live().stream().collect(Collectors.groupingBy(JudgedCase::host));
        } catch (Exception e) {
            throw new IllegalStateException("lives from seed " + from, e);
        }
        for (Life life : lives) {
            for (List<Fact> attempt : life.attempts) {
                List<JudgedCase> whole = cases.getOrDefault("whole-" + life.seed, List.of());
                if (restsOnAFlood(whole, attempt)) {
                    continue;
                }
                compared.incrementAndGet();
                String expected = judged(whole, attempt);
                List<JudgedCase> bounded = cases.getOrDefault("bounded-" + life.seed, List.of());
                String actual = judged(bounded, attempt);
                if (!expected.equals(actual)
                        && !raisedByWhatLeft(whole, bounded, attempt)
                        && !isJoinedByAFlood(life, attempt, whole, bounded)) {
                    differences.add("seed " + life.seed + " " + life.shape + ": " + expected + " became " + actual);
                }
            }
        }
        return differences;
    }

    private static List<TimelineEntry> told(Life life, String host, RetentionBounds bounds) {
        HostTracker story = new HostTracker(host, new HostState(), 1, ArrivalPlausibility.STORED, bounds);
        life.facts.forEach(fact -> story.learn(Facts.onHost(fact, host), 0));
        return story.continued(0).elements();
    }

    /** The case of an attempt's launch, with what of the attempt it shows: what a flood adds is counted "at least". */
    private static String judged(List<JudgedCase> cases, List<Fact> attempt) {
        return cases.stream()
                .filter(c -> shows(c, attempt.get(0)))
                .map(c -> c.judgement().verdict()
                        + " "
                        + attempt.stream()
                                .filter(fact -> fact.kind() == FactKind.REGISTRY_CHANGE
                                        ? c.judgement().stages().contains("arming")
                                        : shows(c, fact))
                                .map(Fact::kind)
                                .toList()
                        + " "
                        + (c.judgement().target() == null
                                ? null
                                : c.judgement().target().resolution())
                        + " "
                        + Severity.of(c.judgement().score()))
                .findFirst()
                .orElse("no case");
    }

    /** A flood of dumps by other programs is a case of its own, of which a host keeps 64. */
    private static boolean restsOnAFlood(List<JudgedCase> cases, List<Fact> attempt) {
        return cases.stream()
                .filter(c -> shows(c, attempt.get(0)))
                .anyMatch(c -> c.judgement().parts().get(0).name().equals("dump-by-other"));
    }

    /** That launches had to leave is told, and may raise a case. */
    private static boolean raisedByWhatLeft(List<JudgedCase> whole, List<JudgedCase> bounded, List<Fact> attempt) {
        return bounded.stream()
                .filter(c -> shows(c, attempt.get(0)))
                .filter(c -> c.evidence().stream().anyMatch(told -> told.kind() == EntryKind.LAUNCHES_EVICTED))
                .anyMatch(c -> whole.stream()
                        .filter(w -> shows(w, attempt.get(0)))
                        .allMatch(w -> w.judgement().score() <= c.judgement().score()));
    }

    /**
     * A flood that lies between two attempts makes them one case as long as all of it is kept. Where a part of it left, they
     * are two: each has the verdict of the whole, and the points of its own.
     */
    private static boolean isJoinedByAFlood(
            Life life, List<Fact> attempt, List<JudgedCase> whole, List<JudgedCase> bounded) {
        return verdict(whole, attempt).equals(verdict(bounded, attempt))
                && life.attempts.stream()
                        .filter(other -> other != attempt)
                        .anyMatch(other -> isInOneCase(whole, attempt, other) && !isInOneCase(bounded, attempt, other));
    }

    private static Optional<Verdict> verdict(List<JudgedCase> cases, List<Fact> attempt) {
        return cases.stream()
                .filter(c -> shows(c, attempt.get(0)))
                .map(c -> c.judgement().verdict())
                .findFirst();
    }

    private static boolean isInOneCase(List<JudgedCase> cases, List<Fact> attempt, List<Fact> other) {
        return cases.stream().anyMatch(c -> shows(c, attempt.get(0)) && shows(c, other.get(0)));
    }

    private static boolean shows(JudgedCase judged, Fact fact) {
        return judged.evidence().stream().anyMatch(t -> t.event().members().contains(fact.id()));
    }

    /** What one host told in some weeks or months. */
    private static final class Life {
        final List<Fact> facts = new ArrayList<>();
        /** What belongs to each, the launch first. */
        final List<List<Fact>> attempts = new ArrayList<>();

        final StringBuilder shape = new StringBuilder();
        private final Facts host = Facts.of("host");
        private final long seed;
        private final Random random;
        private final int days;
        private final List<double[]> boots = new ArrayList<>();

        Life(long seed) {
            this.seed = seed;
            random = new Random(seed);
            days = 10 + random.nextInt(random.nextInt(4) == 0 ? 80 : 20);
            boot();
            background();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                attempt(HOUR + random.nextDouble() * (days * DAY - 2 * HOUR));
            }
            facts.sort(Comparator.comparingLong(Fact::timeMillis));
            for (int i = random.nextInt(40); i > 0; i--) {
                int at = random.nextInt(facts.size());
                facts.add(Math.min(facts.size() - 1, at + random.nextInt(30)), facts.remove(at));
            }
        }

        /** Daily or weekly, told by Windows' log, by the start of LSASS, or by both; LSASS's PID may be the same again. */
        private void boot() {
            int every = random.nextBoolean() ? 1 : 7;
            int toldBy = random.nextInt(3);
            boolean samePid = random.nextBoolean();
            shape.append(days)
                    .append(" days, boots every ")
                    .append(every)
                    .append(", told by ")
                    .append(toldBy);
            for (int day = 0; day < days; day += every) {
                double at = day * DAY + random.nextInt(3_000);
                long pid = samePid ? Facts.LSASS : PIDS[random.nextInt(PIDS.length)];
                boots.add(new double[] {at, pid});
                if (toldBy != 1) {
                    facts.addAll(host.bootedInFull(at));
                }
                if (toldBy != 0) {
                    facts.add(host.lsassStarted(at + 8, pid));
                }
            }
        }

        private long pidAt(double at) {
            double pid = boots.get(0)[1];
            for (double[] boot : boots) {
                pid = boot[0] + 60 < at ? boot[1] : pid;
            }
            return (long) pid;
        }

        private void background() {
            SightingSource source = random.nextBoolean() ? SightingSource.LOGON_HEADER : SightingSource.PROCESS_ACCESS;
            for (int day = 0; day < days; day++) {
                for (double hour = 1 + random.nextInt(3); hour < 23; hour += 1 + random.nextInt(12)) {
                    double at = day * DAY + hour * HOUR;
                    facts.add(host.sighted(at, pidAt(at), source));
                    facts.add(host.sighted(at + 30, pidAt(at), source));
                    facts.add(host.loggedOn(at, "CORP\\user" + random.nextInt(4), random.nextInt(2) + 2));
                }
                if (random.nextInt(3) == 0) {
                    double at = day * DAY + HOUR * random.nextInt(23);
                    long target = random.nextInt(5) == 0 ? PIDS[random.nextInt(PIDS.length)] : 4_000L + 4L * day;
                    facts.add(host.launched(at, 9_000, target, target));
                }
                if (random.nextInt(20) == 0) {
                    facts.add(host.sighted(day * DAY + HOUR, 4L * (200 + random.nextInt(500)), SightingSource.CLONE));
                }
            }
        }

        private void attempt(double at) {
            long pid = pidAt(at);
            boolean ordinary = random.nextInt(6) == 0;
            List<Fact> attempt = new ArrayList<>();
            attempt.add(host.launched(at, Facts.WER, pid, ordinary ? pid : Facts.TOOL));
            if (random.nextBoolean()) {
                double armed = at - (random.nextBoolean() ? 60 : random.nextInt((int) at));
                attempt.add(host.armedGlobally(armed, random.nextBoolean() ? REGEDIT : Facts.TOOL_PATH));
                if (random.nextBoolean()) {
                    facts.add(host.reset(at + 30 + random.nextInt(3_000), REGEDIT));
                }
            }
            if (random.nextBoolean()) {
                attempt.add(host.dumped(at + 2, Facts.WER, "lsass.exe." + pid + ".dmp"));
                if (random.nextBoolean()) {
                    facts.add(host.deleted(at + 90, CMD, "lsass.exe." + pid + ".dmp"));
                }
            }
            facts.addAll(attempt);
            attempts.add(attempt);
            if (ordinary) {
                facts.add(host.crash(at + 4, CrashEvidence.Source.WININIT_1015, "x", "c0000005"));
                facts.add(host.lsassEnded(at + 3, pid));
            }
            if (random.nextInt(3) == 0) {
                flood(at + (random.nextInt(3) - 1) * random.nextInt(80_000), at);
            }
        }

        private void flood(double from, double act) {
            int kind = random.nextInt(9);
            int count = 50 + random.nextInt(300);
            shape.append(", flood ").append(kind).append('x').append(count).append(from < act ? " before" : " after");
            for (int i = 0; i < count; i++) {
                double at = Math.max(0, from + 7.0 * i);
                facts.add(
                        switch (kind) {
                            case 0 -> host.launched(at, 20_000L + 4L * i, 5_000L + 4L * i, 5_000L + 4L * i);
                            case 1 -> host.launched(at, 20_000L + 4L * i, 5_000L + 4L * i, Facts.TOOL);
                            case 2 ->
                                host.registry(
                                        at,
                                        REGEDIT,
                                        RegistryChange.Operation.SET_VALUE,
                                        LOCAL_DUMPS + "\\p" + i + ".exe",
                                        "dumptype",
                                        2L);
                            case 3 -> host.dumped(at, CMD, 99, "C:\\t\\lsass.exe." + (5_000L + 4L * i) + ".dmp", null);
                            case 4 -> host.deleted(at, CMD, "lsass.exe." + (5_000L + 4L * i) + ".dmp");
                            case 5 -> host.loggedOn(at, "CORP\\user" + i, 3);
                            case 6 -> host.crash(at, CrashEvidence.Source.APPLICATION_ERROR_1000, "m" + i, "c0000005");
                            case 7 -> host.dumped(at, 30_000L + 4L * i, "app.exe." + (5_000L + 4L * i) + ".dmp");
                            default -> host.armedGlobally(at, "C:\\w\\writer-" + i + ".exe");
                        });
            }
        }
    }
}
