package io.github.shtinkering.detect.fleet;

import static io.github.shtinkering.detect.fleet.FleetNotes.HOUR;
import static io.github.shtinkering.detect.fleet.FleetNotes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many hosts there are, and what share of them something was seen on. */
class HostCensusTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final long DAY = 24 * HOUR;
    private static final long ARRIVAL = START + 1_000 * DAY;

    private record Spoke(String host, long time) {}

    private static DistinctHostsByDay kept(List<Spoke> all) {
        DistinctHostsByDay days = new DistinctHostsByDay();
        all.forEach(s -> new HostCensus(days).see(s.host(), s.time(), ARRIVAL));
        return days;
    }

    private static Prevalence on(long hosts, long since, DistinctHostsByDay days) {
        return new HostCensus(days).complete(new Prevalence(hosts, null, since, 0, null), ARRIVAL);
    }

    @Test
    void theFleetIsWhoSpokeSinceAWeekBefore() {
        List<Spoke> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(new Spoke("old-" + i, START - 8 * DAY));
            all.add(new Spoke("silent-" + i, START - 7 * DAY));
            all.add(new Spoke("alive-" + i, START + DAY));
        }
        DistinctHostsByDay days = kept(all);
        assertThat(on(83, START, days).fleetHosts()).isEqualTo(200);
        assertThat(on(83, START + 2 * DAY, days).fleetHosts()).isEqualTo(100);
        assertThat(on(83, START + 2 * DAY, days).sharePercent()).isEqualTo(83);
    }

    @Test
    void aHostIsCountedOnceOnHoweverManyDaysItSpoke() {
        List<Spoke> all = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            for (int i = 0; i < 1_500; i++) {
                all.add(new Spoke("ws-" + i, START + day * DAY));
            }
        }
        Prevalence prevalence = on(750, START, kept(all));
        assertThat(prevalence.fleetHostsError()).isNotNull();
        assertThat(prevalence.fleetHosts())
                .isBetween(1_500 - prevalence.fleetHostsError(), 1_500 + prevalence.fleetHostsError());
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (int story = 0; story < 50; story++) {
            Random random = new Random(SEED + story);
            List<Spoke> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                all.add(new Spoke("ws-" + random.nextInt(1_400), START + (long) (random.nextDouble() * 60 * DAY)));
            }
            long since = START + (long) (random.nextDouble() * 60 * DAY);
            Prevalence expected = on(50, since, kept(all));
            Collections.shuffle(all, random);
            DistinctHostsByDay days = kept(all);
            assertThat(on(50, since, days)).as("seed %d", SEED + story).isEqualTo(expected);
            assertThat(days.days).hasSizeLessThanOrEqualTo(DistinctHostsByDay.DAYS);
        }
    }

    @Test
    void aClockThatRunsAheadPushesNobodyOut() {
        DistinctHostsByDay days = new DistinctHostsByDay();
        HostCensus census = new HostCensus(days);
        for (int i = 0; i < 30; i++) {
            census.see("ws-" + i, START, START);
        }
        for (int i = 0; i < 100; i++) {
            census.see("ahead-" + i, START + (10 + i) * 365L * DAY, START);
        }
        Prevalence now = census.complete(new Prevalence(30, null, START + 9_000 * DAY, 0, null), START);
        assertThat(now.fleetHosts()).isEqualTo(130);
    }

    @ParameterizedTest(name = "{0} of {1} hosts: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "4150 | 5000 | 83 | 83 % of hosts (4,150 of 5,000)",
                "4199 | 5000 | 83 | 83 % of hosts (4,199 of 5,000)",
                "5000 | 5000 | 100 | 100 % of hosts (5,000 of 5,000)",
                "5100 | 5000 | 100 | 100 % of hosts (5,100 of 5,000)",
                "49 | 5000 | 0 | less than 1 % of hosts (49 of 5,000)",
                "20 | 20 | 100 | 100 % of hosts (20 of 20)",
                "12 | 19 | | 12 hosts",
                "1 | 0 | | 1 host",
            })
    void aShareIsRoundedDownAndNeverMoreThanAll(long hosts, long fleet, Long share, String words) {
        Prevalence prevalence = new Prevalence(hosts, null, START, fleet, null);
        assertThat(prevalence.sharePercent()).isEqualTo(share);
        assertThat(prevalence.words()).isEqualTo(words);
    }
}
