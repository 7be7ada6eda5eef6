package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineBuilder;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every host tells all day is no timeline, in whatever order: that is why the host timeline need not look at it. */
class SilentHostTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int HOSTS = 300;

    private final Facts host = Facts.of("ws-01");
    private final Random random = new Random(SEED);

    @Test
    void backgroundAloneTellsNothing() {
        for (int i = 0; i < HOSTS; i++) {
            List<Fact> facts = background();
            HostState state = new HostState();
            HostTracker story = new HostTracker("ws-01", state, 1);
            facts.forEach(fact -> story.learn(fact, fact.timeMillis()));
            HostDisambiguation machines = new HostDisambiguation(state);

            assertThat(machines.all()).as("seed %d: %s", SEED, facts).allSatisfy(machine -> assertThat(
                            new TimelineBuilder(machines.evidence("ws-01", machine)).build())
                    .isEmpty());
            assertThat(story.continued(0)).isEqualTo(new HostTracker.Sending(List.of(), false));
        }
    }

    /** The first fact that is more than background is told with all that was learnt in silence. */
    @Test
    void whatWasLearntInSilenceIsNotForgotten() {
        HostState state = new HostState();
        HostTracker story = new HostTracker("ws-01", state, 1);
        story.learn(host.lsassStarted(0, Facts.LSASS), 0);
        assertThat(story.continued(0).elements()).isEmpty();

        story.learn(host.launched(60, Facts.WER, Facts.LSASS, Facts.TOOL), 1);

        assertThat(story.continued(1).elements())
                .filteredOn(entry -> entry.kind() == EntryKind.LAUNCH)
                .singleElement()
                .satisfies(entry -> assertThat(entry.target().resolution()).isEqualTo(Resolution.CONFIRMED));
    }

    private List<Fact> background() {
        List<Fact> facts = new ArrayList<>();
        for (int count = 1 + random.nextInt(20); count > 0; count--) {
            double at = random.nextInt(200_000);
            long pid = random.nextBoolean() ? Facts.LSASS : 4L * (100 + random.nextInt(200));
            Fact fact =
                    switch (random.nextInt(6)) {
                        case 0 -> host.booted(at);
                        case 1 -> host.lsassStarted(at, pid);
                        case 2 -> host.loggedOn(at, "CORP\\alice", 2);
                        case 3 -> host.sighted(at, pid, SightingSource.PROCESS_ACCESS);
                        case 4 -> host.lsassEnded(at, pid);
                        default -> host.logonHeader(at, pid);
                    };
            facts.add(random.nextInt(10) == 0 ? Facts.withHostId(fact, "id-" + random.nextInt(3)) : fact);
        }
        return facts;
    }
}
