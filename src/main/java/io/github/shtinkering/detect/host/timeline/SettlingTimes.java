package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import java.util.List;

/**
 * When, in a host's time, the cases of its timeline may settle: a day after each element that none follows within a day.
 * Elements that hold no case open do not count.
 */
public final class SettlingTimes {
    private SettlingTimes() {}

    /**
     * The element whose day ends next.
     *
     * @param entries the timeline, not empty
     * @param hostMillis the host's time
     * @return event time of the first element whose day has not passed and that none follows within it; of the newest
     *     one when all days have passed, or when none holds a case open
     */
    public static long next(List<TimelineEntry> entries, long hostMillis) {
        long[] times = entries.stream()
                .filter(TimelineEntry::holdsACaseOpen)
                .mapToLong(t -> t.event().firstMillis())
                .sorted()
                .toArray();
        if (times.length == 0) {
            return entries.stream()
                    .mapToLong(t -> t.event().firstMillis())
                    .max()
                    .orElseThrow();
        }
        long newest = times[times.length - 1];
        if (newest <= hostMillis) {
            return newest;
        }
        for (int i = 0; i < times.length - 1; i++) {
            long settles = times[i] + CorrelationWindows.CASE_GAP_MILLIS;
            if (settles >= hostMillis && times[i + 1] > settles) {
                return times[i];
            }
        }
        return newest;
    }
}
