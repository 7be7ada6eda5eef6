package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * LSASS's PID over time, from sightings and boots. A boot voids what was known before it; within a boot a contradicting
 * sighting opens a new interval and rewrites no old one.
 *
 * <p>What LSASS itself writes tells its PID; everything else names a path, and anybody may start that file, under any
 * parent. So no path refutes a PID that LSASS itself told in the same boot, and no other refutes one that claims to be.
 */
public final class LsassTimeline {
    /** The host may have booted, and nobody told: what was seen of LSASS shows nothing of a time that is farther away. */
    public static final long STALE_MILLIS = 86_400_000L;

    /** Confidence from which one sighting may refute others. */
    static final int STRONG = 90;

    private final List<Fact> boots;
    private final List<SightingPoint> all;
    private final List<SightingPoint> points;
    private final List<SightingPoint> clones;
    private final List<Fact> ends;

    /** A stretch of time in which every sighting shows the same PID. */
    private record Run(long pid, List<SightingPoint> points) {
        long from() {
            return points.get(0).timeMillis();
        }

        long to() {
            return points.get(points.size() - 1).timeMillis();
        }

        boolean strong() {
            return points.stream()
                            .anyMatch(p -> p.source() != SightingSource.LOGON_HEADER
                                    && p.source().confidence() >= STRONG)
                    || headerRecords() >= 2;
        }

        private int headerRecords() {
            return points.stream()
                    .filter(p -> p.source() == SightingSource.LOGON_HEADER)
                    .mapToInt(p -> p.twoRecords() ? 2 : 1)
                    .sum();
        }

        List<String> sources() {
            TreeSet<String> names = new TreeSet<>();
            points.forEach(p -> names.add(p.source().description()));
            return List.copyOf(names);
        }
    }

    /**
     * @param bootFacts boot marks and starts of lsass.exe, in the timeline's order
     * @param sightings all sightings of the machine
     * @param endFacts ends of lsass.exe processes
     */
    public LsassTimeline(List<Fact> bootFacts, List<SightingPoint> sightings, List<Fact> endFacts) {
        ContainerProcesses containers = new ContainerProcesses(bootFacts, sightings);
        this.boots = BootMarks.boots(containers.withoutTheirs(bootFacts));
        this.ends = endFacts;
        this.all = sightings;
        this.clones = sightings.stream()
                .filter(p -> p.source() == SightingSource.CLONE)
                .toList();
        this.points = sightings.stream()
                .filter(p -> p.source() != SightingSource.CLONE && !containers.has(p.pid(), p.timeMillis()))
                .sorted(Comparator.comparingLong(SightingPoint::timeMillis).thenComparing(SightingPoint::source))
                .toList();
    }

    /** The first mark of each boot, in order. */
    public List<Fact> boots() {
        return boots;
    }

    /** Number of boots up to a time: two times with the same number lie in the same boot. */
    int bootOf(long timeMillis) {
        int count = 0;
        for (Fact boot : boots) {
            if (boot.timeMillis() <= timeMillis) {
                count++;
            }
        }
        return count;
    }

    /** Whether a PID was LSASS's at a time; {@code foreign} when another process asked for the report. */
    public TargetResolution resolve(long pid, long timeMillis, boolean foreign) {
        List<Run> runs = runs(bootOf(timeMillis), pid);
        if (pid == 0 || pid == 4) {
            return refuted(active(runs, timeMillis), "PID " + pid + " is never LSASS");
        }
        if (cloneAt(pid, timeMillis)) {
            Run active = active(runs, timeMillis);
            return new TargetResolution(
                    Resolution.CONFIRMED,
                    active == null ? null : active.pid(),
                    List.of(SightingSource.CLONE.description()),
                    false,
                    "PID " + pid + " is a clone of LSASS");
        }
        TargetResolution known = resolve(runs, pid, timeMillis, foreign);
        TargetResolution told = resolve(toldByLsass(runs), pid, timeMillis, foreign);
        TargetResolution better = told.resolution().outweighs(known.resolution()) ? told : known;
        return !better.confirmed() && foreign && contested(runs, pid, timeMillis)
                ? better.doubted("several processes claim to be LSASS, PID " + pid + " among them", true)
                : better;
    }

    private TargetResolution resolve(List<Run> runs, long pid, long timeMillis, boolean foreign) {
        Run active = active(runs, timeMillis);
        if (active == null) {
            return unknown(null, "LSASS's PID on this host is not known for this boot");
        }
        if (active.pid() == pid) {
            return unlessEnded(active, timeMillis, foreign);
        }
        Run around = around(runs, pid, timeMillis);
        if (around != null && around.strong()) {
            return ofLsass(around, timeMillis, foreign);
        }
        Run until = until(runs, pid, timeMillis);
        if (until != null && until.strong()) {
            return unlessEnded(until, timeMillis, foreign);
        }
        if (changesTo(runs, active, pid, timeMillis)) {
            return unknown(active, "LSASS's PID changed to " + pid + " at an unknown time");
        }
        if (foreign && isStale(active, timeMillis)) {
            return lastSeenLongBefore(active);
        }
        if (!active.strong()) {
            return unknown(active, "LSASS's PID is thought to be " + active.pid() + ", from one medium source only");
        }
        return refuted(active, "LSASS has PID " + active.pid() + ", not " + pid);
    }

    /** The runs of those PIDs that LSASS itself told; all of them where it told none. */
    private static List<Run> toldByLsass(List<Run> runs) {
        Set<Long> told = new HashSet<>();
        runs.stream()
                .flatMap(run -> run.points().stream())
                .filter(LsassTimeline::isToldByLsass)
                .forEach(point -> told.add(point.pid()));
        if (told.isEmpty()) {
            return runs;
        }
        List<SightingPoint> points = runs.stream()
                .flatMap(run -> run.points().stream())
                .filter(point -> told.contains(point.pid()))
                .toList();
        return runs(points);
    }

    static boolean isToldByLsass(SightingPoint point) {
        return point.source() == SightingSource.LOGON_HEADER;
    }

    /** Whether a PID claims to be LSASS's and another does so in the same boot, or it was LSASS's and ended. */
    private boolean contested(List<Run> runs, long pid, long timeMillis) {
        return claimed(pid, timeMillis)
                && (runs.stream().anyMatch(run -> run.pid() != pid) || endedBefore(pid, timeMillis));
    }

    /** Whether any record of the boot of a time shows that LSASS had, or claims to have, this PID. */
    public boolean claimed(long pid, long timeMillis) {
        return all.stream()
                .anyMatch(p -> p.pid() == pid
                        && (bootOf(p.timeMillis()) == bootOf(timeMillis) || bootOfPoint(p) == bootOf(timeMillis)));
    }

    /** Whether the process of this PID can have been the host's own LSASS: no clone, and no other than the known one. */
    public boolean mayBePrimary(@Nullable Long pid, long timeMillis) {
        if (pid == null) {
            return true;
        }
        return !cloneAt(pid, timeMillis) && resolve(pid, timeMillis, false).resolution() != Resolution.REFUTED;
    }

    /** LSASS's PID at a time, as far as known. */
    public TargetResolution at(long timeMillis) {
        Run active = active(toldByLsass(runs(bootOf(timeMillis), null)), timeMillis);
        return active == null
                ? unknown(null, "LSASS's PID on this host is not known for this boot")
                : ofLsass(active, timeMillis, false);
    }

    /**
     * The first sighting of a PID at or after a time that shows that LSASS lived on since an act; null when there is none.
     * That the host booted since may be claimed: it did when LSASS itself told another PID in between, or when an LSASS of
     * this PID, which no other process can have while it lives, started anew. After a boot that is only claimed, a sighting
     * of more than a day later shows nothing: the LSASS of a later boot may have the same PID.
     */
    @Nullable
    public SightingPoint livedOn(long pid, long fromMillis, long actMillis) {
        for (SightingPoint point : points) {
            if (point.pid() == pid && point.timeMillis() >= fromMillis) {
                return bootedBetween(pid, actMillis, point.timeMillis()) ? null : point;
            }
        }
        return null;
    }

    private boolean bootedBetween(long pid, long fromMillis, long toMillis) {
        return bootOf(fromMillis) != bootOf(toMillis)
                && (toMillis - fromMillis > STALE_MILLIS
                        || points.stream()
                                .filter(p -> p.timeMillis() > fromMillis && p.timeMillis() <= toMillis)
                                .anyMatch(p -> p.pid() == pid
                                        ? p.source() == SightingSource.PROCESS_START
                                        : isToldByLsass(p)));
    }

    /**
     * The first time in a span at which LSASS itself told another PID than before; null when it told none. So the host
     * booted, also where no record of the boot came.
     *
     * @param pid LSASS's PID before
     */
    @Nullable
    public SightingPoint seenAnew(long pid, long fromMillis, long toMillis) {
        return points.stream()
                .filter(LsassTimeline::isToldByLsass)
                .filter(p -> p.pid() != pid && p.mayBeAfter(fromMillis) && p.timeMillis() <= toMillis)
                .filter(p -> points.stream().noneMatch(o -> o.pid() == p.pid() && !o.mayBeAfter(fromMillis)))
                .findFirst()
                .orElse(null);
    }

    private TargetResolution unlessEnded(Run run, long timeMillis, boolean foreign) {
        return endedBefore(run.pid(), timeMillis)
                ? unknown(run, "LSASS, which had PID " + run.pid() + ", had ended, and was not seen since")
                : ofLsass(run, timeMillis, foreign);
    }

    private static TargetResolution ofLsass(Run run, long timeMillis, boolean foreign) {
        if (foreign && isStale(run, timeMillis)) {
            return lastSeenLongBefore(run);
        }
        boolean singleMedium = !run.strong() && run.sources().size() == 1;
        return new TargetResolution(
                Resolution.CONFIRMED, run.pid(), run.sources(), singleMedium, "LSASS has PID " + run.pid());
    }

    /** The host may have booted since, and nobody told. */
    private static boolean isStale(Run run, long timeMillis) {
        return timeMillis - run.to() > STALE_MILLIS;
    }

    private static TargetResolution lastSeenLongBefore(Run run) {
        return unknown(run, "LSASS was last seen with PID " + run.pid() + " more than a day before");
    }

    private static TargetResolution unknown(@Nullable Run run, String why) {
        return new TargetResolution(
                Resolution.UNKNOWN,
                run == null ? null : run.pid(),
                run == null ? List.of() : run.sources(),
                false,
                why);
    }

    private static TargetResolution refuted(@Nullable Run run, String why) {
        return new TargetResolution(
                Resolution.REFUTED,
                run == null ? null : run.pid(),
                run == null ? List.of() : run.sources(),
                false,
                why);
    }

    /** Whether LSASS's process had ended in this boot and nothing shows that it lived on: its PID may be anybody's. */
    private boolean endedBefore(long pid, long timeMillis) {
        return ends.stream()
                .filter(end -> end.actor() != null && Objects.equals(end.actor().pid(), pid))
                .filter(end -> end.timeMillis() + CorrelationWindows.CLOCK_SLACK_MILLIS < timeMillis)
                .filter(end -> bootOf(end.timeMillis()) == bootOf(timeMillis))
                .anyMatch(end -> points.stream()
                        .noneMatch(p -> p.pid() == pid
                                && p.timeMillis() >= end.timeMillis()
                                && bootOf(p.timeMillis()) == bootOf(timeMillis)));
    }

    private boolean cloneAt(long pid, long timeMillis) {
        return clones.stream()
                .anyMatch(p -> p.pid() == pid
                        && p.timeMillis() <= timeMillis + CorrelationWindows.CLOCK_SLACK_MILLIS
                        && bootOf(p.timeMillis()) == bootOf(timeMillis));
    }

    private static @Nullable Run active(List<Run> runs, long timeMillis) {
        Run active = runs.isEmpty() ? null : runs.get(0);
        for (Run run : runs) {
            if (run.from() <= timeMillis) {
                active = run;
            }
        }
        return active;
    }

    /**
     * A PID that was LSASS's before and after a time was so at that time: LSASS keeps its PID within a boot. What another
     * record told between is a mistake, or a forgery. Null when it was not seen on both sides.
     */
    private static @Nullable Run around(List<Run> runs, long pid, long timeMillis) {
        List<SightingPoint> seen = runs.stream()
                .filter(run -> run.pid() == pid)
                .flatMap(run -> run.points().stream())
                .toList();
        Run whole = new Run(pid, seen);
        return !seen.isEmpty() && whole.from() <= timeMillis && timeMillis <= whole.to() ? whole : null;
    }

    /**
     * The run of a PID up to a contradiction in the bucket of a time: whether that was told before or after it, the bucket
     * does not say, and what may have come after refutes nothing. Null when there is none.
     */
    private static @Nullable Run until(List<Run> runs, long pid, long timeMillis) {
        for (int i = runs.size() - 2; i >= 0; i--) {
            Run run = runs.get(i);
            SightingPoint contradiction = runs.get(i + 1).points().get(0);
            if (run.pid() == pid && run.from() <= timeMillis && contradiction.mayBeAfter(timeMillis)) {
                return run;
            }
        }
        return null;
    }

    private static boolean changesTo(List<Run> runs, Run active, long pid, long timeMillis) {
        int next = runs.indexOf(active) + 1;
        return timeMillis > active.to() && next < runs.size() && runs.get(next).pid() == pid;
    }

    /** @param asked a PID whose sightings count in each boot in which they may have been */
    private List<Run> runs(int boot, @Nullable Long asked) {
        List<SightingPoint> own = points.stream()
                .filter(p -> bootOfPoint(p) == boot
                        || Objects.equals(p.pid(), asked) && bootOf(p.timeMillis()) == boot && mayBeOfEitherBoot(p))
                .toList();
        List<SightingPoint> heard =
                own.stream().filter(p -> !weakAndContradicted(p, own)).toList();
        return runs(heard);
    }

    private static List<Run> runs(List<SightingPoint> points) {
        List<Run> runs = new ArrayList<>();
        for (SightingPoint point : points) {
            if (runs.isEmpty() || runs.get(runs.size() - 1).pid() != point.pid()) {
                runs.add(new Run(point.pid(), new ArrayList<>()));
            }
            runs.get(runs.size() - 1).points().add(point);
        }
        return runs;
    }

    /** A stale or contradicting inventory loses, and so does the PID that a (fake) crash claims. */
    private static boolean weakAndContradicted(SightingPoint point, List<SightingPoint> own) {
        return point.source().confidence() < STRONG
                && own.stream()
                        .anyMatch(p -> p.pid() != point.pid() && p.source().confidence() >= STRONG);
    }

    /**
     * A bucket in which the host booted may have been sighted before or after the boot: it belongs to the boot that
     * other sightings of its PID belong to, else to the later one.
     */
    private int bootOfPoint(SightingPoint point) {
        int first = bootOf(point.timeMillis());
        int last = point.bucketed() ? bootOf(point.timeMillis() + SightingPoint.BUCKET_MILLIS - 1) : first;
        if (first == last || seenClearlyIn(point.pid(), last)) {
            return last;
        }
        return seenClearlyIn(point.pid(), first) ? first : last;
    }

    private boolean mayBeOfEitherBoot(SightingPoint point) {
        return !seenClearlyIn(point.pid(), bootOfPoint(point));
    }

    private boolean seenClearlyIn(long pid, int boot) {
        return points.stream()
                .filter(p -> p.pid() == pid)
                .anyMatch(p -> bootOf(p.timeMillis()) == boot
                        && (!p.bucketed() || bootOf(p.timeMillis() + SightingPoint.BUCKET_MILLIS - 1) == boot));
    }
}
