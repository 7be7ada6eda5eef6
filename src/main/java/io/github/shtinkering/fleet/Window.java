package io.github.shtinkering.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The most hosts that were seen within any 24 hours: a function of the event times, in whatever order they came. */
final class Window {
    static final long MILLIS = 86_400_000L;

    private Window() {}

    private record Point(long millis, String host) {}

    /** Whether so many distinct hosts lie within some window. */
    static boolean holds(List<Member> members, int hosts) {
        List<Point> points = new ArrayList<>();
        members.forEach(member -> member.times.forEach(time -> points.add(new Point(time, member.host))));
        points.sort(Comparator.comparingLong(Point::millis));
        Map<String, Integer> within = new HashMap<>();
        int oldest = 0;
        for (Point point : points) {
            within.merge(point.host(), 1, Integer::sum);
            while (point.millis() - points.get(oldest).millis() > MILLIS) {
                within.computeIfPresent(points.get(oldest++).host(), (host, times) -> times == 1 ? null : times - 1);
            }
            if (within.size() >= hosts) {
                return true;
            }
        }
        return false;
    }
}
