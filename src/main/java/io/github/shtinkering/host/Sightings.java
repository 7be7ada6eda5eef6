package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.LsassSighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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

    /** Adds what a fact tells; returns whether the list changed. */
    static boolean add(List<SightingPoint> points, Fact fact, LsassSighting sighting) {
        SightingPoint point = new SightingPoint(
                fact.domain(),
                SightingPoint.timeOf(sighting.source(), fact.timeMillis()),
                sighting.pid(),
                sighting.source(),
                Long.parseUnsignedLong(fact.id(), 0, Math.min(16, fact.id().length()), 16),
                false);
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
        List<SightingPoint> own = points.stream()
                .filter(p -> Objects.equals(p.domain(), point.domain()))
                .toList();
        if (own.size() > LIMIT) {
            points.remove(leastTelling(own));
        }
        return true;
    }

    /** The point inside a run of one PID whose absence leaves the smallest gap; without such a run the oldest. */
    private static SightingPoint leastTelling(List<SightingPoint> points) {
        int victim = 0;
        long smallest = Long.MAX_VALUE;
        for (int i = 1; i < points.size() - 1; i++) {
            long gap = points.get(i + 1).timeMillis() - points.get(i - 1).timeMillis();
            if (insideRun(points, i) && gap < smallest) {
                smallest = gap;
                victim = i;
            }
        }
        return points.get(victim);
    }

    private static boolean insideRun(List<SightingPoint> points, int i) {
        SightingPoint point = points.get(i);
        return points.get(i - 1).pid() == point.pid()
                && points.get(i + 1).pid() == point.pid()
                && point.bucketed()
                && moreOfItsKind(points, point);
    }

    private static boolean moreOfItsKind(List<SightingPoint> points, SightingPoint point) {
        return points.stream()
                        .filter(p -> p.source() == point.source() && p.pid() == point.pid())
                        .count()
                > 2;
    }

    /** The points of one machine among those that share a short name. */
    static List<SightingPoint> ofStory(List<SightingPoint> points, List<String> domains, String story) {
        if (domains.size() <= 1) {
            return points;
        }
        List<SightingPoint> own = new ArrayList<>();
        for (SightingPoint point : points) {
            if (story.equals(point.domain() == null ? "" : point.domain())) {
                own.add(point);
            }
        }
        return own;
    }
}
