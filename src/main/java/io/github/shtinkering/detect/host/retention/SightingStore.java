package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.detect.host.lsass.BootSpans;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The sightings of LSASS's PID that a host keeps, by boot: of each PID and kind of source in a boot the first and the
 * last count, and a sample of those between, drawn by a hash of their time, so that it is spread over all of it; what has
 * left a sample is in no later one. Each point keeps the start of LSASS that it followed. The newest boots stay, every
 * boot in which an act lies that is kept, and the ends of the newest days, as a boot's mark may come in later than what
 * was seen after it.
 *
 * <p>Of the PIDs that are claimed in one boot stays the one that LSASS's own records show for the longest (all records,
 * where it tells nothing itself), then those that acts were at, then the newest.
 */
public final class SightingStore {
    /** Most boots that are kept of one machine, besides those with acts. */
    static final int BOOTS = 8;
    /** Of so many of the newest days the ends are kept, too: whether one boot was several may come in later. */
    private static final int DAYS = 14;
    /** Most points of one boot. */
    public static final int LIMIT = 48;
    /** Most points of one machine. */
    private static final int MACHINE_LIMIT = 1_024;
    /** Points that are kept of one PID and kind of source between the first and the last. */
    private static final int SAMPLE = 2;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final Comparator<SightingPoint> ORDER = Comparator.comparingLong(SightingPoint::timeMillis)
            .thenComparingLong(SightingPoint::pid)
            .thenComparing(SightingPoint::source);

    private final HostState state;
    private final RetentionBounds bounds;

    public SightingStore(HostState state, RetentionBounds bounds) {
        this.state = state;
        this.bounds = bounds;
    }

    /** Adds what a fact tells; returns whether it was new. */
    public boolean add(Fact fact, LsassSighting sighting) {
        List<SightingPoint> points = state.sightings;
        SightingPoint point = new SightingPoint(
                fact.domain(),
                fact.hostId(),
                SightingPoint.timeOf(sighting.source(), fact.timeMillis()),
                sighting.pid(),
                sighting.source(),
                recordOf(fact, sighting),
                sighting.source() != SightingSource.LOGON_HEADER);
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).sameBucket(point)) {
                SightingPoint joined = points.get(i).and(point);
                boolean changed = !joined.equals(points.get(i));
                points.set(i, joined);
                return changed;
            }
        }
        points.add(point);
        points.sort(ORDER);
        forget(points.stream().filter(p -> p.sameMachine(point)).toList());
        return true;
    }

    /** Two distinct records count as two for logon headers only, so that only theirs need be told apart. */
    private static long recordOf(Fact fact, LsassSighting sighting) {
        return sighting.source() == SightingSource.LOGON_HEADER
                ? Long.parseUnsignedLong(fact.id(), 0, Math.min(16, fact.id().length()), 16)
                : 0;
    }

    private void forget(List<SightingPoint> own) {
        if (bounds == RetentionBounds.NONE) {
            return;
        }
        RetentionPriority needs = new RetentionPriority(state.facts, state.sightings);
        Set<SightingPoint> kept = identities();
        Set<SightingPoint> thinned = identities();
        for (BootSpans boots : List.of(needs.fine(), needs.coarse())) {
            keep(own, boots, BOOTS, SAMPLE, needs.askedFor(boots), kept, thinned);
        }
        BootSpans days = BootSpans.days(own);
        keep(own, days, DAYS, 0, needs.askedFor(days), kept, thinned);
        kept.addAll(startsOf(own, kept));
        List<SightingPoint> left = new ArrayList<>(own);
        left.removeIf(kept::contains);
        for (int i = 0; own.size() - left.size() > MACHINE_LIMIT; i++) {
            if (kept.remove(own.get(i))) {
                left.add(own.get(i));
            }
        }
        state.sightings.removeIf(left::contains);
        state.evicted += left.stream().filter(p -> !thinned.contains(p)).count();
    }

    /** The start of LSASS that each kept point followed: without it a PID that came again looks as if it had lived on. */
    private static List<SightingPoint> startsOf(List<SightingPoint> own, Set<SightingPoint> kept) {
        Map<Long, SightingPoint> started = new HashMap<>();
        List<SightingPoint> starts = new ArrayList<>();
        for (SightingPoint point : own) {
            if (point.source() == SightingSource.PROCESS_START) {
                started.put(point.pid(), point);
            } else if (kept.contains(point) && started.containsKey(point.pid())) {
                starts.add(started.get(point.pid()));
            }
        }
        return starts;
    }

    /** Each point is in the list once; to compare them would cost more than all else here. */
    private static Set<SightingPoint> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /**
     * @param newest so many of the newest spans stay, besides those with acts
     * @param between so many points stay of a PID and kind of source between the first and the last
     * @param asked the targets of acts in each span
     * @param kept what stays, added to
     * @param thinned what others of its boot, PID and source stand for, added to
     */
    private static void keep(
            List<SightingPoint> own,
            BootSpans spans,
            int newest,
            int between,
            Map<Integer, Set<Long>> asked,
            Set<SightingPoint> kept,
            Set<SightingPoint> thinned) {
        Map<Integer, List<SightingPoint>> boots = new LinkedHashMap<>();
        for (SightingPoint point : own) {
            int first = spans.of(point.timeMillis());
            int last = point.bucketed() ? spans.of(point.timeMillis() + SightingPoint.BUCKET_MILLIS - 1) : first;
            for (int span = first; span <= last; span++) {
                boots.computeIfAbsent(span, s -> new ArrayList<>()).add(point);
            }
        }
        List<Integer> newestFirst =
                boots.keySet().stream().sorted(Comparator.reverseOrder()).toList();
        for (int i = 0; i < newestFirst.size(); i++) {
            Set<Long> targets = asked.get(newestFirst.get(i));
            if (i < newest || targets != null) {
                keep(boots.get(newestFirst.get(i)), between, targets == null ? Set.of() : targets, kept, thinned);
            }
        }
    }

    /** What stays of one boot. */
    private static void keep(
            List<SightingPoint> boot,
            int between,
            Set<Long> targets,
            Set<SightingPoint> kept,
            Set<SightingPoint> thinned) {
        Map<Long, List<SightingPoint>> pids = new LinkedHashMap<>();
        boot.forEach(
                p -> pids.computeIfAbsent(p.pid(), pid -> new ArrayList<>()).add(p));
        Long itsOwn = longestTold(pids);
        List<Long> order = pids.keySet().stream()
                .sorted(Comparator.<Long>comparingInt(pid -> pid.equals(itsOwn) ? 0 : targets.contains(pid) ? 1 : 2)
                        .thenComparingLong(pid -> -last(pids.get(pid)).timeMillis())
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
        int count = 0;
        for (Long pid : order) {
            Set<SightingPoint> sample = sampled(pids.get(pid), between);
            count += sample.size();
            if (count > LIMIT) {
                return;
            }
            kept.addAll(sample);
            thinned.addAll(pids.get(pid));
        }
    }

    /** The PID that LSASS's own records show for the longest; where there are none, that all records do. */
    private static Long longestTold(Map<Long, List<SightingPoint>> pids) {
        Map<Long, Long> byItself = new HashMap<>();
        Map<Long, Long> byAnybody = new HashMap<>();
        pids.forEach((pid, points) -> {
            List<SightingPoint> own = points.stream()
                    .filter(p -> p.source() == SightingSource.LOGON_HEADER)
                    .toList();
            if (!own.isEmpty()) {
                byItself.put(pid, span(own));
            }
            byAnybody.put(pid, span(points));
        });
        return (byItself.isEmpty() ? byAnybody : byItself)
                .entrySet().stream()
                        .max(Map.Entry.<Long, Long>comparingByValue()
                                .thenComparing(e -> last(pids.get(e.getKey())).timeMillis())
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .map(Map.Entry::getKey)
                        .orElseThrow();
    }

    private static long span(List<SightingPoint> points) {
        return last(points).timeMillis() - points.get(0).timeMillis();
    }

    /** Of each source the first, the last, and a sample of those between. */
    private static Set<SightingPoint> sampled(List<SightingPoint> ofAPid, int between) {
        Map<SightingSource, List<SightingPoint>> sources = new LinkedHashMap<>();
        ofAPid.forEach(
                p -> sources.computeIfAbsent(p.source(), s -> new ArrayList<>()).add(p));
        Set<SightingPoint> kept = identities();
        for (List<SightingPoint> alike : sources.values()) {
            if (between > 0) {
                alike.stream()
                        .sorted(Comparator.comparingLong(p -> p.timeMillis() * SPREAD))
                        .limit(between)
                        .forEach(kept::add);
            }
            kept.add(alike.get(0));
            kept.add(last(alike));
        }
        return kept;
    }

    private static SightingPoint last(List<SightingPoint> points) {
        return Objects.requireNonNull(points.get(points.size() - 1));
    }
}
