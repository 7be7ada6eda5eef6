package io.github.shtinkering.detect.host;

import static io.github.shtinkering.detect.host.Facts.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineBuilder;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostReimagingTest {
    private static final Facts HOST = Facts.of(Facts.HOST);

    @Test
    void isAnIdThatTakesTheOtherOnesPlace() {
        assertThat(times(seen(0, "a"), seen(60, "a"), seen(600, "b"), seen(900, "b")))
                .containsExactly(START + 599_000);
    }

    @Test
    void isNoneWhereOneIdIsKept() {
        assertThat(times(seen(0, "a"), seen(60, "a"))).isEmpty();
        assertThat(times(HOST.lsassStarted(0, 744))).isEmpty();
    }

    @Test
    void armsNoLonger() {
        Fact armed = Facts.withHostId(HOST.armedGlobally(0, "C:\\Windows\\regedit.exe"), "a");
        TimelineBuilder kept = builder(List.of(armed, seen(600, "a")));
        TimelineBuilder anew = builder(List.of(armed, seen(600, "b")));

        assertThat(kept.build()).extracting(TimelineEntry::kind).containsExactly(EntryKind.ARMING);
        assertThat(kept.armingNow().armed()).isTrue();
        assertThat(anew.build()).extracting(TimelineEntry::kind).containsExactly(EntryKind.ARMING, EntryKind.DISARMING);
        assertThat(anew.armingNow().armed()).isFalse();
        assertThat(anew.armedSince()).isNull();
    }

    /** Anybody may write an id into a record; where Windows was never seen to run under it, nothing was installed. */
    @Test
    void isNoneByARecordAlone() {
        Fact armed = Facts.withHostId(HOST.armedGlobally(0, "C:\\Windows\\regedit.exe"), "a");
        Fact forged = Facts.withHostId(HOST.deleted(600, "C:\\Windows\\System32\\cmd.exe", "lsass.exe.744.dmp"), "b");
        assertThat(times(armed, forged)).isEmpty();
        TimelineBuilder builder = builder(List.of(armed, forged));
        assertThat(builder.build()).extracting(TimelineEntry::kind).doesNotContain(EntryKind.DISARMING);
        assertThat(builder.armingNow().armed()).isTrue();
    }

    private static List<Long> times(Fact... facts) {
        return new HostDisambiguation(heard(List.of(facts))).reimagings(HostDisambiguation.ONLY);
    }

    private static TimelineBuilder builder(List<Fact> facts) {
        return new TimelineBuilder(new HostDisambiguation(heard(facts)).evidence(Facts.HOST, HostDisambiguation.ONLY));
    }

    private static HostState heard(List<Fact> facts) {
        HostState state = new HostState();
        HostTracker story = new HostTracker(Facts.HOST, state, 1);
        facts.forEach(fact -> story.learn(fact, fact.timeMillis()));
        return state;
    }

    private static Fact seen(double at, String hostId) {
        return Facts.withHostId(HOST.lsassStarted(at, 744), hostId);
    }
}
