package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.telemetry.normal.Ascii;
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
 * Tells one machine's story: a pure function of its facts and of the sightings of LSASS's PID. Whatever the order of
 * arrival was, the same facts give the same story.
 */
final class Storyteller {
    /** The story's order holds to the second: what followed an act comes in a later one. */
    private static final long SECOND_MILLIS = 1_000L;

    private final String host;
    private final String story;
    private final List<Happening> happenings;
    private final List<Fact> facts;
    private final LsassTimeline lsass;
    private final List<Long> reimagings;
    private final List<CrowdedOut> crowdedOut;
    private final List<Happening> launches;
    private final List<Happening> dumps;

    private final List<Told> told = new ArrayList<>();
    private final List<Reset> resets = new ArrayList<>();
    private final Attribution attribution;
    private @Nullable Told armedSince;

    /** A value or key that was taken away, and the state that it left. */
    private record Reset(Happening happening, Arming arming) {}

    private Arming armingNow = new WerRegistry().arming();

    Storyteller(MachineEvidence machine) {
        this.host = machine.host();
        this.story = machine.machine();
        this.facts = machine.facts();
        this.reimagings = machine.reimagings();
        this.crowdedOut = machine.crowdedOut();
        this.lsass = new LsassTimeline(
                facts.stream()
                        .filter(f -> f.kind() == FactKind.BOOT || f.kind() == FactKind.LSASS_SIGHTING)
                        .toList(),
                machine.sightings(),
                facts.stream().filter(f -> f.kind() == FactKind.LSASS_ENDED).toList());
        this.happenings = Happenings.of(facts.stream()
                .filter(f ->
                        f.kind() != FactKind.BOOT && f.kind() != FactKind.LSASS_SIGHTING && f.kind() != FactKind.LOGON)
                .toList());
        this.launches = ofKind(FactKind.WER_LAUNCH);
        this.dumps = ofKind(FactKind.DUMP_WRITTEN);
        this.attribution = new Attribution(lsass, launches, dumps);
    }

    /** LSASS's PID over time. */
    LsassTimeline lsass() {
        return lsass;
    }

    /** The story in order, without marker and context, as of telling 0. */
    List<Told> tell() {
        told.clear();
        resets.clear();
        tellRegistryAndActs();
        tellHandling();
        tellResets();
        tellAftermath();
        tellRemoteRegistry();
        tellDetections();
        tellCrowdedOut();
        told.sort(Comparator.comparing(t -> t.event().fact(), StoryOrder.BY_TIME));
        launchesBeforeTheirDumps();
        return renewalsMarked(repeatsJoined());
    }

    /** The write since which the host is armed; null when it is not. Known after {@link #tell()}. */
    @Nullable
    Told armedSince() {
        return armedSince;
    }

    /** The registry as the last change left it. Known after {@link #tell()}. */
    Arming armingNow() {
        return armingNow;
    }

    /** Who logged on in the day before the last launch or dump, sorted by name. */
    List<LoggedOn> loggedOn(List<Told> story) {
        long last = story.stream()
                .filter(t -> t.kind() == ToldKind.LAUNCH || t.kind() == ToldKind.DUMP)
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
                    && fact.timeMillis() >= last - StoryWindows.LOGGED_ON_MILLIS) {
                users.merge(
                        Ascii.lower(fact.logon().user()),
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

    private void tellRegistryAndActs() {
        WerRegistry registry = new WerRegistry();
        Deque<Long> ahead = new ArrayDeque<>(reimagings);
        for (Happening happening : happenings) {
            while (!ahead.isEmpty() && ahead.getFirst() < happening.firstMillis()) {
                tellRegistry(reimaged(ahead.removeFirst()), registry);
            }
            switch (happening.fact().kind()) {
                case REGISTRY_CHANGE -> tellRegistry(happening, registry);
                case WER_LAUNCH -> tellLaunch(happening, registry.arming());
                case DUMP_WRITTEN -> tellDump(happening, registry.arming());
                default -> {}
            }
        }
        ahead.forEach(time -> tellRegistry(reimaged(time), registry));
    }

    private Happening reimaged(long timeMillis) {
        RegistryChange change = new RegistryChange(
                RegistryChange.Operation.REIMAGED, WerRegistry.LOCAL_DUMPS, null, null, null, false, null, null);
        return single(new Fact(
                FactId.of("reimaged", host, story, timeMillis),
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

    private void tellRegistry(Happening happening, WerRegistry registry) {
        RegistryChange change = Objects.requireNonNull(happening.fact().registry());
        if (contradictedByAnArming(happening, registry)) {
            return;
        }
        WerRegistry.Effect effect = registry.apply(change);
        ToldKind kind =
                switch (effect) {
                    case ARMS -> ToldKind.ARMING;
                    case PREPARES -> ToldKind.PREPARATION;
                    case DISARMS -> ToldKind.DISARMING;
                    case NONE -> null;
                };
        armingNow = registry.arming();
        if (kind != null) {
            add(kind, happening, armingNow, null, null);
        } else if (registry.resets(change)) {
            resets.add(new Reset(happening, armingNow));
        }
        if (!armingNow.armed()) {
            armedSince = null;
        } else if (armedSince == null) {
            armedSince = told.get(told.size() - 1);
        }
    }

    /** Of copies of one record that contradict each other the worse one counts. */
    private boolean contradictedByAnArming(Happening happening, WerRegistry registry) {
        String id = happening.fact().id();
        return happening.members().size() > 1
                && !registry.armedBy(Objects.requireNonNull(happening.fact().registry()))
                && ofKind(FactKind.REGISTRY_CHANGE).stream()
                        .map(Happening::fact)
                        .filter(other -> FactId.contradict(id, other.id()))
                        .anyMatch(other -> registry.armedBy(Objects.requireNonNull(other.registry())));
    }

    private void tellLaunch(Happening happening, Arming arming) {
        Attribution.Launch launch = attribution.of(happening.fact());
        boolean told = launch.target().confirmed() || Launches.foreign(launch.fact()) || alertedAbout(launch.fact());
        if (told) {
            add(ToldKind.LAUNCH, happening.of(launch.fact()), arming, launch.target(), null);
        }
    }

    private void tellDump(Happening happening, Arming arming) {
        Fact fact = happening.fact();
        DumpNature nature = nature(fact);
        DumpName name = DumpName.parse(path(fact));
        boolean ofLaunch = launches.stream()
                .map(l -> attribution.of(l.fact()))
                .anyMatch(
                        l -> (Launches.foreign(l.fact()) || l.target().confirmed()) && DumpJoin.joins(l.fact(), fact));
        boolean told =
                switch (nature) {
                    case LSASS_BY_WER, LSASS_BY_OTHER, LSASS_COPY -> true;
                    case UNREADABLE_BY_WER, OTHER_PROGRAM_BY_WER -> ofLaunch;
                };
        if (told) {
            TargetResolution target = name == null || !name.ofLsass() ? null : attribution.of(name, fact, nature);
            add(copyOfOurs(fact, nature) ? ToldKind.HANDLING : ToldKind.DUMP, happening, arming, target, nature);
        }
    }

    /** A file of a dump's exact name that another program writes after the dump itself is a copy of it. */
    private boolean copyOfOurs(Fact fact, DumpNature nature) {
        DumpName name = DumpName.parse(path(fact));
        return (nature == DumpNature.LSASS_COPY || nature == DumpNature.LSASS_BY_OTHER)
                && name != null
                && name.ofLsass()
                && dumps.stream()
                        .map(Happening::fact)
                        .anyMatch(d -> nature(d) == DumpNature.LSASS_BY_WER
                                && name.equals(DumpName.parse(path(d)))
                                && d.timeMillis() <= fact.timeMillis());
    }

    private DumpNature nature(Fact fact) {
        DumpName name = DumpName.parse(path(fact));
        boolean werWriter = Programs.isWerInPlace(fact.actor())
                || launches.stream().anyMatch(l -> DumpJoin.writtenByItsProcess(l.fact(), fact));
        boolean unnamedWriter = Programs.name(fact.actor()) == null;
        boolean lsassName = name != null && name.ofLsass();
        if (werWriter || unnamedWriter && lsassName && launchNear(fact)) {
            if (lsassName) {
                return attribution.imageRefutes(fact, Objects.requireNonNull(name))
                        ? DumpNature.OTHER_PROGRAM_BY_WER
                        : DumpNature.LSASS_BY_WER;
            }
            return name != null ? DumpNature.OTHER_PROGRAM_BY_WER : DumpNature.UNREADABLE_BY_WER;
        }
        return lsassName && Programs.isCopyTool(fact.actor()) ? DumpNature.LSASS_COPY : DumpNature.LSASS_BY_OTHER;
    }

    private boolean launchNear(Fact dump) {
        return launches.stream().anyMatch(l -> DumpJoin.joins(l.fact(), dump));
    }

    private boolean alertedAbout(Fact launch) {
        return happenings.stream()
                .map(Happening::fact)
                .anyMatch(f -> f.detection() != null
                        && Math.abs(f.timeMillis() - launch.timeMillis()) <= StoryWindows.CRASH_AFTERMATH_MILLIS
                        && (f.detection().targetPid() == null
                                || Launches.targets(launch)
                                        .contains(f.detection().targetPid())));
    }

    // ---- what followed -------------------------------------------------------------------------------------------

    private void tellHandling() {
        DumpPaths paths = new DumpPaths();
        for (Told element : told) {
            if (element.kind() == ToldKind.DUMP || element.kind() == ToldKind.HANDLING) {
                paths.add(path(element.event().fact()));
            }
        }
        for (Happening happening : ofKind(FactKind.FILE_HANDLED)) {
            FileActivity file = Objects.requireNonNull(happening.fact().file());
            if (paths.holds(file.path()) || paths.holds(file.newPath())) {
                add(ToldKind.HANDLING, happening, null, null, null);
                paths.add(file.newPath());
            }
        }
    }

    /** A clean-up right after the act is one also where the arming was never seen, or another scope's still holds. */
    private void tellResets() {
        List<Fact> acts = told.stream()
                .filter(t -> t.kind() == ToldKind.LAUNCH || t.kind() == ToldKind.DUMP)
                .map(t -> t.event().fact())
                .toList();
        for (Reset reset : resets) {
            if (follows(acts, reset.happening().fact(), StoryWindows.CLEAN_UP_MILLIS)) {
                add(ToldKind.DISARMING, reset.happening(), reset.arming(), null, null);
            }
        }
    }

    private void tellAftermath() {
        List<Fact> acts = acts();
        for (Happening happening : ofKind(FactKind.CRASH_EVIDENCE)) {
            if (CrashEvidences.fake(happening.fact()) || follows(acts, happening.fact())) {
                add(ToldKind.CRASH, happening, null, null, null);
            }
        }
        for (Happening happening : ofKind(FactKind.LSASS_ENDED)) {
            if (lsass.mayBePrimary(pid(happening.fact()), happening.fact().timeMillis())
                    && follows(acts, happening.fact())) {
                add(ToldKind.LSASS_ENDED, happening, null, null, null);
            }
        }
        for (Fact boot : lsass.boots()) {
            if (follows(acts, boot)) {
                add(ToldKind.REBOOT, single(boot), null, null, null);
            }
        }
        tellLsassToldAnew(acts);
        tellAlive(acts);
    }

    /** The reboot of a host whose boot records nobody sends. */
    private void tellLsassToldAnew(List<Fact> acts) {
        Map<SightingPoint, Happening> reboots = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = Acts.target(act);
            long until = act.timeMillis() + StoryWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.toldAnew(pid, act.timeMillis(), until);
            if (seen != null) {
                reboots.computeIfAbsent(
                        seen,
                        s -> derived(
                                "lsass-told-anew", act, s, Math.max(s.timeMillis(), act.timeMillis() + SECOND_MILLIS)));
            }
        }
        reboots.values().forEach(h -> add(ToldKind.REBOOT, h, null, null, null));
    }

    /** Launches at LSASS, dumps of it, and the fake crash's record: what a reboot would explain. */
    private List<Fact> acts() {
        List<Fact> acts = new ArrayList<>();
        for (Told element : told) {
            boolean launch = element.kind() == ToldKind.LAUNCH
                    && element.target() != null
                    && element.target().resolution() != Resolution.REFUTED;
            boolean dump = element.kind() == ToldKind.DUMP && element.nature() == DumpNature.LSASS_BY_WER;
            if (launch || dump) {
                acts.add(element.event().fact());
            }
        }
        ofKind(FactKind.CRASH_EVIDENCE).stream()
                .map(Happening::fact)
                .filter(CrashEvidences::fake)
                .forEach(acts::add);
        return acts;
    }

    private static boolean follows(List<Fact> acts, Fact fact) {
        return follows(acts, fact, StoryWindows.CRASH_AFTERMATH_MILLIS);
    }

    private static boolean follows(List<Fact> acts, Fact fact, long withinMillis) {
        return acts.stream()
                .mapToLong(a -> fact.timeMillis() - a.timeMillis())
                .anyMatch(gap -> gap >= -StoryWindows.CLOCK_SLACK_MILLIS && gap <= withinMillis);
    }

    private void tellAlive(List<Fact> acts) {
        Map<SightingPoint, Happening> alive = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = Acts.target(act);
            long from = act.timeMillis() + StoryWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.livedOn(pid, from, act.timeMillis());
            if (seen != null) {
                alive.computeIfAbsent(seen, s -> derived("lsass-alive", act, s, s.timeMillis()));
            }
        }
        alive.values().forEach(h -> add(ToldKind.LSASS_ALIVE, h, null, null, null));
    }

    /** Known by the act that it followed: which of the sightings after it are kept may change. */
    private Happening derived(String what, Fact act, SightingPoint seen, long timeMillis) {
        String id = FactId.of(what, story, act.id());
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

    private void tellRemoteRegistry() {
        List<Fact> writes = told.stream()
                .filter(t -> t.kind() == ToldKind.ARMING)
                .map(t -> t.event().fact())
                .filter(f -> Programs.isSystem32(f.actor(), "svchost.exe"))
                .toList();
        for (Happening happening : ofKind(FactKind.REMOTE_REGISTRY)) {
            if (writes.stream().anyMatch(w -> nearRemote(w, happening.fact()))) {
                add(ToldKind.REMOTE_REGISTRY, happening, null, null, null);
            }
        }
        List<Fact> ofTheService =
                writes.stream().filter(w -> mayBeLocalService(w.actor())).toList();
        NetworkLogons.near(ofTheService, facts)
                .forEach(logon -> add(ToldKind.REMOTE_REGISTRY, single(logon), null, null, null));
    }

    private static boolean nearRemote(Fact write, Fact evidence) {
        return Math.abs(write.timeMillis() - evidence.timeMillis()) <= StoryWindows.REMOTE_REGISTRY_MILLIS;
    }

    /** As RemoteRegistry runs; where no account is told, nothing speaks against it. */
    private static boolean mayBeLocalService(@Nullable ProcessRef process) {
        if (process == null || process.userSid() == null && process.user() == null) {
            return true;
        }
        return "S-1-5-19".equals(process.userSid())
                || process.user() != null && Ascii.lower(process.user()).endsWith("local service");
    }

    private void tellDetections() {
        for (Happening happening : ofKind(FactKind.VENDOR_DETECTION)) {
            add(ToldKind.DETECTION, happening, null, null, null);
        }
    }

    /** Of each day one, whichever ids the machine had on it. */
    private void tellCrowdedOut() {
        Map<Long, CrowdedOut> days = new TreeMap<>();
        crowdedOut.forEach(left -> days.merge(left.day(), left, CrowdedOut::and));
        days.forEach((day, left) -> {
            String id = FactId.of("launches-crowded-out", host, story, day);
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
            Happening many = new Happening(
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
            add(ToldKind.CROWDED_OUT, many, null, target, null);
        });
    }

    // ---- order -----------------------------------------------------------------------------------------------------

    /** Two clocks may put a dump a little before the launch that it is of: it is told after it. */
    private void launchesBeforeTheirDumps() {
        for (int i = 0; i < told.size(); i++) {
            Told dump = told.get(i);
            if (dump.kind() != ToldKind.DUMP) {
                continue;
            }
            int launch = -1;
            for (int j = i + 1; j < told.size(); j++) {
                Told later = told.get(j);
                if (later.kind() == ToldKind.LAUNCH
                        && DumpJoin.joins(later.event().fact(), dump.event().fact())) {
                    launch = j;
                }
            }
            if (launch > 0 && noneJoinedBefore(i)) {
                told.add(launch, told.remove(i));
                i--;
            }
        }
    }

    private boolean noneJoinedBefore(int dump) {
        return told.subList(0, dump).stream()
                .noneMatch(t -> t.kind() == ToldKind.LAUNCH
                        && DumpJoin.joins(
                                t.event().fact(), told.get(dump).event().fact()));
    }

    /** A write that only repeats the one before (a policy that is applied again) is one element with a count. */
    private List<Told> repeatsJoined() {
        List<Told> joined = new ArrayList<>();
        for (Told element : told) {
            Told before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && repeats(before, element)) {
                joined.set(joined.size() - 1, repeated(before, element));
            } else {
                joined.add(element);
            }
        }
        return joined;
    }

    private static boolean repeats(Told before, Told element) {
        return before.kind() == element.kind()
                && (element.kind() == ToldKind.ARMING || element.kind() == ToldKind.PREPARATION)
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
        return Ascii.equalsIgnoreCase(left.executable(), right.executable())
                && Objects.equals(left.userSid(), right.userSid())
                && Objects.equals(left.sha256(), right.sha256());
    }

    private static Told repeated(Told before, Told element) {
        Happening first = before.event();
        Happening next = element.event();
        Happening both = new Happening(
                first.fact(),
                first.firstMillis(),
                Math.max(first.lastMillis(), next.lastMillis()),
                first.count() + next.count(),
                first.formats(),
                first.origins(),
                Stream.concat(first.members().stream(), next.members().stream())
                        .distinct()
                        .limit(Happenings.ORIGINS)
                        .toList());
        return before.about(both);
    }

    /** Armed is a state: the write that began it stands for those that only say it again. */
    private static List<Told> renewalsMarked(List<Told> story) {
        List<Told> marked = new ArrayList<>();
        boolean armed = false;
        for (Told element : story) {
            boolean arms = element.kind() == ToldKind.ARMING;
            marked.add(arms && armed ? element.renewing() : element);
            armed = arms || armed && !element.disarms();
        }
        return marked;
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private void add(
            ToldKind kind,
            Happening happening,
            @Nullable Arming arming,
            @Nullable TargetResolution target,
            @Nullable DumpNature nature) {
        told.add(new Told(host, story, 0, kind, happening, arming, target, nature, null));
    }

    private static Happening single(Fact fact) {
        return new Happening(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
    }

    private List<Happening> ofKind(FactKind kind) {
        return happenings.stream().filter(h -> h.fact().kind() == kind).toList();
    }

    private static @Nullable Long pid(Fact fact) {
        return fact.actor() == null ? null : fact.actor().pid();
    }

    private static @Nullable String path(Fact fact) {
        return fact.file() == null ? null : fact.file().path();
    }
}
