package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An armed host that works all day is no news with each of its records. */
class ArmedHostTest {
    @Test
    void isToldOfOnceAnHourOfItsTime() {
        Facts host = Facts.of("ws-01");
        HostState state = new HostState();
        HostTracker story = new HostTracker("ws-01", state, 1);
        story.learn(host.lsassStarted(0, Facts.LSASS), 0);
        story.learn(host.armedGlobally(60, "C:\\Windows\\regedit.exe"), 0);
        assertThat(story.continued(0).elements()).isNotEmpty();

        int sent = 0;
        int hours = 48;
        for (int second = 90; second < hours * 3_600; second += 30) {
            story.learn(host.logonHeader(second, Facts.LSASS), 0);
            List<TimelineEntry> elements = story.continued(0).elements();
            assertThat(elements).allMatch(entry -> entry.kind() == EntryKind.CONTEXT);
            sent += elements.size();
        }
        int besides = 2; // that its case settles, and that it lives
        assertThat(sent).isBetween(hours - 1, hours + besides);
    }
}
