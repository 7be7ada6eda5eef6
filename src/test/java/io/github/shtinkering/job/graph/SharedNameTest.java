package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where two machines bear one short name, each has the cases that it has alone, whatever the order of arrival. */
@Execution(ExecutionMode.CONCURRENT)
class SharedNameTest {
    private static final String NAME = "ws-01";
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int ORDERS = 15;
    private static final double DAY = 86_400;

    /** What tells two machines apart. */
    private enum By {
        HOST_ID,
        DOMAIN,
        /** Clones in one domain, beside a third machine in another. */
        HOST_ID_IN_A_DOMAIN;

        UnaryOperator<Fact> first() {
            return switch (this) {
                case HOST_ID -> f -> Facts.withHostId(f, "id-a");
                case DOMAIN -> f -> Facts.withDomain(f, "a.example");
                case HOST_ID_IN_A_DOMAIN -> f -> Facts.withHostId(Facts.withDomain(f, "a.example"), "id-a");
            };
        }

        UnaryOperator<Fact> second() {
            return switch (this) {
                case HOST_ID -> f -> Facts.withHostId(f, "id-b");
                case DOMAIN -> f -> Facts.withDomain(f, "b.example");
                case HOST_ID_IN_A_DOMAIN -> f -> Facts.withHostId(Facts.withDomain(f, "a.example"), "id-b");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void everyMachineHasTheCasesThatItHasAlone(By by) throws Exception {
        List<Fact> first = machine(attacked(0, 744), by.first());
        List<Fact> second = machine(armedOnly(7, 792), by.second());
        List<Fact> third = machine(armedOnly(11, 900), f -> Facts.withDomain(f, "z.example"));
        List<Fact> all = new ArrayList<>(first);
        all.addAll(second);
        TreeSet<String> expected = new TreeSet<>(cases(first));
        expected.addAll(cases(second));
        if (by == By.HOST_ID_IN_A_DOMAIN) {
            all.addAll(third);
            expected.addAll(cases(third));
        }
        for (int order = 0; order < ORDERS; order++) {
            List<Fact> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(SEED + order));
            assertThat(cases(shuffled)).as("seed %d", SEED + order).isEqualTo(expected);
        }
    }

    /** The arming of one and the launch on the other are no chain, although LSASS has the same PID on both. */
    @ParameterizedTest
    @EnumSource(By.class)
    void twoMachinesMakeNoChain(By by) throws Exception {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>();
        facts.addAll(machine(List.of(host.armedGlobally(60, "C:\\Windows\\regedit.exe")), by.first()));
        facts.addAll(machine(List.of(host.launched(120, Facts.WER, 744, Facts.TOOL)), by.second()));
        facts.addAll(machine(seen(0, 744), by.first()));
        facts.addAll(machine(seen(1, 744), by.second()));

        assertThat(live(facts))
                .extracting(c -> c.judgement().stages().toString())
                .containsExactlyInAnyOrder("[arming]", "[launch]");
    }

    /** What a source without ids tells may be either's: it is judged on each. */
    @Test
    void whatNamesNoMachineIsToldOfEach() throws Exception {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>();
        facts.addAll(machine(seen(0, 744), By.HOST_ID.first()));
        facts.addAll(machine(seen(1, 792), By.HOST_ID.second()));
        facts.addAll(machine(List.of(host.armedGlobally(60, "C:\\Windows\\regedit.exe")), By.HOST_ID.first()));
        facts.add(host.launched(120, Facts.WER, 744, Facts.TOOL));
        facts.add(host.launched(180, Facts.WER, 792, Facts.TOOL));

        assertThat(live(facts))
                .allMatch(judged -> judged.context().sharedName())
                .extracting(SharedNameTest::stagesAndTarget)
                .containsExactlyInAnyOrder("[arming, launch] CONFIRMED", "[launch] CONFIRMED");
    }

    /** Another name, or another id, is no other machine before LSASS was seen there again and again. */
    @ParameterizedTest
    @EnumSource(By.class)
    void aNameThatDoesNotLiveChangesNothing(By by) throws Exception {
        Facts host = Facts.of(NAME);
        List<Fact> alone = machine(seen(0, 744), by.first());
        alone.addAll(machine(List.of(host.armedGlobally(0, "C:\\Windows\\regedit.exe")), by.first()));
        alone.add(host.launched(60, Facts.WER, 744, Facts.TOOL));
        List<Fact> all = new ArrayList<>(alone);
        all.addAll(machine(
                List.of(host.logonHeader(30, 1_000), host.logonHeader(31, 1_000), host.reset(40, "x"), host.booted(45)),
                by.second()));
        for (int order = 0; order < ORDERS; order++) {
            List<Fact> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(SEED + order));
            assertThat(cases(shuffled)).as("seed %d", SEED + order).isEqualTo(cases(alone));
        }
        assertThat(live(all)).singleElement().satisfies(judged -> {
            assertThat(judged.judgement().stages()).containsExactly("arming", "launch");
            assertThat(judged.context().hostName()).isEqualTo(NAME);
        });
    }

    /** A table of ids that is full drops ids, and no sighting. */
    @Test
    void idsInventedBeforeChangeNothing() throws Exception {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            facts.add(Facts.withHostId(host.armedGlobally(-400 * DAY + i, "x"), "invented-" + i));
            facts.add(Facts.withHostId(host.reset(-400 * DAY + i, "x"), "invented-" + i));
        }
        facts.addAll(machine(seen(0, 744), By.HOST_ID.first()));
        facts.addAll(machine(List.of(host.launched(120, Facts.WER, 744, Facts.TOOL)), By.HOST_ID.first()));
        for (int order = 0; order < ORDERS; order++) {
            Collections.shuffle(facts, new Random(SEED + order));
            assertThat(live(facts))
                    .as("seed %d", SEED + order)
                    .filteredOn(judged -> judged.judgement().stages().contains("launch"))
                    .singleElement()
                    .satisfies(judged -> assertThat(judged.judgement().score()).isGreaterThan(73));
        }
    }

    /** The same events come through two shippers, of which one names the machine. */
    @Test
    void aShipperThatNamesTheMachineIsBelieved() throws Exception {
        List<Fact> named = machine(attacked(0, 744), By.HOST_ID.first());
        named.addAll(machine(armedOnly(7, 792), By.HOST_ID.second()));
        List<Fact> all = new ArrayList<>(named);
        attacked(0, 744).stream().filter(f -> f.sighting() == null).forEach(all::add);
        for (int order = 0; order < ORDERS; order++) {
            Collections.shuffle(all, new Random(SEED + order));
            assertThat(cases(all)).as("seed %d", SEED + order).isEqualTo(cases(named));
        }
    }

    @Test
    void everyMachineHasALineOfItsOwn() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(machine(seen(0, 744), By.HOST_ID.first()));
            job.arrive(machine(seen(1, 792), By.HOST_ID.second()));
            job.end();
            List<HostStatus> newest = job.statuses(NAME);
            assertThat(newest).extracting(HostStatus::hostName).containsExactly(NAME, NAME);
            assertThat(newest).extracting(HostStatus::hostId).containsExactly("id-a", "id-b");
            assertThat(newest).extracting(s -> s.lsass().lsassPid()).containsExactly(744L, 792L);
            assertThat(newest).extracting(HostStatus::key).containsExactly(NAME, NAME + "#1");
            assertThat(newest).allMatch(HostStatus::sharedName);
        }
    }

    /** Ids are the attacker's to invent: no more than sixteen are told apart, and what is kept stays bounded. */
    @Test
    void inventedIdsCostBoundedMemory() throws Exception {
        Facts host = Facts.of(NAME);
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(attacked(0, 744).stream().map(By.HOST_ID.first()).toList());
            long before = 0;
            for (int i = 0; i < 2_000; i++) {
                if (i == 500) {
                    before = job.storyBytes();
                }
                job.arriveWithoutWatermark(
                        Facts.withHostId(host.sighted(100 + i, 744, SightingSource.PROCESS_ACCESS), "invented-" + i));
            }
            assertThat(job.storyBytes()).isLessThan(before + 1_000);
            assertThat(job.silence(2_000).cases())
                    .anySatisfy(c -> assertThat(c.judgement().score()).isGreaterThan(90));
        }
    }

    private static List<Fact> machine(List<Fact> facts, UnaryOperator<Fact> named) {
        return new ArrayList<>(facts.stream().map(named).toList());
    }

    /** Sightings from an hour before to a day after. */
    private static List<Fact> seen(double offset, long pid) {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>();
        for (double at : new double[] {-3_600, -1_800, 1_800, 3_600, DAY}) {
            facts.add(host.sighted(at + offset, pid, SightingSource.PROCESS_ACCESS));
        }
        return facts;
    }

    private static List<Fact> attacked(double offset, long pid) {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>(seen(offset, pid));
        facts.add(host.armedGlobally(offset, "C:\\Windows\\regedit.exe"));
        facts.add(host.launched(offset + 60, Facts.WER, pid, Facts.TOOL));
        facts.add(host.dumped(offset + 61, Facts.WER, "lsass.exe." + pid + ".dmp"));
        return facts;
    }

    private static List<Fact> armedOnly(double offset, long pid) {
        Facts host = Facts.of(NAME);
        List<Fact> facts = new ArrayList<>(seen(offset, pid));
        facts.add(host.armedLsass(offset + 30, "C:\\Users\\Public\\tool.exe"));
        return facts;
    }

    private static Set<String> cases(List<Fact> facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(facts).silence(2_000).end();
            return new TreeSet<>(List.of(job.digest(NAME).split("\n(?! )")));
        }
    }

    private static String stagesAndTarget(JudgedCase judged) {
        TargetResolution target = judged.judgement().target();
        return judged.judgement().stages() + (target == null ? "" : " " + target.resolution());
    }

    private static List<JudgedCase> live(List<Fact> facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            return job.arrive(facts).silence(2_000).end().live();
        }
    }
}
