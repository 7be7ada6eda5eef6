package io.github.shtinkering.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class SightingDeduplicatorTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final SightingDeduplicator gate = new SightingDeduplicator();

    @Test
    void letsTwoDistinctSightingsThroughInFiveMinutes() {
        assertThat(gate.admits(sighting("a", "ws-01", 700, NOON))).isTrue();
        assertThat(gate.admits(sighting("a", "ws-01", 700, NOON))).isTrue();
        assertThat(gate.admits(sighting("b", "ws-01", 700, NOON + 1))).isTrue();
        assertThat(gate.admits(sighting("c", "ws-01", 700, NOON + 2))).isFalse();
        assertThat(gate.admits(sighting("b", "ws-01", 700, NOON + 1))).isTrue();
        assertThat(gate.admits(sighting("d", "ws-01", 700, NOON + 5 * MINUTE))).isTrue();
    }

    @Test
    void tellsHostsAndPidsApart() {
        for (String host : new String[] {"ws-01", "ws-02"}) {
            for (long pid : new long[] {700, 704}) {
                assertThat(gate.admits(sighting(host + pid + 1, host, pid, NOON)))
                        .isTrue();
                assertThat(gate.admits(sighting(host + pid + 2, host, pid, NOON)))
                        .isTrue();
                assertThat(gate.admits(sighting(host + pid + 3, host, pid, NOON)))
                        .isFalse();
            }
        }
    }

    @Test
    void letsOneLogonOfAUserAndTypeThroughInABucket() {
        assertThat(gate.admits(logon("a", "CORP\\anna", 3, NOON))).isTrue();
        assertThat(gate.admits(logon("b", "CORP\\anna", 3, NOON + 4 * MINUTE))).isFalse();
        assertThat(gate.admits(logon("c", "CORP\\bert", 3, NOON))).isTrue();
        assertThat(gate.admits(logon("d", "CORP\\anna", 3, NOON + 5 * MINUTE))).isTrue();
        assertThat(gate.admits(logon("e", "CORP\\anna", 2, NOON))).isTrue();
        assertThat(gate.admits(logon("f", "CORP\\anna", 2, NOON + 59 * MINUTE))).isFalse();
        assertThat(gate.admits(logon("g", "CORP\\anna", 2, NOON + 60 * MINUTE))).isTrue();
    }

    /** Of a person's logons of each type the earliest passes of every bucket, whichever came before it. */
    @Test
    void aLogonHidesNoneOfAnotherTypeNorAnEarlierOne() {
        long seed = Long.getLong("shtinkering.seed", 20_261_122L);
        Random random = new Random(seed);
        Map<String, Long> earliest = new HashMap<>();
        Map<String, Long> earliestPassed = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int type = new int[] {2, 3, 10}[random.nextInt(3)];
            String user = "CORP\\user" + random.nextInt(3);
            long time = NOON + random.nextInt(600) * MINUTE + random.nextInt(60_000);
            String place = user + " " + type + " " + time / ((type == 3 ? 5 : 60) * MINUTE);
            earliest.merge(place, time, Math::min);
            if (gate.admits(logon("l" + i, user, type, time))) {
                earliestPassed.merge(place, time, Math::min);
            }
        }
        assertThat(earliestPassed).as("seed %d", seed).isEqualTo(earliest);
    }

    @Test
    void aFloodOnlyLetsMoreThrough() {
        SightingDeduplicator small = new SightingDeduplicator(100);
        for (int i = 0; i < 10_000; i++) {
            assertThat(small.admits(sighting("x" + i, "invented-" + i, 4_000 + i, NOON)))
                    .isTrue();
        }
        assertThat(small.admits(sighting("a", "ws-01", 700, NOON))).isTrue();
        assertThat(small.admits(sighting("b", "ws-01", 700, NOON))).isTrue();
    }

    /** Asked beforehand it never says no to what would be admitted, but to what was admitted already. */
    @Test
    void askedBeforehandItAgrees() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> admitted = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long time = NOON + 5 * MINUTE * random.nextInt(4) + random.nextInt(5);
            String host = "ws-" + random.nextInt(3);
            int who = random.nextInt(2);
            String id = host + who + time; // an id depends on all that a fact says
            Fact fact = random.nextBoolean()
                    ? sighting("s" + id, host, 700 + who, time)
                    : logon("l" + host + id, "CORP\\" + host + who, 2 + random.nextInt(2), time);
            boolean before = gate.mayAdmit(
                    fact.host(), fact.domain(), fact.hostId(), fact.timeMillis(), fact.sighting(), fact.logon());
            boolean isNew = gate.admits(fact) && admitted.add(fact.toString());
            assertThat(before || !isNew).as("seed %d: %s", seed, fact).isTrue();
        }
    }

    @Test
    void whatTheSourceEmitsNeedsNoKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(IngestOutput.class);
    }

    private static Fact sighting(String id, String host, long pid, long time) {
        return fact(id, host, time, new LsassSighting(pid, SightingSource.LOGON_HEADER));
    }

    private static Fact logon(String id, String user, int type, long time) {
        return fact(id, "ws-01", time, new Logon(user, null, type, null));
    }

    private static Fact fact(String id, String host, long time, FactPayload payload) {
        FactHeader header =
                new FactHeader(id, host, null, null, time, 1, "winlogbeat", "security", "t-0-1", null, null);
        return new Fact(header, payload);
    }
}
