package io.github.shtinkering.detect.casebook.scoring;

import io.github.shtinkering.detect.casebook.evidence.ArmingsInForce;
import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.evidence.CaseSegmenter;
import io.github.shtinkering.detect.casebook.evidence.RefutedLaunches;
import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.detect.host.wer.WerVariants;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rubric over one case's evidence: a base by the stages that a chain joins, qualifiers,
 * ceilings and floors, all of them parts that add up. A pure function.
 *
 * <p>Two stages count together only where the pattern matched them as a chain.
 */
public final class Rubric {
    private static final long SHORT_GAP_MILLIS = 600_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long QUARTER_HOUR_MILLIS = 900_000L;
    private static final long HANDLING_MILLIS = 1_800_000L;
    private static final long MEGABYTE = 1_048_576L;
    private static final long TINY_DUMP = MEGABYTE;
    private static final long LARGE_DUMP = 20 * MEGABYTE;

    private final RubricWeights weights;
    private final CaseEvidence evidence;
    private final boolean tier0;
    private final Set<String> exceptedIds;
    private final FleetAssessment standing;

    private final ArmingsInForce inForce;
    private final List<TimelineEntry> armings;
    private final List<TimelineEntry> preparations;
    private final List<TimelineEntry> excepted;
    private final List<TimelineEntry> launches;
    private final List<TimelineEntry> dumps;
    private final List<TimelineEntry> otherDumps;
    private final List<TimelineEntry> fakeCrashes;
    private final List<TimelineEntry> evictedLaunches;
    private final Map<String, TimelineEntry> byId = new HashMap<>();
    private final List<ScorePart> parts = new ArrayList<>();

    /** A row of the base matrix that the evidence fills. */
    private record Row(
            String name,
            int points,
            @Nullable TimelineEntry arming,
            @Nullable TimelineEntry launch,
            @Nullable TimelineEntry dump) {
        int stages() {
            return (arming == null ? 0 : 1) + (launch == null ? 0 : 1) + (dump == null ? 0 : 1);
        }

        List<String> ids() {
            List<String> ids = new ArrayList<>();
            for (TimelineEntry entry : new TimelineEntry[] {arming, launch, dump}) {
                if (entry != null) {
                    ids.add(entry.event().id());
                }
            }
            return ids;
        }
    }

    /** @param excepted ids of armings that an exception covers: they count for nothing */
    public Rubric(RubricWeights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted) {
        this(weights, evidence, tier0, excepted, FleetAssessment.ALONE);
    }

    /** @param standing what the fleet makes of the case; counts where the rubric says so, and for nothing elsewhere */
    public Rubric(
            RubricWeights weights,
            CaseEvidence evidence,
            boolean tier0,
            Set<String> excepted,
            FleetAssessment standing) {
        this.weights = weights;
        this.evidence = evidence;
        this.tier0 = tier0;
        this.exceptedIds = excepted;
        this.inForce = new ArmingsInForce(evidence.elements());
        this.standing = standing;
        Set<String> exonerated = RefutedLaunches.launches(evidence.elements(), evidence.chains());
        this.armings = evidence.of(EntryKind.ARMING).stream()
                .filter(t -> !excepted.contains(t.event().id()))
                .toList();
        this.excepted = concat(evidence.of(EntryKind.ARMING), evidence.of(EntryKind.PREPARATION)).stream()
                .filter(t -> excepted.contains(t.event().id()))
                .toList();
        this.preparations = evidence.of(EntryKind.PREPARATION).stream()
                .filter(t -> !excepted.contains(t.event().id()))
                .toList();
        this.launches = evidence.of(EntryKind.LAUNCH).stream()
                .filter(t -> RefutedLaunches.isLaunchStage(t, exonerated))
                .toList();
        this.fakeCrashes = evidence.of(EntryKind.CRASH).stream()
                .filter(t -> CrashEvidences.fake(t.event().fact()))
                .toList();
        this.evictedLaunches = evidence.of(EntryKind.LAUNCHES_EVICTED);
        evidence.elements().forEach(t -> byId.put(t.event().id(), t));
        this.dumps =
                evidence.of(EntryKind.DUMP).stream().filter(this::isOurDump).toList();
        this.otherDumps = evidence.of(EntryKind.DUMP).stream()
                .filter(t -> t.nature() == DumpNature.LSASS_BY_OTHER || t.nature() == DumpNature.LSASS_COPY)
                .toList();
    }

    /** WER's dump of LSASS, or one of a nameless kind that the pattern joined to a launch. */
    private boolean isOurDump(TimelineEntry dump) {
        return dump.nature() == DumpNature.LSASS_BY_WER
                || dump.nature() == DumpNature.UNREADABLE_BY_WER
                        && evidence.chains().stream()
                                .anyMatch(c -> dump.event().id().equals(c.dumpId())
                                        && c.launchId() != null
                                        && launches.stream()
                                                .anyMatch(l -> l.event().id().equals(c.launchId())));
    }

    /** Judges; null when the evidence is no case. */
    @Nullable
    public CaseJudgement judge() {
        Row base = base();
        if (base == null) {
            TimelineEntry covered = last(excepted);
            return covered == null ? refutedAlert() : suppressed(covered);
        }
        parts.add(new ScorePart(base.name(), base.points(), ScoreReasons.base(base.name()), base.ids()));
        modifiers(base);
        boolean genuineCrash = limits(base);
        clamp();
        return judgement(base, genuineCrash);
    }

    // ---- base ------------------------------------------------------------------------------------------------------

    private @Nullable Row base() {
        List<Row> rows = new ArrayList<>();
        preparations.forEach(p -> rows.add(row("arming-prepared", p, null, null)));
        armings.forEach(a -> rows.add(row(armingRow(a), a, null, null)));
        launches.forEach(l -> rows.add(row("launch-" + target(l), null, l, null)));
        dumps.stream()
                .filter(d -> d.nature() == DumpNature.LSASS_BY_WER)
                .forEach(d -> rows.add(row("dump", null, null, d)));
        otherDumps.forEach(d -> rows.add(row("dump-by-other", null, null, d)));
        fakeCrashes.forEach(c -> rows.add(row("crash-record-only", null, c, null)));
        evictedLaunches.forEach(c -> rows.add(row("launches-crowded-out", null, c, null)));
        evidence.chains().forEach(chain -> chained(rows, chain));
        return rows.stream()
                .max(Comparator.comparingInt(this::promised)
                        .thenComparingInt(Row::stages)
                        .thenComparing(this::latest))
                .orElse(null);
    }

    /** The points of a row, as far as the ceiling of copies lets them count: a copy must not stand for an attempt. */
    private int promised(Row row) {
        return restsOnCopies(row) ? Math.min(row.points(), weights.limit("copied-dump-ceiling")) : row.points();
    }

    private boolean restsOnCopies(Row row) {
        return row.name().equals("dump-by-other")
                && otherDumps.stream().allMatch(d -> d.nature() == DumpNature.LSASS_COPY);
    }

    private long latest(Row row) {
        return row.ids().stream()
                .mapToLong(id -> Objects.requireNonNull(byId.get(id)).event().firstMillis())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void chained(List<Row> rows, Chain chain) {
        TimelineEntry arming = first(armingsOf(chain));
        TimelineEntry launch = known(chain.launchId(), launches);
        TimelineEntry dump = known(chain.dumpId(), dumps);
        boolean whole = (chain.armingId() == null) == (arming == null)
                && (chain.launchId() == null) == (launch == null)
                && (chain.dumpId() == null) == (dump == null);
        String row = whole ? chainRow(arming, launch, dump) : null;
        if (row != null) {
            rows.add(row(row, arming, launch, dump));
        }
    }

    private static @Nullable String chainRow(
            @Nullable TimelineEntry arming, @Nullable TimelineEntry launch, @Nullable TimelineEntry dump) {
        String armed = arming == null ? "" : "arming-";
        if (launch == null) {
            return arming != null && dump != null ? "arming-dump" : null;
        }
        boolean unreadable = dump != null && dump.nature() == DumpNature.UNREADABLE_BY_WER;
        String target = target(launch);
        if (dump == null) {
            return armed + "launch-" + target;
        }
        if (unreadable && target.startsWith("unknown")) {
            return arming == null ? null : armed + "launch-" + target + "-unreadable-dump";
        }
        return armed + "launch-" + target + "-dump";
    }

    private Row row(
            String name, @Nullable TimelineEntry arming, @Nullable TimelineEntry launch, @Nullable TimelineEntry dump) {
        return new Row(name, weights.base(name), arming, launch, dump);
    }

    /** Those that count of the armings of a chain. */
    private List<TimelineEntry> armingsOf(Chain chain) {
        return inForce.of(chain).stream()
                .filter(t -> !exceptedIds.contains(id(t)))
                .toList();
    }

    private static @Nullable TimelineEntry known(@Nullable String id, List<TimelineEntry> among) {
        return among.stream().filter(t -> t.event().id().equals(id)).findFirst().orElse(null);
    }

    private static String armingRow(TimelineEntry arming) {
        ArmedState state = Objects.requireNonNull(arming.arming());
        return state.scopes().contains(ArmedState.LSASS) ? "arming-lsass" : "arming-global";
    }

    private static String target(TimelineEntry launch) {
        boolean match = Objects.requireNonNull(launch.target()).resolution() == Resolution.CONFIRMED;
        return (match ? "match-" : "unknown-")
                + (LaunchRequest.foreign(launch.event().fact()) ? "foreign" : "own");
    }

    // ---- qualifiers ------------------------------------------------------------------------------------------------

    private void modifiers(Row base) {
        suspiciousActor();
        movedWer();
        wow64();
        hidden();
        gap();
        cleanUp();
        armedAndReset();
        handled();
        takenOverNetwork();
        size();
        if (dumps.stream().anyMatch(Rubric::isProtected)) {
            modify("dump-protected", "the dump is that of a protected process, and encrypted", ids(dumps));
        }
        boolean fakeCrashAlone = base.name().equals("crash-record-only");
        if (!fakeCrashes.isEmpty() && !fakeCrashAlone) {
            modify(
                    "fake-crash-record",
                    "Application 1000 names lsass.exe with the code or the nameless module of a claimed crash",
                    ids(fakeCrashes));
        }
        if (base.launch() != null
                && base.launch().target() != null
                && base.launch().target().singleMediumSource()) {
            modify(
                    "single-medium-source",
                    "LSASS's PID is known from one source of medium confidence only",
                    List.of(base.launch().event().id()));
        }
        agent();
        if (standing == FleetAssessment.IN_CAMPAIGN && campaignMaterial()) {
            modify("campaign", "the same actor attempts the same on several hosts within a day", acts());
        }
        if (standing == FleetAssessment.COMMON && ordinaryDeployment()) {
            modify("prevalence", "the same program armed many hosts in the same way within a day", ids(armings));
        }
        if (tier0 && total() >= weights.limit("tier-0-from")) {
            modify("tier-0-host", "the host is configured as tier 0", List.of());
        }
    }

    private void modify(String name, String reason, List<String> ids) {
        parts.add(new ScorePart(name, weights.modifier(name), reason, ids));
    }

    private void suspiciousActor() {
        for (TimelineEntry arming : concat(armings, preparations)) {
            String why = CaseActors.suspicion(arming.event().fact().actor());
            if (why != null) {
                modify("suspicious-actor", "the writer of the registry value: " + why, List.of(id(arming)));
                return;
            }
        }
        for (TimelineEntry launch : launches) {
            String why = CaseActors.suspicion(launch.event().fact().parent());
            if (why != null) {
                modify("suspicious-actor", "the parent of WerFault: " + why, List.of(id(launch)));
                return;
            }
        }
    }

    private void movedWer() {
        for (TimelineEntry launch : launches) {
            String moved = CaseActors.movedWer(launch.event().fact().actor());
            if (moved != null) {
                modify("wer-program-moved", "WerFault ran as " + moved, List.of(id(launch)));
                return;
            }
        }
    }

    private void wow64() {
        for (TimelineEntry launch : launches) {
            String executable = launch.event().fact().actor() == null
                    ? null
                    : launch.event().fact().actor().executable();
            if (confirmed(launch)
                    && executable != null
                    && AsciiCase.lower(executable).contains("\\syswow64\\")) {
                modify("wow64-wer-at-lsass", "the 32-bit WerFault was started at LSASS", List.of(id(launch)));
                return;
            }
        }
    }

    /** What a launch does to hide whom it is at. */
    private void hidden() {
        modifyFirst(
                launches,
                l -> LaunchRequest.odd(l.event().fact()),
                "odd-command-line",
                "the command line of the WER process cannot be read, or says two things");
        modifyFirst(
                launches,
                l -> Objects.requireNonNull(l.target()).disguised(),
                "target-disguised",
                "the command line names another process than the one that was dumped");
        modifyFirst(
                launches,
                l -> Objects.requireNonNull(l.target()).contested(),
                "lsass-pid-contested",
                "several processes claim to be LSASS, and this launch was at one of them");
    }

    private void modifyFirst(List<TimelineEntry> acts, Predicate<TimelineEntry> counts, String name, String reason) {
        acts.stream().filter(counts).findFirst().ifPresent(act -> modify(name, reason, List.of(id(act))));
    }

    private static boolean confirmed(TimelineEntry launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.CONFIRMED;
    }

    /** From the last arming write before the first launch of a chain to that launch. */
    private void gap() {
        long shortest = Long.MAX_VALUE;
        TimelineEntry arming = null;
        TimelineEntry launch = null;
        for (Chain chain : evidence.chains()) {
            TimelineEntry l = known(chain.launchId(), launches);
            for (TimelineEntry a : l == null ? List.<TimelineEntry>of() : armingsOf(chain)) {
                long gap = l.event().firstMillis() - a.event().lastMillis();
                if (gap < shortest) {
                    shortest = gap;
                    arming = a;
                    launch = l;
                }
            }
        }
        if (arming == null || launch == null) {
            return;
        }
        List<String> ids = List.of(id(arming), id(launch));
        String words = ScoreReasons.span(shortest) + " between arming and launch";
        if (shortest <= SHORT_GAP_MILLIS) {
            modify("gap-short", words, ids);
        } else if (shortest > 30 * DAY_MILLIS) {
            modify("gap-over-thirty-days", words, ids);
        } else if (shortest > DAY_MILLIS) {
            modify("gap-over-a-day", words, ids);
        }
    }

    private void cleanUp() {
        for (TimelineEntry disarming : evidence.of(EntryKind.DISARMING)) {
            if (after(launches, disarming, QUARTER_HOUR_MILLIS) || after(dumps, disarming, QUARTER_HOUR_MILLIS)) {
                modify("cleaned-up", "the registry was reset right after", List.of(id(disarming)));
                return;
            }
        }
    }

    private static boolean after(List<TimelineEntry> acts, TimelineEntry later, long withinMillis) {
        return acts.stream()
                .mapToLong(a -> later.event().firstMillis() - a.event().firstMillis())
                .anyMatch(gap -> gap >= -CorrelationWindows.CLOCK_SLACK_MILLIS && gap <= withinMillis);
    }

    private void armedAndReset() {
        boolean nothingElse = armingOnly();
        for (TimelineEntry disarming : evidence.of(EntryKind.DISARMING)) {
            if (nothingElse && afterLast(armings, disarming)) {
                modify("armed-and-reset", "armed and reset within minutes", List.of(id(disarming)));
                return;
            }
        }
    }

    private static boolean afterLast(List<TimelineEntry> armings, TimelineEntry disarming) {
        return armings.stream()
                .mapToLong(a -> disarming.event().firstMillis() - a.event().lastMillis())
                .anyMatch(gap -> gap >= 0 && gap <= QUARTER_HOUR_MILLIS);
    }

    private void handled() {
        for (TimelineEntry handling : evidence.of(EntryKind.HANDLING)) {
            if (handledByOther(handling) && after(dumps, handling, HANDLING_MILLIS)) {
                modify(
                        "dump-handled",
                        ScoreReasons.handling(handling) + " by "
                                + WerPrograms.name(handling.event().fact().actor()),
                        List.of(id(handling)));
                return;
            }
        }
    }

    private static boolean handledByOther(TimelineEntry handling) {
        Fact fact = handling.event().fact();
        boolean read = fact.file() != null && fact.file().operation() == FileActivity.Operation.READ_OVER_SMB;
        return !read && WerPrograms.name(fact.actor()) != null && !WerPrograms.isWerFamily(fact.actor());
    }

    private void takenOverNetwork() {
        for (TimelineEntry handling : evidence.of(EntryKind.HANDLING)) {
            if (readOverSmb(handling)) {
                modify("dump-taken-over-network", "the dump was read over SMB", List.of(id(handling)));
                return;
            }
        }
        TimelineEntry toShare = writtenToShare();
        if (toShare != null) {
            modify("dump-taken-over-network", "dumps are written to a network share", List.of(id(toShare)));
        }
    }

    /** The act, or else the last write to the registry, by which dumps go to a network share; null when none does. */
    private @Nullable TimelineEntry writtenToShare() {
        List<TimelineEntry> acts = concat(dumps, launches);
        List<TimelineEntry> writes = concat(armings, preparations).stream()
                .sorted(Comparator.comparingLong(t -> t.event().lastMillis()))
                .toList();
        List<TimelineEntry> deciding =
                acts.isEmpty() && !writes.isEmpty() ? List.of(writes.get(writes.size() - 1)) : acts;
        return deciding.stream().filter(Rubric::uncFolder).findFirst().orElse(null);
    }

    private static boolean readOverSmb(TimelineEntry handling) {
        FileActivity file = handling.event().fact().file();
        return file != null && file.operation() == FileActivity.Operation.READ_OVER_SMB;
    }

    private static boolean uncFolder(TimelineEntry entry) {
        FileActivity file = entry.event().fact().file();
        return file != null && unc(file.path())
                || entry.arming() != null && unc(entry.arming().dumpFolder());
    }

    private static boolean unc(@Nullable String path) {
        String normal = WindowsPath.normalise(path);
        return normal != null && normal.startsWith("\\\\");
    }

    private void size() {
        TimelineEntry tiny = dumpOfSize(0, TINY_DUMP);
        TimelineEntry large = dumpOfSize(LARGE_DUMP, Long.MAX_VALUE);
        if (large != null) {
            modify("dump-large", "the dump has the size of a real one", List.of(id(large)));
        } else if (tiny != null) {
            modify("dump-tiny", "the dump is too small to be one", List.of(id(tiny)));
        }
    }

    private @Nullable TimelineEntry dumpOfSize(long from, long below) {
        return dumps.stream()
                .filter(d -> {
                    Long size = d.event().fact().file() == null
                            ? null
                            : d.event().fact().file().size();
                    return size != null && size >= from && size < below;
                })
                .findFirst()
                .orElse(null);
    }

    private static boolean isProtected(TimelineEntry dump) {
        FileActivity file = dump.event().fact().file();
        DumpName name = file == null ? null : DumpName.parse(file.path());
        return name != null && name.protectedDump();
    }

    private void agent() {
        boolean only = armingOnly() && !armings.isEmpty();
        if (only
                && armings.stream()
                        .allMatch(a ->
                                CaseActors.recognisedAgent(a.event().fact().actor(), weights.recognisedAgents()))) {
            modify("management-agent", "armed by a recognised management agent", ids(armings));
        }
    }

    /** What a campaign counts for: a foreign launch at LSASS, or a dump named for LSASS in a chain. */
    private boolean campaignMaterial() {
        boolean foreign = launches.stream()
                .anyMatch(l -> confirmed(l) && LaunchRequest.foreign(l.event().fact()));
        return foreign
                || evidence.chains().stream().anyMatch(chain -> {
                    TimelineEntry dump = known(chain.dumpId(), dumps);
                    return dump != null
                            && dump.nature() == DumpNature.LSASS_BY_WER
                            && (!armingsOf(chain).isEmpty() || known(chain.launchId(), launches) != null);
                });
    }

    private List<String> acts() {
        return ids(concat(launches, dumps));
    }

    /** What prevalence counts for: nothing but an arming, by programs that do such things for an organisation. */
    private boolean ordinaryDeployment() {
        return armingOnly()
                && !armings.isEmpty()
                && concat(armings, preparations).stream()
                        .allMatch(a -> CaseActors.deploys(a.event().fact().actor(), weights.recognisedAgents()));
    }

    private boolean armingOnly() {
        return !acted() && otherDumps.isEmpty();
    }

    private boolean acted() {
        return !launches.isEmpty() || !dumps.isEmpty() || !fakeCrashes.isEmpty() || !evictedLaunches.isEmpty();
    }

    // ---- ceilings and floors ---------------------------------------------------------------------------------------

    /** Applies ceilings and floors in their order; returns whether a genuine crash of LSASS explains the case. */
    private boolean limits(Row base) {
        serviceHostArming();
        prevalenceFloor();
        exceptedForeignLaunch();
        boolean acted = acted();
        boolean foreign = !evictedLaunches.isEmpty()
                || launches.stream()
                        .anyMatch(l -> LaunchRequest.foreign(l.event().fact()));
        if (acted && dumps.isEmpty() && writtenToShare() == null) {
            ceiling("no-dump-ceiling", "no dump was seen", List.of());
        }
        if (acted && !foreign && fakeCrashes.isEmpty()) {
            ceiling("own-initiator-ceiling", "no foreign process is known to have asked for the report", List.of());
        }
        boolean weak = dumps.stream().anyMatch(Rubric::isProtected)
                || dumpOfSize(0, TINY_DUMP) != null && dumpOfSize(LARGE_DUMP, Long.MAX_VALUE) == null;
        if (weak) {
            ceiling("weak-dump-ceiling", "the dump is tiny or encrypted", ids(dumps));
        }
        if (restsOnCopies(base)) {
            limitTo(
                    "copied-dump-ceiling",
                    Math.max(weights.limit("copied-dump-ceiling"), armingAlone()),
                    "a backup, setup or copy tool wrote the file",
                    ids(otherDumps));
        }
        boolean genuine = acted && !foreign && genuineCrash();
        if (genuine) {
            limitTo(
                    "genuine-crash-ceiling",
                    Math.max(weights.limit("genuine-crash-ceiling"), armingAlone()),
                    "LSASS really crashed: " + ScoreReasons.crash(corroboration()),
                    ids(corroboration()));
        }
        exceptedCrash(foreign);
        return genuine;
    }

    /** Under an exception, a crash that LSASS reported itself and whose dump nobody touched stays low. */
    private void exceptedCrash(boolean foreign) {
        boolean untouched =
                evidence.of(EntryKind.HANDLING).stream().noneMatch(h -> readOverSmb(h) || handledByOther(h));
        if (!excepted.isEmpty()
                && armings.isEmpty()
                && !foreign
                && launches.stream().anyMatch(Rubric::confirmed)
                && !dumps.isEmpty()
                && untouched
                && !corroboration().isEmpty()) {
            ceiling("excepted-genuine-crash-ceiling", "an exception covers the arming, and LSASS crashed", ids(dumps));
        }
    }

    /** What the arming scores by itself: no launch and no dump may make less of it. */
    private int armingAlone() {
        List<TimelineEntry> own = evidence.elements().stream()
                .filter(t -> switch (t.kind()) {
                    case ARMING, PREPARATION -> !excepted.contains(t);
                    case REMOTE_REGISTRY -> true;
                    default -> false;
                })
                .toList();
        CaseJudgement alone = new Rubric(weights, new CaseEvidence(own, 0, List.of()), tier0, Set.of()).judge();
        return alone == null ? 0 : alone.score();
    }

    /** An exception never hides the crime. */
    private void exceptedForeignLaunch() {
        boolean foreignAtLsass = launches.stream()
                .anyMatch(l -> confirmed(l) && LaunchRequest.foreign(l.event().fact()));
        int missing = weights.limit("excepted-foreign-launch-floor") - total();
        if (!excepted.isEmpty() && foreignAtLsass && missing > 0) {
            parts.add(new ScorePart(
                    "excepted-foreign-launch-floor",
                    missing,
                    "an exception covers the arming, and never a foreign launch at LSASS",
                    ids(launches)));
        }
    }

    /** Being common lowers an arming, but not below what is worth a look, nor above what it was. */
    private void prevalenceFloor() {
        int taken = parts.stream()
                .filter(part -> part.name().equals("prevalence"))
                .mapToInt(ScorePart::points)
                .sum();
        int missing = Math.min(weights.limit("prevalence-floor"), total() - taken) - total();
        if (taken < 0 && missing > 0) {
            parts.add(new ScorePart(
                    "prevalence-floor", missing, "minimum score of an enabled dump setting", ids(armings)));
        }
    }

    private void serviceHostArming() {
        List<TimelineEntry> writes = concat(armings, preparations);
        if (!armingOnly()
                || writes.isEmpty()
                || !writes.stream()
                        .allMatch(a -> CaseActors.serviceHost(a.event().fact().actor()))) {
            return;
        }
        List<TimelineEntry> remote = evidence.of(EntryKind.REMOTE_REGISTRY);
        if (remote.isEmpty()) {
            ceiling(
                    "service-host-arming-ceiling",
                    "written by svchost as a service account, as Group Policy does",
                    ids(writes));
        } else if (total() < weights.limit("remote-registry-floor")) {
            int missing = weights.limit("remote-registry-floor") - total();
            parts.add(new ScorePart(
                    "remote-registry-floor", missing, "the registry was reached from another machine", ids(remote)));
        }
    }

    private void ceiling(String name, String reason, List<String> ids) {
        ceiling(name, name, reason, ids);
    }

    private void ceiling(String name, String limit, String reason, List<String> ids) {
        limitTo(name, weights.limit(limit), reason, ids);
    }

    private void limitTo(String name, int ceiling, String reason, List<String> ids) {
        int over = total() - ceiling;
        if (over > 0) {
            parts.add(new ScorePart(name, -over, reason, ids));
        }
    }

    /** Told from a faked one by what followed; by nothing else. */
    private boolean genuineCrash() {
        return !corroboration().isEmpty()
                && evidence.of(EntryKind.LSASS_ALIVE).isEmpty()
                && evidence.of(EntryKind.HANDLING).stream().noneMatch(Rubric::collected)
                && armings.stream().noneMatch(this::freshUnrecognisedArming);
    }

    private List<TimelineEntry> corroboration() {
        List<TimelineEntry> acts = concat(concat(launches, dumps), fakeCrashes);
        return evidence.elements().stream()
                .filter(t -> switch (t.kind()) {
                    case LSASS_ENDED, REBOOT -> true;
                    case CRASH -> {
                        CrashEvidence crash =
                                Objects.requireNonNull(t.event().fact().crash());
                        yield crash.source() == CrashEvidence.Source.WININIT_1015
                                || crash.source() == CrashEvidence.Source.RESTART_1074;
                    }
                    default -> false;
                })
                .filter(t -> after(acts, t, CorrelationWindows.CRASH_AFTERMATH_MILLIS))
                .toList();
    }

    /** Read over SMB, or renamed, copied or archived by anyone but WER: no crash explains that. */
    private static boolean collected(TimelineEntry handling) {
        Fact fact = handling.event().fact();
        boolean deleted = fact.file() != null && fact.file().operation() == FileActivity.Operation.DELETED;
        return readOverSmb(handling) || !deleted && handledByOther(handling);
    }

    private boolean freshUnrecognisedArming(TimelineEntry arming) {
        long firstAct = concat(concat(launches, dumps), fakeCrashes).stream()
                .mapToLong(t -> t.event().firstMillis())
                .min()
                .orElse(Long.MAX_VALUE);
        long gap = firstAct - arming.event().lastMillis();
        return gap >= 0
                && gap < DAY_MILLIS
                && !CaseActors.recognisedAgent(arming.event().fact().actor(), weights.recognisedAgents());
    }

    private void clamp() {
        int total = total();
        if (total > 100) {
            parts.add(new ScorePart("clamp", 100 - total, "a score is at most 100", List.of()));
        } else if (total < 0) {
            parts.add(new ScorePart("clamp", -total, "a score is at least 0", List.of()));
        }
    }

    private int total() {
        return parts.stream().mapToInt(ScorePart::points).sum();
    }

    // ---- verdict ---------------------------------------------------------------------------------------------------

    private CaseJudgement judgement(Row base, boolean genuineCrash) {
        TimelineEntry launch =
                base.launch() != null && base.launch().kind() == EntryKind.LAUNCH ? base.launch() : first(launches);
        TargetResolution target = launch != null ? launch.target() : namedIn(base.dump());
        if (target == null && !evictedLaunches.isEmpty()) {
            target = evictedLaunches.get(0).target();
        }
        Fact launched = launch == null ? null : launch.event().fact();
        return new CaseJudgement(
                verdict(genuineCrash),
                total(),
                List.copyOf(parts),
                stages(),
                variant(),
                target,
                launched == null ? null : LaunchRequest.target(launched),
                launched == null ? null : LaunchRequest.initiator(launched),
                List.of());
    }

    /** Whose PID stands in the name of the dump that decides, else of the first dump that has one in its name. */
    private @Nullable TargetResolution namedIn(@Nullable TimelineEntry dump) {
        return Stream.concat(Stream.ofNullable(dump), concat(dumps, otherDumps).stream())
                .map(TimelineEntry::target)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable TimelineEntry last(List<TimelineEntry> list) {
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    private static @Nullable TimelineEntry first(List<TimelineEntry> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    private Verdict verdict(boolean genuineCrash) {
        if (acted()) {
            return genuineCrash ? Verdict.LSASS_CRASH : Verdict.ATTEMPT;
        }
        return otherDumps.isEmpty() ? Verdict.PRECURSOR : Verdict.RELATED_TECHNIQUE;
    }

    private List<String> stages() {
        List<String> stages = new ArrayList<>();
        if (!evidence.of(EntryKind.ARMING).isEmpty()
                || !evidence.of(EntryKind.PREPARATION).isEmpty()) {
            stages.add(CaseJudgement.ARMING);
        }
        if (!launches.isEmpty() || !fakeCrashes.isEmpty() || !evictedLaunches.isEmpty()) {
            stages.add(CaseJudgement.LAUNCH);
        }
        if (!dumps.isEmpty() || !otherDumps.isEmpty()) {
            stages.add(CaseJudgement.DUMP);
        }
        return List.copyOf(stages);
    }

    private @Nullable String variant() {
        for (TimelineEntry launch : launches) {
            String variant = WerVariants.of(launch.event().fact());
            if (variant != null) {
                return variant;
            }
        }
        boolean silent = !armings.isEmpty()
                && armings.stream()
                        .allMatch(a -> a.arming() != null && a.arming().silentProcessExit());
        return silent ? WerVariants.SILENT_PROCESS_EXIT : null;
    }

    /** A product's alert that our evidence does not confirm: the target is refuted, or unknown and its own reporter. */
    private @Nullable CaseJudgement refutedAlert() {
        List<TimelineEntry> alerts = evidence.of(EntryKind.DETECTION);
        TimelineEntry launch = evidence.of(EntryKind.LAUNCH).stream()
                .max(Comparator.comparing(t -> CaseSegmenter.refuted(t)))
                .orElse(null);
        if (alerts.isEmpty() || launch == null) {
            return null;
        }
        boolean refuted = CaseSegmenter.refuted(launch);
        parts.add(new ScorePart(
                "vendor-alert-not-confirmed",
                refuted ? 0 : weights.base("launch-unknown-own"),
                refuted
                        ? "the target was not LSASS: "
                                + Objects.requireNonNull(launch.target()).why()
                        : "a program reported its own crash, and nothing shows that it was LSASS",
                List.of(id(launch))));
        return new CaseJudgement(
                Verdict.BENIGN,
                total(),
                List.copyOf(parts),
                List.of(),
                null,
                null,
                LaunchRequest.target(launch.event().fact()),
                LaunchRequest.initiator(launch.event().fact()),
                List.of());
    }

    /** What is left of a case of which an exception covers every arming, and which has nothing else. */
    private CaseJudgement suppressed(TimelineEntry arming) {
        String row = arming.kind() == EntryKind.PREPARATION ? "arming-prepared" : armingRow(arming);
        parts.add(new ScorePart(row, weights.base(row), ScoreReasons.base(row), List.of(id(arming))));
        ceiling("exception-ceiling", "excepted-arming-ceiling", "an exception covers the arming", List.of(id(arming)));
        return new CaseJudgement(
                Verdict.BENIGN, total(), List.copyOf(parts), stages(), null, null, null, null, List.of());
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private static String id(TimelineEntry entry) {
        return entry.event().id();
    }

    private static List<String> ids(List<TimelineEntry> entry) {
        return entry.stream().map(Rubric::id).toList();
    }

    private static List<TimelineEntry> concat(List<TimelineEntry> a, List<TimelineEntry> b) {
        List<TimelineEntry> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
