package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.LoggedOn;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.source.Gates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;

/** The source lets few logons of a person pass; who had logged on before a launch depends on none that it keeps back. */
class LoggedOnTest {
    private static final int HOUR = 3_600;
    private static final int USERS = 10;
    private static final int LOGONS = 44; // no more of either type than a host keeps
    private static final int OVER_THE_NETWORK = 14;

    private final Facts host = Facts.of(Facts.HOST);

    @RepeatedTest(100)
    void isSaidOfTheSamePersonsInWhateverOrderTheirLogonsArrive() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Fact launch = host.launched(random.nextInt(HOUR), Facts.WER, Facts.LSASS, Facts.TOOL);
        List<Fact> logons = new ArrayList<>();
        for (int i = 0; i < LOGONS; i++) {
            int user = random.nextInt(USERS);
            // Of half of them around the launch, of the others around the beginning of the day before it.
            double at = random.nextInt(2 * HOUR) - HOUR - (user % 2 == 0 ? 24 * HOUR : 0);
            logons.add(host.loggedOn(at, "CORP\\user" + user, i < OVER_THE_NETWORK ? 3 : 2));
        }
        List<LoggedOn> all = loggedOn(logons, launch);
        assertThat(all).as("seed %d", seed).isNotEmpty();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(logons, random);
            List<Fact> passed = logons.stream().filter(gate()).toList();
            assertThat(loggedOn(passed, launch)).as("seed %d", seed).isEqualTo(all);
        }
    }

    private static Predicate<Fact> gate() {
        return Gates.ofAReader();
    }

    private static List<LoggedOn> loggedOn(List<Fact> logons, Fact launch) {
        HostState state = new HostState();
        new HostTracker(Facts.HOST, state, 1).learn(launch, 0);
        logons.forEach(logon -> new HostTracker(Facts.HOST, state, 1).learn(logon, 0));
        return new HostTracker(Facts.HOST, state, 1)
                .rebuilt(1).stream()
                        .filter(entry -> entry.kind() == EntryKind.CONTEXT)
                        .map(entry -> Objects.requireNonNull(entry.context()).loggedOn())
                        .reduce((first, second) -> second)
                        .orElseThrow();
    }
}
