package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.LsassTimeline;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.registry.WerRegistry;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds one machine's timeline: a pure function of its facts and of the sightings of LSASS's PID. Whatever the order of
 * arrival was, the same facts give the same timeline.
 */
public final class TimelineBuilder {
    private final List<ObservedEvent> observedEvents;
    private final List<Fact> facts;
    private final LsassTimeline lsass;
    private final List<Long> reimagings;
    private final List<EvictedLaunches> evictedLaunches;
    private final List<ObservedEvent> launches;
    private final List<ObservedEvent> dumps;

    private final LaunchAttribution attribution;
    private final DumpOrigin origin;
    private final DerivedEvents derived;

    private final TimelineEntries entries;
    private final List<Aftermath.Reset> resets = new ArrayList<>();
    private @Nullable TimelineEntry armedSince;
    private ArmedState armingNow = new WerRegistry().arming();

    public TimelineBuilder(MachineEvidence machine) {
        this.facts = machine.facts();
        this.reimagings = machine.reimagings();
        this.evictedLaunches = machine.evictedLaunches();
        this.lsass = new LsassTimeline(
                facts.stream()
                        .filter(f -> f.kind() == FactKind.BOOT || f.kind() == FactKind.LSASS_SIGHTING)
                        .toList(),
                machine.sightings(),
                facts.stream().filter(f -> f.kind() == FactKind.LSASS_ENDED).toList());
        this.observedEvents = ObservedEvents.of(facts.stream()
                .filter(f ->
                        f.kind() != FactKind.BOOT && f.kind() != FactKind.LSASS_SIGHTING && f.kind() != FactKind.LOGON)
                .toList());
        this.launches = ofKind(FactKind.WER_LAUNCH);
        this.dumps = ofKind(FactKind.DUMP_WRITTEN);
        this.attribution = new LaunchAttribution(lsass, launches, dumps);
        this.origin = new DumpOrigin(launches, dumps, attribution);
        this.derived = new DerivedEvents(machine.host(), machine.machine());
        this.entries = new TimelineEntries(machine.host(), machine.machine());
    }

    /** LSASS's PID over time. */
    public LsassTimeline lsass() {
        return lsass;
    }

    /** The timeline in order, without marker and context, as of generation 0. Called once. */
    public List<TimelineEntry> build() {
        addRegistryAndActs();
        Aftermath aftermath = new Aftermath(entries, observedEvents, facts, lsass, derived);
        aftermath.addHandling();
        aftermath.addResets(resets);
        aftermath.addAftermath();
        aftermath.addRemoteRegistry();
        ofKind(FactKind.VENDOR_DETECTION).forEach(observed -> entries.add(EntryKind.DETECTION, observed));
        addEvictedLaunches();
        return EntryOrder.ordered(entries.all());
    }

    /** The write since which the host is armed; null when it is not. Known after {@link #build()}. */
    @Nullable
    public TimelineEntry armedSince() {
        return armedSince;
    }

    /** The registry as the last change left it. Known after {@link #build()}. */
    public ArmedState armingNow() {
        return armingNow;
    }

    /**
     * Who logged on in the day before the last launch or dump, sorted by name. The day begins with an hour, as of most
     * logons in an hour only the earliest passes the source.
     */
    public List<LoggedOn> loggedOn(List<TimelineEntry> machine) {
        long last = machine.stream()
                .filter(t -> t.kind() == EntryKind.LAUNCH || t.kind() == EntryKind.DUMP)
                .mapToLong(t -> t.event().lastMillis())
                .max()
                .orElse(Long.MIN_VALUE);
        if (last == Long.MIN_VALUE) {
            return List.of();
        }
        long hour = CorrelationWindows.LOGON_BUCKET_MILLIS;
        long first = Math.floorDiv(last - CorrelationWindows.LOGGED_ON_MILLIS, hour) * hour;
        Map<String, LoggedOn> users = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact.logon() != null && fact.timeMillis() <= last && fact.timeMillis() >= first) {
                users.merge(
                        AsciiCase.lower(fact.logon().user()),
                        new LoggedOn(
                                fact.logon().user(),
                                fact.logon().sid(),
                                fact.logon().type(),
                                fact.logon().address()),
                        (a, b) -> a.type() <= b.type() ? a : b);
            }
        }
        return List.copyOf(users.values());
    }

    private void addRegistryAndActs() {
        WerRegistry registry = new WerRegistry();
        Deque<Long> ahead = new ArrayDeque<>(reimagings);
        for (ObservedEvent observed : observedEvents) {
            while (!ahead.isEmpty() && ahead.getFirst() < observed.firstMillis()) {
                addRegistryChange(derived.reimaged(ahead.removeFirst()), registry);
            }
            switch (observed.fact().kind()) {
                case REGISTRY_CHANGE -> addRegistryChange(observed, registry);
                case WER_LAUNCH -> addLaunch(observed, registry.arming());
                case DUMP_WRITTEN -> addDump(observed, registry.arming());
                default -> {}
            }
        }
        ahead.forEach(time -> addRegistryChange(derived.reimaged(time), registry));
    }

    private void addRegistryChange(ObservedEvent observed, WerRegistry registry) {
        RegistryChange change = Objects.requireNonNull(observed.fact().registry());
        if (contradictedByAnArming(observed, registry)) {
            return;
        }
        WerRegistry.Effect effect = registry.apply(change);
        EntryKind kind =
                switch (effect) {
                    case ARMS -> EntryKind.ARMING;
                    case PREPARES -> EntryKind.PREPARATION;
                    case DISARMS -> EntryKind.DISARMING;
                    case NONE -> null;
                };
        armingNow = registry.arming();
        if (kind != null) {
            entries.add(kind, observed, armingNow, null, null);
        } else if (registry.resets(change)) {
            resets.add(new Aftermath.Reset(observed, armingNow));
        }
        if (!armingNow.armed()) {
            armedSince = null;
        } else if (armedSince == null) {
            armedSince = entries.last();
        }
    }

    /** Of copies of one record that contradict each other the worse one counts. */
    private boolean contradictedByAnArming(ObservedEvent observed, WerRegistry registry) {
        String id = observed.fact().id();
        return observed.members().size() > 1
                && !registry.armedBy(Objects.requireNonNull(observed.fact().registry()))
                && ofKind(FactKind.REGISTRY_CHANGE).stream()
                        .map(ObservedEvent::fact)
                        .filter(other -> FactId.contradict(id, other.id()))
                        .anyMatch(other -> registry.armedBy(Objects.requireNonNull(other.registry())));
    }

    private void addLaunch(ObservedEvent observed, ArmedState arming) {
        LaunchAttribution.Launch launch = attribution.of(observed.fact());
        boolean counts =
                launch.target().confirmed() || LaunchRequest.foreign(launch.fact()) || alertedAbout(launch.fact());
        if (counts) {
            entries.add(EntryKind.LAUNCH, observed.of(launch.fact()), arming, launch.target(), null);
        }
    }

    private void addDump(ObservedEvent observed, ArmedState arming) {
        Fact fact = observed.fact();
        DumpNature nature = origin.nature(fact);
        DumpName name = DumpName.of(fact);
        boolean ofLaunch = launches.stream()
                .map(l -> attribution.of(l.fact()))
                .anyMatch(l ->
                        (LaunchRequest.foreign(l.fact()) || l.target().confirmed()) && DumpJoin.joins(l.fact(), fact));
        boolean counts =
                switch (nature) {
                    case LSASS_BY_WER, LSASS_BY_OTHER, LSASS_COPY -> true;
                    case UNREADABLE_BY_WER, OTHER_PROGRAM_BY_WER -> ofLaunch;
                };
        if (counts) {
            TargetResolution target = name == null || !name.ofLsass() ? null : attribution.of(name, fact, nature);
            entries.add(
                    origin.isCopy(fact, nature) ? EntryKind.HANDLING : EntryKind.DUMP,
                    observed,
                    arming,
                    target,
                    nature);
        }
    }

    private boolean alertedAbout(Fact launch) {
        return observedEvents.stream()
                .map(ObservedEvent::fact)
                .anyMatch(f -> f.detection() != null
                        && Math.abs(f.timeMillis() - launch.timeMillis()) <= CorrelationWindows.CRASH_AFTERMATH_MILLIS
                        && (f.detection().targetPid() == null
                                || LaunchRequest.targets(launch)
                                        .contains(f.detection().targetPid())));
    }

    /** Of each day one, whichever ids the machine had on it. */
    private void addEvictedLaunches() {
        Map<Long, EvictedLaunches> days = new TreeMap<>();
        evictedLaunches.forEach(left -> days.merge(left.day(), left, EvictedLaunches::and));
        days.values().forEach(left -> {
            TargetResolution target = new TargetResolution(
                    Resolution.UNKNOWN,
                    lsass.at(left.firstMillis()).lsassPid(),
                    List.of(),
                    false,
                    "so many processes were targets that not all are kept");
            entries.add(EntryKind.LAUNCHES_EVICTED, derived.evicted(left), null, target, null);
        });
    }

    private List<ObservedEvent> ofKind(FactKind kind) {
        return observedEvents.stream().filter(h -> h.fact().kind() == kind).toList();
    }
}
