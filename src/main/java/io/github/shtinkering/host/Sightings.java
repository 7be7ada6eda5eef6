package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sightings of LSASS's PID that a host keeps: bounded, and thinned from the middle of a long run, because what
 * counts is when a PID was first and last seen and what came between two others.
 */
final class Sightings {
    /** Most points that are kept of one machine. */
    static final int LIMIT = 24;

    private static final Comparator<SightingPoint> ORDER = Comparator.comparingLong(SightingPoint::timeMillis)
            .thenComparingLong(SightingPoint::pid)
            .thenComparing(SightingPoint::source);

    private Sightings() {}

    /**
     * What became of the list.
     *
     * @param point the point as it stands there now
     * @param left the point that had to leave, perhaps the new one; null when none had to
     * @param lost whether that one told what no other does
     */
    record Added(SightingPoint point, @Nullable SightingPoint left, boolean lost) {}

    /** Adds what a fact tells; returns null when it was known. */
    static @Nullable Added add(List<SightingPoint> points, Fact fact, LsassSighting sighting) {
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
                return changed ? new Added(joined, null, false) : null;
            }
        }
        points.add(point);
        points.sort(ORDER);
        if (points.size() <= LIMIT) {
            return new Added(point, null, false);
        }
        List<SightingPoint> own =
                points.stream().filter(p -> p.sameMachine(point)).toList();
        if (own.size() <= LIMIT) {
            return new Added(point, null, false);
        }
        int victim = leastTelling(own);
        points.remove(own.get(victim));
        return new Added(point, own.get(victim), !insideRun(own, victim));
    }

    /** Two distinct records count as two for logon headers only, so that only theirs need be told apart. */
    private static long recordOf(Fact fact, LsassSighting sighting) {
        return sighting.source() == SightingSource.LOGON_HEADER
                ? Long.parseUnsignedLong(fact.id(), 0, Math.min(16, fact.id().length()), 16)
                : 0;
    }

    /** The point inside a run of one PID whose absence leaves the smallest gap; without such a run the oldest. */
    private static int leastTelling(List<SightingPoint> points) {
        int victim = 0;
        long smallest = Long.MAX_VALUE;
        for (int i = 1; i < points.size() - 1; i++) {
            long gap = points.get(i + 1).timeMillis() - points.get(i - 1).timeMillis();
            if (gap < smallest && insideRun(points, i)) {
                smallest = gap;
                victim = i;
            }
        }
        return victim;
    }

    private static boolean insideRun(List<SightingPoint> points, int i) {
        SightingPoint point = points.get(i);
        return i > 0
                && i < points.size() - 1
                && points.get(i - 1).pid() == point.pid()
                && points.get(i + 1).pid() == point.pid()
                && point.bucketed()
                && moreOfItsKind(points, point);
    }

    private static boolean moreOfItsKind(List<SightingPoint> points, SightingPoint point) {
        int alike = 0;
        for (SightingPoint other : points) {
            alike += other.source() == point.source() && other.pid() == point.pid() ? 1 : 0;
        }
        return alike > 2;
    }
}
