package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Adversary;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostTracker;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.source.Gates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whatever an attacker adds to the records of a true attempt, and in whatever order they come: there is a case of it, of
 * medium severity at least, and of high severity with an arming or a dump.
 * {@code -Dshtinkering.attacks=200000} for many more.
 */
@Execution(ExecutionMode.CONCURRENT)
class NothingHidesAnAttemptTest {
    private static final int ATTACKS = Integer.getInteger("shtinkering.attacks", 500);
    private static final int BATCH = 50;
    private static final int FLOOD = 300;
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_130L);
    private static final double HOUR = 3_600;
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";

    @Test
    void whateverIsAdded() {
        System.out.printf("%d attacks from seed %d%n", ATTACKS, SEED);
        List<String> hidden = LongStream.iterate(SEED, from -> from < SEED + ATTACKS, from -> from + BATCH)
                .boxed()
                .parallel()
                .flatMap(from -> hidden(from, Math.min(from + BATCH, SEED + ATTACKS)).stream())
                .toList();
        assertThat(hidden).isEmpty();
    }

    private static List<String> hidden(long from, long to) {
        List<String> hidden = new ArrayList<>();
        List<Attack> attacks = new ArrayList<>();
        List<TimelineEntry> entries = new ArrayList<>();
        for (long seed = from; seed < to; seed++) {
            Attack attack = new Attack(seed);
            attacks.add(attack);
            entries.addAll(attack.entries());
        }
        Map<String, List<JudgedCase>> cases;
        try (HarnessedJob job = new HarnessedJob()) {
            cases = job.arriveTold(entries).live().stream().collect(Collectors.groupingBy(JudgedCase::host));
        } catch (Exception e) {
            throw new IllegalStateException("attacks from seed " + from, e);
        }
        for (Attack attack : attacks) {
            String became = attack.hiddenBy(cases.getOrDefault(attack.host, List.of()));
            if (became != null) {
                hidden.add("seed " + attack.seed + ", " + attack.what + ": " + became);
            }
        }
        return hidden;
    }

    /** A true attempt, and what was added. */
    private static final class Attack {
        private final long seed;
        private final String host;
        private final List<Fact> done = new ArrayList<>();
        private final Set<String> what = new TreeSet<>();
        private final List<Fact> facts = new ArrayList<>();
        private final Severity atLeast;

        Attack(long seed) {
            this.seed = seed;
            host = "host-" + seed;
            Random random = new Random(seed);
            Facts by = Facts.of(host);
            double act = 8 * HOUR + random.nextInt(7_200);
            boolean armed = random.nextInt(3) == 0;
            boolean dumped = random.nextInt(3) == 0;
            if (armed) {
                done.add(by.armedGlobally(act - 60 - random.nextInt(20_000), REGEDIT));
            }
            long initiator = random.nextInt(4) == 0 ? Facts.LSASS : Facts.TOOL;
            ProcessRef parent = Facts.process(Facts.TOOL_PATH, Facts.TOOL, null);
            done.add(by.launched(act, Facts.WER, Facts.LSASS, initiator, parent));
            if (dumped) {
                done.add(by.dumped(act + 2, Facts.WER, "lsass.exe." + Facts.LSASS + ".dmp"));
            }
            atLeast = armed || dumped ? Severity.HIGH : Severity.MEDIUM;
            facts.addAll(done);
            SightingSource toldBy = random.nextInt(3) > 0 ? SightingSource.LOGON_HEADER : SightingSource.PROCESS_ACCESS;
            double seenUntil = random.nextBoolean() ? act : 16 * HOUR;
            for (double at = 0; at < seenUntil; at += 1_800 + random.nextInt(5_000)) {
                facts.add(by.sighted(at, Facts.LSASS, toldBy));
            }
            if (random.nextBoolean()) {
                facts.add(by.lsassStarted(-60, Facts.LSASS));
            }
            what.add(seenUntil > act ? toldBy.name() : toldBy + " before it");
            Adversary adversary = new Adversary(by, random, FLOOD);
            for (int tricks = 1 + random.nextInt(4); tricks > 0; tricks--) {
                Adversary.Trick trick = adversary.trick();
                what.add(trick.name());
                facts.addAll(adversary.hide(trick, done, act));
            }
            if (random.nextBoolean()) {
                Collections.shuffle(facts, random);
            } else {
                facts.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
            }
        }

        List<TimelineEntry> entries() {
            HostTracker story = new HostTracker(host, new HostState(), 1);
            Predicate<Fact> gate = Gates.ofAReader();
            facts.stream().filter(gate).forEach(fact -> story.learn(fact, 0));
            return story.continued(0).elements();
        }

        /** What the attempt became; null when it is seen as what it is. */
        String hiddenBy(List<JudgedCase> cases) {
            Set<String> ids = done.stream().map(Fact::id).collect(Collectors.toSet());
            List<JudgedCase> found = cases.stream()
                    .filter(c -> c.evidence().stream()
                            .anyMatch(t -> t.event().members().stream().anyMatch(ids::contains)))
                    .toList();
            boolean seen = found.stream()
                    .anyMatch(c -> Severity.of(c.judgement().score()).compareTo(atLeast) >= 0
                            && c.judgement().verdict() == Verdict.ATTEMPT);
            return seen
                    ? null
                    : "expected " + atLeast + " became "
                            + found.stream()
                                    .map(c -> c.judgement().verdict() + " "
                                            + c.judgement().score() + " "
                                            + c.judgement().parts().stream()
                                                    .map(p -> p.name() + p.points())
                                                    .toList())
                                    .toList();
        }
    }
}
