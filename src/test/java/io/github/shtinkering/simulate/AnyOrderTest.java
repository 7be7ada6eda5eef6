package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.job.graph.HarnessedJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * In whatever order their records come, and how often, the cases end the same; of a story that is
 * longer than what a host keeps, verdict, stages and severity.
 */
@Execution(ExecutionMode.CONCURRENT)
class AnyOrderTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int ORDERS = Integer.getInteger("shtinkering.orders", 40);
    private static final int ORDERS_OF_OTHERS = Math.max(2, ORDERS / 20);

    @Test
    void writtenStoriesInAnyOrder() throws Exception {
        for (HostScenario tale : HostScenario.written()) {
            assertThatOrderDoesNotMatter(tale, ORDERS);
        }
    }

    @Test
    void ourOwnStoriesInAnyOrder() throws Exception {
        for (HostScenario tale : HostScenario.own()) {
            assertThatOrderDoesNotMatter(tale, ORDERS_OF_OTHERS);
        }
    }

    /** Each record comes from another sensor, too, anywhere between the others. */
    @Test
    void storiesThatTwoSensorsTellInAnyOrder() throws Exception {
        for (HostScenario tale : HostScenario.ofTwoSensors()) {
            assertThatOrderDoesNotMatter(tale, ORDERS_OF_OTHERS);
        }
    }

    /** Two sensors tell no other story than one. */
    @Test
    void aSecondSensorAddsNoCase() throws Exception {
        List<HostScenario> byOne = HostScenario.ofOneSensor();
        List<HostScenario> byTwo = HostScenario.ofTwoSensors();
        assertThat(byTwo)
                .extracting(HostScenario::story)
                .isEqualTo(byOne.stream().map(HostScenario::story).toList());
        try (HarnessedJob job = new HarnessedJob()) {
            for (int i = 0; i < byOne.size(); i++) {
                job.arrive(byOne.get(i).on("one-" + i))
                        .arrive(byTwo.get(i).on("two-" + i))
                        .silence(2_000);
                assertThat(ends(job, "two-" + i)).as(byOne.get(i).story()).isEqualTo(ends(job, "one-" + i));
            }
        }
    }

    private static List<String> ends(HarnessedJob job, String host) {
        return job.live().stream()
                .filter(found -> found.host().equals(host))
                .map(found -> found.status() + " " + found.judgement().verdict() + " "
                        + found.judgement().stages() + " "
                        + Severity.of(found.judgement().score()))
                .sorted()
                .toList();
    }

    private static void assertThatOrderDoesNotMatter(HostScenario tale, int orders) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(tale.on("in-order")).silence(2_000);
            for (int order = 0; order < orders; order++) {
                String host = "order-" + order;
                Random random = new Random(SEED + order);
                List<Fact> facts = shuffledWithDuplicates(tale.on(host), random);
                for (Fact fact : facts) {
                    arrive(job, fact, random.nextInt(3));
                }
                job.silence(2_000);
                assertThat(ends(job, host))
                        .as("%s, seed %d, arriving as %s", tale.story(), SEED + order, facts)
                        .isEqualTo(ends(job, "in-order"));
                if (tale.keptWhole()) {
                    assertThat(job.digest(host))
                            .as("%s, seed %d, arriving as %s", tale.story(), SEED + order, facts)
                            .isEqualTo(job.digest("in-order"));
                }
            }
        }
    }

    /** Alone, together with those that follow, or before a pause. */
    private static void arrive(HarnessedJob job, Fact fact, int how) throws Exception {
        switch (how) {
            case 0 -> job.arriveWithoutWatermark(fact);
            case 1 -> job.arrive(fact);
            default -> job.arrive(fact).silence(500);
        }
    }

    private static List<Fact> shuffledWithDuplicates(List<Fact> facts, Random random) {
        List<Fact> shuffled = new ArrayList<>(facts);
        facts.stream().filter(fact -> random.nextInt(4) == 0).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
