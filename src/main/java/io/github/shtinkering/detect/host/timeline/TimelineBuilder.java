package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.LsassTimeline;
import io.github.shtinkering.detect.host.lsass.NetworkLogons;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.registry.WerRegistry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.DumpPaths;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.LsassActs;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells one machine's timeline: a pure function of its facts and of the sightings of LSASS's PID. Whatever the order of
 * arrival was, the same facts give the same timeline.
 */
public final class TimelineBuilder {
    /** The timeline's order holds to the second: what followed an act comes in a later one. */
    private static final long SECOND_MILLIS = 1_000L;

    private final String host;
    private final String machine;
    private final List<ObservedEvent> observedEvents;
    private final List<Fact> facts;
    private final LsassTimeline lsass;
    private final List<Long> reimagings;
    private final List<EvictedLaunches> evictedLaunches;
    private final List<ObservedEvent> launches;
    private final List<ObservedEvent> dumps;

    private final List<TimelineEntry> entries = new ArrayList<>();
    private final List<Reset> resets = new ArrayList<>();
    private final LaunchAttribution attribution;
    private @Nullable TimelineEntry armedSince;

    /** A value or key that was taken away, and the state that it left. */
    private record Reset(ObservedEvent observed, ArmedState arming) {}

    private ArmedState armingNow = new WerRegistry().arming();

    public TimelineBuilder(MachineEvidence machine) {
        this.host = machine.host();
        this.machine = machine.machine();
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
    }

    /** LSASS's PID over time. */
    public LsassTimeline lsass() {
        return lsass;
    }

    /** The timeline in order, without marker and context, as of generation 0. */
    public List<TimelineEntry> build() {
        entries.clear();
        resets.clear();
        addRegistryAndActs();
        addHandling();
        addResets();
        addAftermath();
        addRemoteRegistry();
        addDetections();
        addEvictedLaunches();
        entries.sort(Comparator.comparing(t -> t.event().fact(), TimelineOrder.BY_TIME));
        launchesBeforeTheirDumps();
        return renewalsMarked(repeatsJoined());
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

    /** Who logged on in the day before the last launch or dump, sorted by name. */
    public List<LoggedOn> loggedOn(List<TimelineEntry> machine) {
        long last = machine.stream()
                .filter(t -> t.kind() == EntryKind.LAUNCH || t.kind() == EntryKind.DUMP)
                .mapToLong(t -> t.event().lastMillis())
                .max()
                .orElse(Long.MIN_VALUE);
        if (last == Long.MIN_VALUE) {
            return List.of();
        }
        Map<String, LoggedOn> users = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact.logon() != null
                    && fact.timeMillis() <= last
                    && fact.timeMillis() >= last - CorrelationWindows.LOGGED_ON_MILLIS) {
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

    // ---- arming, launches, dumps -------------------------------------------------------------------------------

    private void addRegistryAndActs() {
        WerRegistry registry = new WerRegistry();
        Deque<Long> ahead = new ArrayDeque<>(reimagings);
        for (ObservedEvent observed : observedEvents) {
            while (!ahead.isEmpty() && ahead.getFirst() < observed.firstMillis()) {
                addRegistryChange(reimaged(ahead.removeFirst()), registry);
            }
            switch (observed.fact().kind()) {
                case REGISTRY_CHANGE -> addRegistryChange(observed, registry);
                case WER_LAUNCH -> addLaunch(observed, registry.arming());
                case DUMP_WRITTEN -> addDump(observed, registry.arming());
                default -> {}
            }
        }
        ahead.forEach(time -> addRegistryChange(reimaged(time), registry));
    }

    private ObservedEvent reimaged(long timeMillis) {
        RegistryChange change = new RegistryChange(
                RegistryChange.Operation.REIMAGED, WerRegistry.LOCAL_DUMPS, null, null, null, false, null, null);
        return single(new Fact(
                FactId.of("reimaged", host, machine, timeMillis),
                FactKind.REGISTRY_CHANGE,
                host,
                null,
                null,
                timeMillis,
                0,
                "derived",
                "change of the host id",
                "host id",
                null,
                null,
                null,
                null,
                change,
                null,
                null,
                null,
                null,
                null));
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
            add(kind, observed, armingNow, null, null);
        } else if (registry.resets(change)) {
            resets.add(new Reset(observed, armingNow));
        }
        if (!armingNow.armed()) {
            armedSince = null;
        } else if (armedSince == null) {
            armedSince = entries.get(entries.size() - 1);
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
        boolean shown =
                launch.target().confirmed() || LaunchRequest.foreign(launch.fact()) || alertedAbout(launch.fact());
        if (shown) {
            add(EntryKind.LAUNCH, observed.of(launch.fact()), arming, launch.target(), null);
        }
    }

    private void addDump(ObservedEvent observed, ArmedState arming) {
        Fact fact = observed.fact();
        DumpNature nature = nature(fact);
        DumpName name = DumpName.parse(path(fact));
        boolean ofLaunch = launches.stream()
                .map(l -> attribution.of(l.fact()))
                .anyMatch(l ->
                        (LaunchRequest.foreign(l.fact()) || l.target().confirmed()) && DumpJoin.joins(l.fact(), fact));
        boolean shown =
                switch (nature) {
                    case LSASS_BY_WER, LSASS_BY_OTHER, LSASS_COPY -> true;
                    case UNREADABLE_BY_WER, OTHER_PROGRAM_BY_WER -> ofLaunch;
                };
        if (shown) {
            TargetResolution target = name == null || !name.ofLsass() ? null : attribution.of(name, fact, nature);
            add(copyOfOurs(fact, nature) ? EntryKind.HANDLING : EntryKind.DUMP, observed, arming, target, nature);
        }
    }

    /** A file of a dump's exact name that another program writes after the dump itself is a copy of it. */
    private boolean copyOfOurs(Fact fact, DumpNature nature) {
        DumpName name = DumpName.parse(path(fact));
        return (nature == DumpNature.LSASS_COPY || nature == DumpNature.LSASS_BY_OTHER)
                && name != null
                && name.ofLsass()
                && dumps.stream()
                        .map(ObservedEvent::fact)
                        .anyMatch(d -> nature(d) == DumpNature.LSASS_BY_WER
                                && name.equals(DumpName.parse(path(d)))
                                && d.timeMillis() <= fact.timeMillis());
    }

    private DumpNature nature(Fact fact) {
        DumpName name = DumpName.parse(path(fact));
        boolean werWriter = WerPrograms.isWerInPlace(fact.actor())
                || launches.stream().anyMatch(l -> DumpJoin.writtenByItsProcess(l.fact(), fact));
        boolean unnamedWriter = WerPrograms.name(fact.actor()) == null;
        boolean lsassName = name != null && name.ofLsass();
        if (werWriter || unnamedWriter && lsassName && launchNear(fact)) {
            if (lsassName) {
                return attribution.imageRefutes(fact, Objects.requireNonNull(name))
                        ? DumpNature.OTHER_PROGRAM_BY_WER
                        : DumpNature.LSASS_BY_WER;
            }
            return name != null ? DumpNature.OTHER_PROGRAM_BY_WER : DumpNature.UNREADABLE_BY_WER;
        }
        return lsassName && WerPrograms.isCopyTool(fact.actor()) ? DumpNature.LSASS_COPY : DumpNature.LSASS_BY_OTHER;
    }

    private boolean launchNear(Fact dump) {
        return launches.stream().anyMatch(l -> DumpJoin.joins(l.fact(), dump));
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

    // ---- what followed -------------------------------------------------------------------------------------------

    private void addHandling() {
        DumpPaths paths = new DumpPaths();
        for (TimelineEntry element : entries) {
            if (element.kind() == EntryKind.DUMP || element.kind() == EntryKind.HANDLING) {
                paths.add(path(element.event().fact()));
            }
        }
        for (ObservedEvent observed : ofKind(FactKind.FILE_HANDLED)) {
            FileActivity file = Objects.requireNonNull(observed.fact().file());
            if (paths.holds(file.path()) || paths.holds(file.newPath())) {
                add(EntryKind.HANDLING, observed, null, null, null);
                paths.add(file.newPath());
            }
        }
    }

    /** A clean-up right after the act is one also where the arming was never seen, or another scope's still holds. */
    private void addResets() {
        List<Fact> acts = entries.stream()
                .filter(t -> t.kind() == EntryKind.LAUNCH || t.kind() == EntryKind.DUMP)
                .map(t -> t.event().fact())
                .toList();
        for (Reset reset : resets) {
            if (follows(acts, reset.observed().fact(), CorrelationWindows.CLEAN_UP_MILLIS)) {
                add(EntryKind.DISARMING, reset.observed(), reset.arming(), null, null);
            }
        }
    }

    private void addAftermath() {
        List<Fact> acts = acts();
        for (ObservedEvent observed : ofKind(FactKind.CRASH_EVIDENCE)) {
            if (CrashEvidences.fake(observed.fact()) || follows(acts, observed.fact())) {
                add(EntryKind.CRASH, observed, null, null, null);
            }
        }
        for (ObservedEvent observed : ofKind(FactKind.LSASS_ENDED)) {
            if (lsass.mayBePrimary(pid(observed.fact()), observed.fact().timeMillis())
                    && follows(acts, observed.fact())) {
                add(EntryKind.LSASS_ENDED, observed, null, null, null);
            }
        }
        for (Fact boot : lsass.boots()) {
            if (follows(acts, boot)) {
                add(EntryKind.REBOOT, single(boot), null, null, null);
            }
        }
        addUnrecordedReboots(acts);
        addSignsOfLife(acts);
    }

    /** The reboot of a host whose boot records nobody sends. */
    private void addUnrecordedReboots(List<Fact> acts) {
        Map<SightingPoint, ObservedEvent> reboots = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = LsassActs.target(act);
            long until = act.timeMillis() + CorrelationWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.seenAnew(pid, act.timeMillis(), until);
            if (seen != null) {
                reboots.computeIfAbsent(
                        seen,
                        s -> derived(
                                "lsass-told-anew", act, s, Math.max(s.timeMillis(), act.timeMillis() + SECOND_MILLIS)));
            }
        }
        reboots.values().forEach(h -> add(EntryKind.REBOOT, h, null, null, null));
    }

    /** Launches at LSASS, dumps of it, and the fake crash's record: what a reboot would explain. */
    private List<Fact> acts() {
        List<Fact> acts = new ArrayList<>();
        for (TimelineEntry element : entries) {
            boolean launch = element.kind() == EntryKind.LAUNCH
                    && element.target() != null
                    && element.target().resolution() != Resolution.REFUTED;
            boolean dump = element.kind() == EntryKind.DUMP && element.nature() == DumpNature.LSASS_BY_WER;
            if (launch || dump) {
                acts.add(element.event().fact());
            }
        }
        ofKind(FactKind.CRASH_EVIDENCE).stream()
                .map(ObservedEvent::fact)
                .filter(CrashEvidences::fake)
                .forEach(acts::add);
        return acts;
    }

    private static boolean follows(List<Fact> acts, Fact fact) {
        return follows(acts, fact, CorrelationWindows.CRASH_AFTERMATH_MILLIS);
    }

    private static boolean follows(List<Fact> acts, Fact fact, long withinMillis) {
        return acts.stream()
                .mapToLong(a -> fact.timeMillis() - a.timeMillis())
                .anyMatch(gap -> gap >= -CorrelationWindows.CLOCK_SLACK_MILLIS && gap <= withinMillis);
    }

    private void addSignsOfLife(List<Fact> acts) {
        Map<SightingPoint, ObservedEvent> alive = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = LsassActs.target(act);
            long from = act.timeMillis() + CorrelationWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.livedOn(pid, from, act.timeMillis());
            if (seen != null) {
                alive.computeIfAbsent(seen, s -> derived("lsass-alive", act, s, s.timeMillis()));
            }
        }
        alive.values().forEach(h -> add(EntryKind.LSASS_ALIVE, h, null, null, null));
    }

    /** Known by the act that it followed: which of the sightings after it are kept may change. */
    private ObservedEvent derived(String what, Fact act, SightingPoint seen, long timeMillis) {
        String id = FactId.of(what, machine, act.id());
        return single(new Fact(
                id,
                FactKind.LSASS_SIGHTING,
                host,
                seen.domain(),
                null,
                timeMillis,
                (int) SightingPoint.BUCKET_MILLIS,
                "derived",
                seen.source().description(),
                "sightings",
                null,
                null,
                null,
                new LsassSighting(seen.pid(), seen.source()),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private void addRemoteRegistry() {
        List<Fact> writes = entries.stream()
                .filter(t -> t.kind() == EntryKind.ARMING)
                .map(t -> t.event().fact())
                .filter(f -> WerPrograms.isSystem32(f.actor(), "svchost.exe"))
                .toList();
        for (ObservedEvent observed : ofKind(FactKind.REMOTE_REGISTRY)) {
            if (writes.stream().anyMatch(w -> nearRemote(w, observed.fact()))) {
                add(EntryKind.REMOTE_REGISTRY, observed, null, null, null);
            }
        }
        List<Fact> ofTheService =
                writes.stream().filter(w -> mayBeLocalService(w.actor())).toList();
        NetworkLogons.near(ofTheService, facts)
                .forEach(logon -> add(EntryKind.REMOTE_REGISTRY, single(logon), null, null, null));
    }

    private static boolean nearRemote(Fact write, Fact evidence) {
        return Math.abs(write.timeMillis() - evidence.timeMillis()) <= CorrelationWindows.REMOTE_REGISTRY_MILLIS;
    }

    /** As RemoteRegistry runs; where no account is told, nothing speaks against it. */
    private static boolean mayBeLocalService(@Nullable ProcessRef process) {
        if (process == null || process.userSid() == null && process.user() == null) {
            return true;
        }
        return "S-1-5-19".equals(process.userSid())
                || process.user() != null && AsciiCase.lower(process.user()).endsWith("local service");
    }

    private void addDetections() {
        for (ObservedEvent observed : ofKind(FactKind.VENDOR_DETECTION)) {
            add(EntryKind.DETECTION, observed, null, null, null);
        }
    }

    /** Of each day one, whichever ids the machine had on it. */
    private void addEvictedLaunches() {
        Map<Long, EvictedLaunches> days = new TreeMap<>();
        evictedLaunches.forEach(left -> days.merge(left.day(), left, EvictedLaunches::and));
        days.forEach((day, left) -> {
            String id = FactId.of("launches-crowded-out", host, machine, day);
            Fact fact = new Fact(
                    id,
                    FactKind.WER_LAUNCH,
                    host,
                    left.domain(),
                    left.hostId(),
                    left.firstMillis(),
                    0,
                    "derived",
                    "launches that are not kept",
                    "launches",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            ObservedEvent many = new ObservedEvent(
                    fact,
                    left.firstMillis(),
                    left.lastMillis(),
                    left.count(),
                    List.of(fact.format()),
                    List.of(fact.origin()),
                    List.of(id));
            TargetResolution target = new TargetResolution(
                    Resolution.UNKNOWN,
                    lsass.at(left.firstMillis()).lsassPid(),
                    List.of(),
                    false,
                    "so many processes were targets that not all are kept");
            add(EntryKind.LAUNCHES_EVICTED, many, null, target, null);
        });
    }

    // ---- order -----------------------------------------------------------------------------------------------------

    /** Two clocks may put a dump a little before the launch that it is of: it is told after it. */
    private void launchesBeforeTheirDumps() {
        for (int i = 0; i < entries.size(); i++) {
            TimelineEntry dump = entries.get(i);
            if (dump.kind() != EntryKind.DUMP) {
                continue;
            }
            int launch = -1;
            for (int j = i + 1; j < entries.size(); j++) {
                TimelineEntry later = entries.get(j);
                if (later.kind() == EntryKind.LAUNCH
                        && DumpJoin.joins(later.event().fact(), dump.event().fact())) {
                    launch = j;
                }
            }
            if (launch > 0 && noneJoinedBefore(i)) {
                entries.add(launch, entries.remove(i));
                i--;
            }
        }
    }

    private boolean noneJoinedBefore(int dump) {
        return entries.subList(0, dump).stream()
                .noneMatch(t -> t.kind() == EntryKind.LAUNCH
                        && DumpJoin.joins(
                                t.event().fact(), entries.get(dump).event().fact()));
    }

    /** A write that only repeats the one before (a policy that is applied again) is one element with a count. */
    private List<TimelineEntry> repeatsJoined() {
        List<TimelineEntry> joined = new ArrayList<>();
        for (TimelineEntry element : entries) {
            TimelineEntry before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && repeats(before, element)) {
                joined.set(joined.size() - 1, repeated(before, element));
            } else {
                joined.add(element);
            }
        }
        return joined;
    }

    private static boolean repeats(TimelineEntry before, TimelineEntry element) {
        return before.kind() == element.kind()
                && (element.kind() == EntryKind.ARMING || element.kind() == EntryKind.PREPARATION)
                && Objects.equals(before.arming(), element.arming())
                && sameWriter(before.event().fact(), element.event().fact())
                && Objects.equals(
                        before.event().fact().registry(), element.event().fact().registry());
    }

    /** As far as an exception can tell writers apart. */
    private static boolean sameWriter(Fact a, Fact b) {
        ProcessRef left = a.actor();
        ProcessRef right = b.actor();
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return AsciiCase.equalsIgnoreCase(left.executable(), right.executable())
                && Objects.equals(left.userSid(), right.userSid())
                && Objects.equals(left.sha256(), right.sha256());
    }

    private static TimelineEntry repeated(TimelineEntry before, TimelineEntry element) {
        ObservedEvent first = before.event();
        ObservedEvent next = element.event();
        ObservedEvent both = new ObservedEvent(
                first.fact(),
                first.firstMillis(),
                Math.max(first.lastMillis(), next.lastMillis()),
                first.count() + next.count(),
                first.formats(),
                first.origins(),
                Stream.concat(first.members().stream(), next.members().stream())
                        .distinct()
                        .limit(ObservedEvents.ORIGINS)
                        .toList());
        return before.about(both);
    }

    /** Armed is a state: the write that began it stands for those that only say it again. */
    private static List<TimelineEntry> renewalsMarked(List<TimelineEntry> machine) {
        List<TimelineEntry> marked = new ArrayList<>();
        ArmingsInForce inForce = new ArmingsInForce();
        for (TimelineEntry element : machine) {
            boolean renews = element.kind() == EntryKind.ARMING && inForce.isArmed();
            marked.add(renews ? element.renewing() : element);
            inForce.follow(element);
        }
        return marked;
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private void add(
            EntryKind kind,
            ObservedEvent observed,
            @Nullable ArmedState arming,
            @Nullable TargetResolution target,
            @Nullable DumpNature nature) {
        entries.add(new TimelineEntry(host, machine, 0, kind, observed, arming, target, nature, null));
    }

    private static ObservedEvent single(Fact fact) {
        return new ObservedEvent(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
    }

    private List<ObservedEvent> ofKind(FactKind kind) {
        return observedEvents.stream().filter(h -> h.fact().kind() == kind).toList();
    }

    private static @Nullable Long pid(Fact fact) {
        return fact.actor() == null ? null : fact.actor().pid();
    }

    private static @Nullable String path(Fact fact) {
        return fact.file() == null ? null : fact.file().path();
    }
}
