package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.host.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P1 and P2 over random stories: neither the order of arrival nor a restart changes how the cases end. */
class OrderPropertyTest {
    private static final int STORIES = Integer.getInteger("shtinkering.stories", 90);
    private static final int ORDERS = 4;
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);

    private static final String[] WRITERS = {
        "C:\\Windows\\regedit.exe", "C:\\Windows\\System32\\svchost.exe", "C:\\Users\\Public\\tool.exe"
    };
    private static final double[] SPANS = {2, 60, 900, 7_200, 90_000, 400_000};

    @Test
    void everyOrderOfArrivalEndsInTheSameCases() throws Exception {
        for (int story = 0; story < STORIES; story++) {
            long seed = SEED + story;
            List<Fact> facts = randomStory(new Random(seed));
            String expected = judged(facts);
            for (int order = 0; order < ORDERS; order++) {
                List<Fact> shuffled = shuffledWithDuplicates(facts, new Random(seed * 31 + order));
                String found = judged(shuffled);
                if (!found.equals(expected)) {
                    List<Fact> smallest = shrunk(facts, seed * 31 + order);
                    assertThat(judged(shuffledWithDuplicates(smallest, new Random(seed * 31 + order))))
                            .as("seed %d, order %d, shrunk to %d facts:%n%s", seed, order, smallest.size(), text(smallest))
                            .isEqualTo(judged(smallest));
                }
                assertThat(found).as("seed %d, order %d", seed, order).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRestartBetweenAnyTwoRecordsEndsInTheSameCases() throws Exception {
        for (int story = 0; story < STORIES / 3; story++) {
            long seed = SEED + 10_000 + story;
            List<Fact> facts = randomStory(new Random(seed));
            String expected = judged(facts);
            Random random = new Random(seed);
            try (HarnessedJob job = new HarnessedJob()) {
                for (Fact fact : facts) {
                    job.arrive(fact);
                    if (random.nextInt(3) == 0) {
                        job.restart();
                    }
                }
                job.restart().end();
                assertThat(job.digest()).as("seed %d", seed).isEqualTo(expected);
                assertThat(job.emitted().stream().map(c -> c.caseId()).distinct().count())
                        .as("cases, seed %d", seed)
                        .isLessThanOrEqualTo(facts.size());
            }
        }
    }

    private static String judged(List<Fact> facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            return job.arrive(facts).silence(1_000).end().digest();
        }
    }

    /** Removes facts as long as the order still makes a difference. */
    private static List<Fact> shrunk(List<Fact> facts, long seed) throws Exception {
        List<Fact> smallest = new ArrayList<>(facts);
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = 0; i < smallest.size() && !smaller; i++) {
                List<Fact> fewer = new ArrayList<>(smallest);
                fewer.remove(i);
                if (!judged(fewer).equals(judged(shuffledWithDuplicates(fewer, new Random(seed))))) {
                    smallest = fewer;
                    smaller = true;
                }
            }
        }
        return smallest;
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

    private static List<Fact> randomStory(Random random) {
        Facts host = Facts.of(Facts.HOST);
        double span = SPANS[random.nextInt(SPANS.length)];
        List<Fact> facts = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            facts.add(host.lsassStarted(-20_000, Facts.LSASS));
        }
        int size = 2 + random.nextInt(11);
        for (int i = 0; i < size; i++) {
            facts.add(randomFact(host, random, random.nextDouble() * span));
        }
        facts.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        return facts;
    }

    private static Fact randomFact(Facts host, Random random, double at) {
        Facts by = random.nextInt(4) == 0 ? host.seenBy("security") : host;
        String writer = WRITERS[random.nextInt(WRITERS.length)];
        long target = random.nextInt(4) == 0 ? 5_700 : random.nextInt(4) == 0 ? 792 : Facts.LSASS;
        long wer = Facts.WER + 4L * random.nextInt(3);
        return switch (random.nextInt(18)) {
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
            case 15 -> random.nextBoolean()
                    ? host.lsassStarted(at, 792)
                    : host.sighted(at, target == 5_700 ? 744 : target, SightingSource.PROCESS_ACCESS);
            case 16 -> host.crash(at, CrashEvidence.Source.WININIT_1015, "x", "c0000005");
            default -> host.logonHeader(at, target == 5_700 ? 744 : target);
        };
    }
}
