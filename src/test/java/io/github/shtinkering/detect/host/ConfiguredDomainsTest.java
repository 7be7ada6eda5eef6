package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the configuration knows of domains need not be learnt from LSASS's sightings. */
class ConfiguredDomainsTest {
    private static final Fact ARMED =
            Facts.withDomain(Facts.of(Facts.HOST).armedGlobally(-60, "C:\\Windows\\regedit.exe"), "a.example");
    private static final Fact LAUNCHED =
            Facts.withDomain(Facts.of(Facts.HOST).launched(0, Facts.WER, Facts.LSASS, Facts.TOOL), "b.example");
    private static final Fact NAMELESS = Facts.of(Facts.HOST).dumped(2, Facts.WER, "lsass.exe.744.dmp");

    private static HostTracker story(Set<String> domains, List<Fact> facts) {
        HostTracker story = new HostTracker(Facts.HOST, new HostState(), 1, ArrivalPlausibility.STORED, domains);
        facts.forEach(fact -> story.learn(fact, 0));
        return story;
    }

    private static List<String> named(HostTracker story) {
        return story.statuses().stream().map(HostStatus::hostName).toList();
    }

    @Test
    void aSecondDomainThatNobodyKnowsIsNoMachine() {
        HostTracker story = story(Set.of(), List.of(ARMED, LAUNCHED, NAMELESS));
        assertThat(story.statuses()).noneMatch(HostStatus::sharedName);
    }

    @Test
    void twoDomainsOfTheConfigurationAreTwoMachinesFromTheFirstRecordOn() {
        for (List<Fact> facts : List.of(List.of(ARMED, LAUNCHED, NAMELESS), List.of(NAMELESS, LAUNCHED, ARMED))) {
            HostTracker story = story(Set.of("a.example", "b.example"), facts);
            assertThat(named(story)).containsExactlyInAnyOrder(Facts.HOST + ".a.example", Facts.HOST + ".b.example");
            assertThat(story.statuses()).allMatch(HostStatus::sharedName);
            List<TimelineEntry> entries = story.rebuilt(0);
            assertThat(entries)
                    .filteredOn(t -> t.kind() == EntryKind.ARMING)
                    .extracting(TimelineEntry::machine)
                    .containsExactly("a.example");
            assertThat(entries)
                    .filteredOn(t -> t.kind() == EntryKind.LAUNCH)
                    .extracting(TimelineEntry::machine)
                    .containsExactly("b.example");
            assertThat(entries)
                    .as("what names none is told of each")
                    .filteredOn(t -> t.kind() == EntryKind.DUMP)
                    .extracting(TimelineEntry::machine)
                    .containsExactlyInAnyOrder("a.example", "b.example");
        }
    }

    /** One configured domain beside an invented one stays the host that it was. */
    @Test
    void anInventedDomainBesideAConfiguredOneStandsAlone() {
        HostTracker story = story(Set.of("a.example"), List.of(ARMED, LAUNCHED, NAMELESS));
        assertThat(named(story)).contains(Facts.HOST);
        assertThat(story.statuses()).noneMatch(HostStatus::sharedName);
        assertThat(story.rebuilt(0))
                .filteredOn(t -> t.kind() == EntryKind.DUMP)
                .extracting(TimelineEntry::machine)
                .containsExactly("");
    }
}
