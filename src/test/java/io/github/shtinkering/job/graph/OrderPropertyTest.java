package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.host.Adversary;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Neither the order of arrival nor a restart changes how the cases of random timelines end, with what an attacker adds to
 * them.
 */
@Execution(ExecutionMode.CONCURRENT)
class OrderPropertyTest {
    private static final int STORIES = Integer.getInteger("shtinkering.stories", 40);
    private static final int ORDERS = 6;
    private static final int RESTARTS = 12;
    /** Records of one trick: what a host keeps is more. */
    private static final int MANY = 20;

    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);

    /** How far the clocks of the readers are behind, milliseconds: not at all, a little, seconds, minutes. */
    private static final long[][] READERS = {{0, 0}, {0, 25}, {7_000, 0, 300}, {0, 600_000}};

    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    private static final String[] WRITERS = {
        "C:\\Windows\\regedit.exe", "C:\\Windows\\System32\\svchost.exe", "C:\\Users\\Public\\tool.exe"
    };
    private static final double[] SPANS = {2, 60, 900, 7_200, 90_000, 400_000};

    @Test
    void everyOrderOfArrivalEndsInTheSameCases() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            for (int story = 0; story < STORIES; story++) {
                long seed = SEED + story;
                List<Fact> facts = randomStory("ordered-" + seed, seed);
                job.arrive(facts).silence(2_000);
                String expected = job.digest("ordered-" + seed);
                for (int order = 0; order < ORDERS; order++) {
                    String host = "shuffled-" + seed + "-" + order;
                    job.arrive(shuffled(host, seed, order)).silence(2_000);
                    if (!job.digest(host).equals(expected)) {
                        fail(seed, order);
                    }
                }
            }
        }
    }

    /**
     * Several readers, the clocks of some seconds or minutes behind: what is matched is what was sent, in the order of
     * sending.
     */
    @Test
    void severalReadersEndInTheSameCases() throws Exception {
        for (long[] behind : READERS) {
            long settled = 2_000 + Arrays.stream(behind).max().orElse(0);
            try (HarnessedJob one = new HarnessedJob();
                    HarnessedJob several = new HarnessedJob().readBy(behind)) {
                for (long seed = SEED; seed < SEED + STORIES / 4; seed++) {
                    String host = "host-" + seed;
                    one.arrive(randomStory(host, seed)).silence(2_000);
                    several.arrive(randomStory(host, seed)).silence(settled);
                    assertThat(several.digest(host))
                            .as("seed %d, clocks behind by %s", seed, Arrays.toString(behind))
                            .isEqualTo(one.digest(host));
                    several.arrive(shuffled(host + "-shuffled", seed, 0)).silence(settled);
                    assertThat(several.digest(host + "-shuffled"))
                            .as("seed %d shuffled, clocks behind by %s", seed, Arrays.toString(behind))
                            .isEqualTo(one.digest(host));
                }
            }
        }
    }

    /**
     * What a revision says is what the facts up to some point say: nobody judges a part of what is under way, or of what
     * is behind in one reader and not in another.
     */
    @Test
    void everyRevisionIsOfAWholeDelivery() throws Exception {
        for (long[] behind : READERS) {
            long settled = 2_000 + Arrays.stream(behind).max().orElse(0);
            try (HarnessedJob one = new HarnessedJob();
                    HarnessedJob several = new HarnessedJob().readBy(behind)) {
                for (long seed = SEED; seed < SEED + STORIES / 4; seed++) {
                    String host = "host-" + seed;
                    for (Fact fact : randomStory(host, seed)) {
                        one.arrive(fact).silence(2_000);
                    }
                    several.arrive(randomStory(host, seed)).silence(settled);
                    assertThat(one.revisions(host))
                            .as("seed %d, clocks behind by %s", seed, Arrays.toString(behind))
                            .containsAll(several.revisions(host));
                }
            }
        }
    }

    @Test
    void restartsBetweenAnyTwoRecordsEndInTheSameCases() throws Exception {
        int stories = STORIES / 4;
        List<Fact> mixed = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            mixed.addAll(shuffled("story-" + story, SEED + story, 0));
        }
        Random random = new Random(SEED);
        Collections.shuffle(mixed, random);
        try (HarnessedJob undisturbed = new HarnessedJob();
                HarnessedJob killed = new HarnessedJob()) {
            undisturbed.arrive(mixed).silence(2_000).end();
            for (Fact fact : mixed) {
                killed.arrive(fact);
                if (random.nextInt(mixed.size() / RESTARTS) == 0) {
                    killed.restart();
                }
            }
            killed.restart().silence(2_000).end();
            for (int story = 0; story < stories; story++) {
                String host = "story-" + story;
                assertThat(killed.digest(host)).as("seed %d", SEED + story).isEqualTo(undisturbed.digest(host));
            }
            assertThat(killed.cases()).hasSameSizeAs(undisturbed.cases());
        }
    }

    /** An exception never hides the crime, in any random timeline. */
    @Test
    void anExceptionNeverHidesTheCrime() throws Exception {
        ArmingException everything =
                new ArmingException("EX-1", "ticket", "it", 0, Long.MAX_VALUE, "*", null, null, null, null);
        for (long seed = SEED; seed < SEED + STORIES; seed++) {
            ExceptionNeverHides.assertOn("host", randomStory("host", seed), List.of(everything), "seed %d", seed);
        }
    }

    private static void fail(long seed, int order) throws Exception {
        List<Fact> smallest = randomStory("host", seed);
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = 0; i < smallest.size() && !smaller; i++) {
                List<Fact> fewer = new ArrayList<>(smallest);
                fewer.remove(i);
                if (!judged(fewer).equals(judged(shuffledWithDuplicates(fewer, new Random(seed * 31 + order))))) {
                    smallest = fewer;
                    smaller = true;
                }
            }
        }
        List<Fact> shuffled = shuffledWithDuplicates(smallest, new Random(seed * 31 + order));
        assertThat(judged(shuffled))
                .as("seed %d, order %d, shrunk to:%n%sarriving as:%n%s", seed, order, text(smallest), text(shuffled))
                .isEqualTo(judged(smallest));
        throw new AssertionError("seed " + seed + ", order " + order + ": differs only among other hosts");
    }

    private static String judged(List<Fact> facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            return job.arrive(facts).silence(2_000).end().digest("host");
        }
    }

    private static List<Fact> shuffled(String host, long seed, int order) {
        return shuffledWithDuplicates(randomStory(host, seed), new Random(seed * 31 + order));
    }

    private static List<Fact> shuffledWithDuplicates(List<Fact> facts, Random random) {
        List<Fact> shuffled = new ArrayList<>(facts);
        facts.stream().filter(f -> random.nextInt(4) == 0).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static String text(List<Fact> facts) {
        StringBuilder text = new StringBuilder();
        facts.forEach(f -> text.append("  ").append(f).append('\n'));
        return text.toString();
    }

    private static List<Fact> randomStory(String name, long seed) {
        Random random = new Random(seed);
        Facts host = Facts.of(name);
        double span = SPANS[random.nextInt(SPANS.length)];
        List<Fact> facts = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            facts.add(host.lsassStarted(-20_000, Facts.LSASS));
        }
        int size = 2 + random.nextInt(11);
        for (int i = 0; i < size; i++) {
            facts.add(randomFact(host, random, random.nextDouble() * span));
        }
        Adversary adversary = new Adversary(host, random, MANY);
        for (int tricks = random.nextInt(3); tricks > 0; tricks--) {
            facts.addAll(adversary.hide(List.copyOf(facts), random.nextDouble() * span));
        }
        facts.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        return facts;
    }

    private static Fact randomFact(Facts host, Random random, double at) {
        Facts by = random.nextInt(4) == 0 ? host.seenBy("security") : host;
        String writer = WRITERS[random.nextInt(WRITERS.length)];
        long target = random.nextInt(4) == 0 ? 5_700 : random.nextInt(4) == 0 ? 792 : Facts.LSASS;
        long wer = Facts.WER + 4L * random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0, 1 -> by.armedGlobally(at, writer);
            case 2 -> by.armedLsass(at, writer);
            case 3 -> by.reset(at, writer);
            case 4, 5, 6 -> by.launched(at, wer, target, Facts.TOOL);
            case 7 -> by.launched(at, wer, target, target);
            case 8 -> by.launched(at, wer, target, null);
            case 9, 10 -> by.dumped(at, wer, "lsass.exe." + target + ".dmp");
            case 11 -> by.dumped(at, wer, "app.exe." + target + ".dmp");
            case 12 -> by.dumped(at, "C:\\t\\procdump64.exe", 99, "C:\\t\\lsass.dmp", null);
            case 13 -> by.deleted(at, writer, "lsass.exe." + target + ".dmp");
            case 14 -> host.booted(at);
            case 15 ->
                random.nextBoolean()
                        ? host.lsassStarted(at, 792)
                        : host.sighted(at, target == 5_700 ? 744 : target, SightingSource.PROCESS_ACCESS);
            case 16 -> host.crash(at, CrashEvidence.Source.WININIT_1015, "x", "c0000005");
            case 17, 18 -> keyDeleted(host, random, at, writer);
            default -> host.logonHeader(at, target == 5_700 ? 744 : target);
        };
    }

    /** As Sysmon sees it, or as the Security log does, which only tells that it was asked for. */
    private static Fact keyDeleted(Facts host, Random random, double at, String writer) {
        String key = random.nextBoolean() ? LOCAL_DUMPS : LOCAL_DUMPS + "\\lsass.exe";
        return random.nextBoolean()
                ? host.registry(at, writer, RegistryChange.Operation.DELETE_KEY, key, null, null)
                : host.seenBy("security")
                        .registry(at, writer, RegistryChange.Operation.DELETE_KEY_ASKED, key, null, null);
    }
}
