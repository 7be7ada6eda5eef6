package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.HostIdentity;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.retention.FactStore;
import io.github.shtinkering.detect.host.retention.RetentionBounds;
import io.github.shtinkering.detect.host.retention.SightingStore;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.state.HostState.GenerationState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One host's timeline between records: takes facts, and says what of the timeline must be told next. Knows nothing of Flink:
 * state in, generations out.
 *
 * <p>A fact that only continues what was told is sent straight on; one that changes what was told makes the whole timeline
 * be told again under the next number.
 */
public final class HostTracker {
    /** Most machines that are told apart under one short name. */
    private static final int DOMAIN_LIMIT = 16;

    /** Facts beyond which a timeline is told for several records together. */
    private static final int BUSY = 64;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long WAIT_MILLIS = 100L;
    private static final long WAIT_MILLIS_EACH = 4L;
    private static final long MAX_WAIT_MILLIS = 1_500L;

    private final String host;
    private final HostState state;
    private final int patternVersion;
    private final ArrivalPlausibility clock;
    private final RetentionBounds bounds;
    private final Set<String> domains;
    /** As of what was learnt last; null until they are asked for. */
    private @Nullable List<MachineTimeline> timelines;

    /** A timeline of stored telemetry. */
    public HostTracker(String host, HostState state, int patternVersion) {
        this(host, state, patternVersion, ArrivalPlausibility.STORED);
    }

    /**
     * @param host the short host name
     * @param state the host's state, changed in place
     * @param patternVersion the version of the pattern that listens
     * @param clock whether arrivals bound the host's time
     */
    public HostTracker(String host, HostState state, int patternVersion, ArrivalPlausibility clock) {
        this(host, state, patternVersion, clock, Set.of());
    }

    /**
     * @param host the short host name
     * @param state the host's state, changed in place
     * @param patternVersion the version of the pattern that listens
     * @param clock whether arrivals bound the host's time
     * @param domains domains of which each has machines of its own, also under one short name
     */
    public HostTracker(
            String host, HostState state, int patternVersion, ArrivalPlausibility clock, Set<String> domains) {
        this(host, state, patternVersion, clock, RetentionBounds.PUBLISHED, domains);
    }

    HostTracker(String host, HostState state, int patternVersion, ArrivalPlausibility clock, RetentionBounds bounds) {
        this(host, state, patternVersion, clock, bounds, Set.of());
    }

    private HostTracker(
            String host,
            HostState state,
            int patternVersion,
            ArrivalPlausibility clock,
            RetentionBounds bounds,
            Set<String> domains) {
        this.host = host;
        this.state = state;
        this.patternVersion = patternVersion;
        this.clock = clock;
        this.bounds = bounds;
        this.domains = domains;
    }

    /** Takes a fact; returns whether it was news: whether that changes the timeline is seen when it is told. */
    public boolean learn(Fact heard, long arrivalMillis) {
        Fact fact = CommandLineHeads.shortened(heard);
        timelines = null;
        int telemetryBefore = state.telemetry;
        int namesBefore = namesKnown();
        state.lastArrivalMillis = Math.max(state.lastArrivalMillis, arrivalMillis);
        long timeMillis = clock.hostTime(fact.timeMillis(), arrivalMillis);
        state.counted &= day(timeMillis) <= day(state.newestMillis);
        state.newestMillis = Math.max(state.newestMillis, timeMillis);
        state.telemetry |= EvidenceKind.bitOf(fact.kind());
        boolean changed = learnDomain(fact.domain());
        changed |= learnIdentity(fact);
        state.statusDue |= !state.counted || state.telemetry != telemetryBefore || namesKnown() != namesBefore;
        if (fact.sighting() != null) {
            changed |= learnSighting(fact, fact.sighting());
            if (fact.sighting().source() != SightingSource.PROCESS_START) {
                return changed;
            }
        }
        return keep(fact) || changed;
    }

    private int namesKnown() {
        return state.domains.size() + state.identities.size();
    }

    private static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    /** That the host spoke; null when that was told on the day of its time. */
    public @Nullable HostSeen seen() {
        if (state.counted) {
            return null;
        }
        state.counted = true;
        return new HostSeen(host, state.newestMillis);
    }

    /** Whether the host's time has passed the settling of a case, and nobody was told. */
    public boolean maySettleACase() {
        for (GenerationState t : state.generations) {
            if (t.count > 0
                    && state.newestMillis > t.lastMillis + CorrelationWindows.CASE_GAP_MILLIS
                    && t.contextMillis <= t.lastMillis + CorrelationWindows.CASE_GAP_MILLIS) {
                return true;
            }
        }
        return false;
    }

    /** Whether an hour of an armed host's time went on and nobody was told: an exception may have ended. */
    public boolean mayOutliveAnException() {
        for (GenerationState t : state.generations) {
            if (t.armed && t.isAnHourBehind(state.newestMillis)) {
                return true;
            }
        }
        return false;
    }

    private boolean learnDomain(@Nullable String domain) {
        if (domain == null || state.domains.contains(domain) || state.domains.size() >= DOMAIN_LIMIT) {
            return false;
        }
        state.domains.add(domain);
        state.domains.sort(String::compareTo);
        return state.domains.size() > 1;
    }

    private boolean learnIdentity(Fact fact) {
        HostIdentity heard = HostIdentity.of(fact);
        if (heard == null) {
            return false;
        }
        if (HostDisambiguation.surelyOne(state) && HostDisambiguation.surelyOneWith(state, heard)) {
            HostIdentity.add(state.identities, heard);
            return false;
        }
        Object before = state.identities.isEmpty() ? null : new HostDisambiguation(state, domains).shape();
        HostIdentity.add(state.identities, heard);
        if (state.identities.size() == HostIdentity.LIMIT) {
            HostDisambiguation.forgetUnknownIds(state);
        }
        return before != null
                && state.identities.size() > 1
                && !new HostDisambiguation(state, domains).shape().equals(before);
    }

    private boolean learnSighting(Fact fact, LsassSighting sighting) {
        boolean known = state.sightings.stream()
                .anyMatch(point -> point.pid() == sighting.pid() && point.source() == sighting.source());
        long evictedBefore = state.evicted;
        boolean changed = new SightingStore(state, bounds).add(HostDisambiguation.known(fact, state), sighting);
        // Where sightings are lost, PIDs are many and perhaps invented: those of a day are told together.
        state.statusDue |= changed && !known && state.evicted == evictedBefore;
        return changed;
    }

    private boolean keep(Fact fact) {
        Fact known = FactStore.find(state.facts, fact.id());
        if (known != null) {
            return namesMore(fact, known) && learnWhose(fact, known);
        }
        new FactStore(state, bounds).add(fact);
        return true;
    }

    /** Whether the same event, by another shipper, tells better which machine it was on. */
    private static boolean namesMore(Fact fact, Fact known) {
        boolean id = fact.hostId() != null;
        boolean domain = fact.domain() != null;
        return id && known.hostId() == null || id == (known.hostId() != null) && domain && known.domain() == null;
    }

    private boolean learnWhose(Fact fact, Fact known) {
        state.facts.set(state.facts.indexOf(known), fact);
        return new HostDisambiguation(state, domains).shareTheName();
    }

    /** Whether so much is kept that the timeline had better be told for several records together. */
    public boolean busy() {
        return state.facts.size() > BUSY;
    }

    /** Facts that come within this are told together: the longer the timeline, the longer it waits. */
    public long rebuildWaitMillis() {
        return Math.min(MAX_WAIT_MILLIS, WAIT_MILLIS + WAIT_MILLIS_EACH * state.facts.size());
    }

    /** What must be sent: straight on, or whole. */
    public record Sending(List<TimelineEntry> elements, boolean rebuildNeeded) {}

    /**
     * What continues the running generations. Where a timeline can only be told whole, nothing of the host is sent and {@link
     * Sending#rebuildNeeded()} says so; the first generation of all needs no waiting.
     */
    public Sending continued(long nowMillis) {
        if (isSilent()) {
            return new Sending(List.of(), false);
        }
        List<MachineTimeline> timelines = timelines();
        if (timelines.stream().anyMatch(timeline -> timeline.mustBeRebuilt(nowMillis))) {
            return new Sending(List.of(), true);
        }
        List<TimelineEntry> elements = new ArrayList<>();
        timelines.forEach(timeline -> elements.addAll(timeline.continuation(nowMillis)));
        return new Sending(elements, false);
    }

    /** Background alone tells nothing: so most hosts need not be looked at when LSASS is seen again. */
    boolean isSilent() {
        return state.generations.isEmpty() && state.idle();
    }

    /** The whole timeline of every machine whose generation changed. */
    public List<TimelineEntry> rebuilt(long nowMillis) {
        List<TimelineEntry> elements = new ArrayList<>();
        for (MachineTimeline timeline : timelines()) {
            if (timeline.mustBeRebuilt(nowMillis)) {
                elements.addAll(timeline.whole(nowMillis));
            } else {
                elements.addAll(timeline.continuation(nowMillis));
            }
        }
        return elements;
    }

    /** What is known of each machine of this name. */
    public List<HostStatus> statuses() {
        List<HostStatus> statuses = new ArrayList<>();
        for (MachineTimeline timeline : timelines()) {
            if (timeline.ofAMachine()) {
                statuses.add(timeline.status(statuses.size()));
            }
        }
        return statuses;
    }

    /** Whether something that opens a case is so new in the host's own time that the case may not be settled. */
    public boolean hasOpenCase() {
        return timelines().stream()
                .flatMap(timeline -> timeline.entries().stream())
                .anyMatch(this::mayNotBeSettled);
    }

    private boolean mayNotBeSettled(TimelineEntry entry) {
        return opensACase(entry)
                && entry.event().lastMillis() >= state.newestMillis - CorrelationWindows.CASE_GAP_MILLIS;
    }

    /** A refuted launch is told, but opens a case only with the alert that it is about. */
    private static boolean opensACase(TimelineEntry entry) {
        return switch (entry.kind()) {
            case LAUNCH -> entry.target() == null || entry.target().resolution() != Resolution.REFUTED;
            case DUMP, CRASH, DETECTION, LAUNCHES_EVICTED -> true;
            default -> false;
        };
    }

    /** That nothing is known of the host any more. */
    public HostStatus forgottenStatus() {
        return new HostStatus(
                host,
                0,
                host,
                null,
                new TargetResolution(Resolution.UNKNOWN, null, List.of(), false, "the host has expired"),
                new ArmedState(List.of(), null, false, false),
                0,
                null,
                null,
                state.newestMillis,
                List.of(),
                false,
                state.evicted,
                true);
    }

    /** Says that nothing is known of the host any more. */
    public TimelineEntry forgotten() {
        return new TimelineEntry(host, "", 0, EntryKind.FORGOTTEN, null, null, null, null, null);
    }

    /** The chapters to tell; one that was told under a name that no machine bears any more is told empty. */
    private List<MachineTimeline> timelines() {
        if (timelines == null) {
            HostDisambiguation machines = new HostDisambiguation(state, domains);
            List<MachineTimeline> all = new ArrayList<>();
            machines.all().forEach(machine -> all.add(timeline(machine, machines, true)));
            for (GenerationState generation : state.generations) {
                if (all.stream().noneMatch(timeline -> timeline.machine().equals(generation.machine))) {
                    all.add(timeline(generation.machine, machines, false));
                }
            }
            timelines = all;
        }
        return timelines;
    }

    private MachineTimeline timeline(String machine, HostDisambiguation machines, boolean ofAMachine) {
        return new MachineTimeline(host, state, patternVersion, machine, machines, ofAMachine);
    }
}
