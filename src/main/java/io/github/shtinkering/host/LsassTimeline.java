package io.github.shtinkering.host;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * LSASS's PID over time, from sightings and boots (domain.md 4 and 5.5). A boot voids what was known before it; within
 * a boot a contradicting sighting opens a new interval and rewrites no old one.
 */
final class LsassTimeline {
    /** A foreign launch against a PID that was not seen for longer is not confirmed by it. */
    private static final long STALE_MILLIS = 86_400_000L;

    /** Confidence from which one sighting may refute others. */
    static final int STRONG = 90;

    private static final int COLD_BOOT = 0;

    private final List<Fact> boots;
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
     * @param bootFacts boot marks and starts of lsass.exe, in the story's order
     * @param sightings all sightings of the machine
     * @param endFacts ends of lsass.exe processes
     */
    LsassTimeline(List<Fact> bootFacts, List<SightingPoint> sightings, List<Fact> endFacts) {
        Containers containers = new Containers(bootFacts, sightings);
        this.boots = boots(containers.withoutTheirs(bootFacts));
        this.ends = endFacts;
        this.clones = sightings.stream()
                .filter(p -> p.source() == SightingSource.CLONE)
                .toList();
        this.points = sightings.stream()
                .filter(p -> p.source() != SightingSource.CLONE && !containers.has(p.pid(), p.timeMillis()))
                .sorted(Comparator.comparingLong(SightingPoint::timeMillis).thenComparing(SightingPoint::source))
                .toList();
    }

    /** The first mark of each boot, in order. */
    List<Fact> boots() {
        return boots;
    }

    private static List<Fact> boots(List<Fact> marks) {
        List<Fact> found = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= marks.size(); i++) {
            if (i == marks.size()
                    || marks.get(i).timeMillis() - marks.get(i - 1).timeMillis() > StoryWindows.BOOT_SPAN_MILLIS) {
                List<Fact> cluster = marks.subList(start, i);
                if (!cluster.isEmpty() && cluster.stream().noneMatch(LsassTimeline::resumed)) {
                    found.add(cluster.get(0));
                }
                start = i;
            }
        }
        return found;
    }

    /** Kernel-Boot 27 of a fast start-up or of a resume: the kernel session, and LSASS with it, lived on. */
    private static boolean resumed(Fact fact) {
        BootMark mark = fact.boot();
        return fact.kind() == FactKind.BOOT && mark != null && mark.bootType() != null && mark.bootType() != COLD_BOOT;
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
    TargetResolution resolve(long pid, long timeMillis, boolean foreign) {
        List<Run> runs = runs(bootOf(timeMillis), pid);
        Run active = active(runs, timeMillis);
        if (pid == 0 || pid == 4) {
            return refuted(active, "PID " + pid + " is never LSASS");
        }
        if (cloneAt(pid, timeMillis)) {
            return new TargetResolution(
                    Resolution.CONFIRMED,
                    active == null ? null : active.pid(),
                    List.of(SightingSource.CLONE.description()),
                    false,
                    "PID " + pid + " is a clone of LSASS");
        }
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

    /** Whether the process of this PID can have been the host's own LSASS: no clone, and no other than the known one. */
    boolean mayBePrimary(@Nullable Long pid, long timeMillis) {
        if (pid == null) {
            return true;
        }
        return !cloneAt(pid, timeMillis) && resolve(pid, timeMillis, false).resolution() != Resolution.REFUTED;
    }

    /** LSASS's PID at a time, as far as known. */
    TargetResolution at(long timeMillis) {
        Run active = active(runs(bootOf(timeMillis), null), timeMillis);
        return active == null
                ? unknown(null, "LSASS's PID on this host is not known for this boot")
                : ofLsass(active, timeMillis, false);
    }

    /** The first sighting of a PID at or after a time, in the boot of another time; null when there is none. */
    @Nullable
    SightingPoint seenAfter(long pid, long fromMillis, long bootMillis) {
        int boot = bootOf(bootMillis);
        for (SightingPoint point : points) {
            if (point.pid() == pid && point.timeMillis() >= fromMillis && bootOf(point.timeMillis()) == boot) {
                return point;
            }
        }
        return null;
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
                .filter(end -> end.timeMillis() + StoryWindows.CLOCK_SLACK_MILLIS < timeMillis)
                .filter(end -> bootOf(end.timeMillis()) == bootOf(timeMillis))
                .anyMatch(end -> seenAfter(pid, end.timeMillis(), timeMillis) == null);
    }

    private boolean cloneAt(long pid, long timeMillis) {
        return clones.stream()
                .anyMatch(p -> p.pid() == pid
                        && p.timeMillis() <= timeMillis + StoryWindows.CLOCK_SLACK_MILLIS
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
        List<Run> runs = new ArrayList<>();
        for (SightingPoint point : heard) {
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
