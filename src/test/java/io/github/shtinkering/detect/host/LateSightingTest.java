package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LSASS seen again where it was may still decide about a launch at another PID. */
class LateSightingTest {
    private static final double DAY = 86_400;

    private final Facts host = Facts.of(Facts.HOST);
    private final HostState state = new HostState();

    /** Nobody asks for LSASS's own PID; but that LSASS still has it refutes the launch at another one. */
    @Test
    void refutesALaunchAtAnotherPid() {
        learn(host.sighted(0, Facts.LSASS, SightingSource.PROCESS_ACCESS));
        learn(host.launched(DAY + 600, Facts.WER, 5_700, Facts.TOOL));
        assertThat(launch(story().continued(1).elements())).isEqualTo(Resolution.UNKNOWN);

        assertThat(learn(host.sighted(DAY + 1_200, Facts.LSASS, SightingSource.PROCESS_ACCESS)))
                .isTrue();

        assertThat(story().continued(2).rebuildNeeded()).isTrue();
        assertThat(launch(story().rebuilt(3))).isEqualTo(Resolution.REFUTED);
    }

    private HostTracker story() {
        return new HostTracker(Facts.HOST, state, 1);
    }

    private boolean learn(Fact fact) {
        return story().learn(fact, 0);
    }

    private static Resolution launch(List<TimelineEntry> entries) {
        return entries.stream()
                .filter(t -> t.kind() == EntryKind.LAUNCH)
                .map(t -> t.target().resolution())
                .findFirst()
                .orElseThrow();
    }
}
