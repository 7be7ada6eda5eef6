package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.retention.RetentionBounds;
import io.github.shtinkering.detect.host.retention.SightingStore;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a host keeps of the sightings of LSASS's PID is a function of the sightings, never of their arrival. */
@Execution(ExecutionMode.CONCURRENT)
class SightingStoreTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final double HOUR = 3_600;
    /** So many boots in a month, with two kinds of source, stay below the limit; beyond it the oldest leave. */
    private static final int BOOTS = 6;
    /** Of the newest days the ends are kept, too: of each PID and source two points a day. */
    private static final int OF_THE_NEWEST_DAYS = 14 * 2 * 4;

    private static List<SightingPoint> kept(List<Fact> facts) {
        HostState state = new HostState();
        SightingStore sightings = new SightingStore(state, RetentionBounds.PUBLISHED);
        for (Fact fact : facts) {
            sightings.add(fact, Objects.requireNonNull(fact.sighting()));
            assertThat(state.sightings).hasSizeLessThanOrEqualTo(SightingStore.LIMIT + OF_THE_NEWEST_DAYS);
        }
        return state.sightings;
    }

    @Test
    void keepsTheSameOfAMonthInWhateverOrderItCame() {
        long seed = Long.getLong("shtinkering.seed", 20_261_122L);
        Random random = new Random(seed);
        List<SightingSource> sources = List.of(SightingSource.LOGON_HEADER, SightingSource.PROCESS_ACCESS);
        for (int story = 0; story < 50; story++) {
            List<Fact> facts = new ArrayList<>();
            long pid = 600;
            for (int hour = 0; hour < 720; hour++) {
                pid += random.nextInt(200) == 0 && pid < 600 + 4 * (BOOTS - 1) ? 4 : 0;
                facts.add(HOST.sighted(hour * HOUR + random.nextInt(3_600), pid, sources.get(random.nextInt(2))));
            }
            List<SightingPoint> inOrder = kept(facts);
            Collections.shuffle(facts, random);
            assertThat(kept(facts)).as("seed %d, story %d", seed, story).isEqualTo(inOrder);
        }
    }

    @Test
    void keepsTheFirstTheLastAndSomeBetween() {
        List<Fact> facts = new ArrayList<>();
        for (int hour = 0; hour < 1_000; hour++) {
            facts.add(HOST.sighted(hour * HOUR, Facts.LSASS, SightingSource.PROCESS_ACCESS));
        }
        List<SightingPoint> kept = kept(facts);
        assertThat(kept).hasSizeBetween(3, 4 + 14 * 2);
        assertThat(kept.get(0).timeMillis()).isEqualTo(Facts.START);
        assertThat(kept.get(kept.size() - 1).timeMillis()).isEqualTo(Facts.START + 999 * 3_600_000L);
    }

    @Test
    void forgetsThePidThatWasNotSeenForTheLongest() {
        List<Fact> facts = new ArrayList<>();
        for (int day = 0; day < 100; day++) {
            facts.add(HOST.lsassStarted(day * 24 * HOUR, 600 + 4 * day));
            facts.add(HOST.sighted(day * 24 * HOUR + HOUR, 600 + 4 * day, SightingSource.PROCESS_ACCESS));
        }
        assertThat(kept(facts)).hasSize(SightingStore.LIMIT).allSatisfy(point -> assertThat(point.pid())
                .isGreaterThanOrEqualTo(600 + 4 * 76));
    }
}
