package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sightings of LSASS's PID that a host keeps: bounded, and whatever the order of arrival, the same of the same
 * sightings. Of each PID and kind of source the first and the last count, and a sample of those between, drawn by a hash
 * of their time, so that it is spread over all of it; what has left a sample is in no later one. Where even that is more
 * than the limit, the PID leaves that was not seen for the longest.
 */
final class Sightings {
    /** Most points that are kept of one machine: more than one PID can have. */
    static final int LIMIT = 48;
    /** Points that are kept of one PID and kind of source between the first and the last. */
    private static final int SAMPLE = 2;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final Comparator<SightingPoint> ORDER = Comparator.comparingLong(SightingPoint::timeMillis)
            .thenComparingLong(SightingPoint::pid)
            .thenComparing(SightingPoint::source);

    private Sightings() {}

    /**
     * What became of the list.
     *
     * @param point the point as it stands there now, or would
     * @param left the points that had to leave, perhaps the new one among them
     * @param lost whether they told what no other does
     */
    record Added(SightingPoint point, List<SightingPoint> left, boolean lost) {}

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
                return changed ? new Added(joined, List.of(), false) : null;
            }
        }
        points.add(point);
        points.sort(ORDER);
        List<SightingPoint> left = beyondTheSample(points, point);
        points.removeAll(left);
        List<SightingPoint> forgotten = beyondTheLimit(points, point);
        points.removeAll(forgotten);
        left.addAll(forgotten);
        return new Added(point, left, !forgotten.isEmpty());
    }

    /** Two distinct records count as two for logon headers only, so that only theirs need be told apart. */
    private static long recordOf(Fact fact, LsassSighting sighting) {
        return sighting.source() == SightingSource.LOGON_HEADER
                ? Long.parseUnsignedLong(fact.id(), 0, Math.min(16, fact.id().length()), 16)
                : 0;
    }

    /** Those of the new point's kind that are neither the first nor the last, nor in the sample. */
    private static List<SightingPoint> beyondTheSample(List<SightingPoint> points, SightingPoint point) {
        List<SightingPoint> alike = points.stream()
                .filter(p -> p.pid() == point.pid() && p.source() == point.source() && p.sameMachine(point))
                .toList();
        Set<SightingPoint> kept = alike.stream()
                .sorted(Comparator.comparingLong(p -> p.timeMillis() * SPREAD))
                .limit(SAMPLE)
                .collect(Collectors.toSet());
        kept.add(alike.get(0));
        kept.add(alike.get(alike.size() - 1));
        return alike.stream().filter(p -> !kept.contains(p)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<SightingPoint> beyondTheLimit(List<SightingPoint> points, SightingPoint point) {
        List<SightingPoint> own =
                points.stream().filter(p -> p.sameMachine(point)).toList();
        Map<Long, Long> lastSeen = new HashMap<>();
        own.forEach(p -> lastSeen.merge(p.pid(), p.timeMillis(), Math::max));
        List<Long> oldestFirst = lastSeen.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<SightingPoint> leaving = new ArrayList<>();
        for (long pid : oldestFirst) {
            if (own.size() - leaving.size() <= LIMIT) {
                break;
            }
            own.stream().filter(p -> p.pid() == pid).forEach(leaving::add);
        }
        return leaving;
    }
}
