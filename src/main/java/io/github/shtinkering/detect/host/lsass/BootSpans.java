package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The stretches of event time between a host's boots, by which it forgets. Finer than what is judged by is no harm: more
 * is kept then.
 */
public final class BootSpans {
    /** A service's start and a start that a container gives, too: anybody can make them. */
    private static final String EVENT_LOG_STARTED = "EventLog 6005";

    private static final long DAY_MILLIS = 86_400_000L;

    private final List<Long> starts;

    private BootSpans(List<Long> starts) {
        this.starts = starts;
    }

    /** By every record that may mark a boot. */
    public static BootSpans fine(List<Fact> facts) {
        return new BootSpans(starts(facts, false));
    }

    /** By the records that only Windows' own boot writes. */
    public static BootSpans coarse(List<Fact> facts) {
        return new BootSpans(starts(facts, true));
    }

    /** By days of event time. */
    public static BootSpans days(List<SightingPoint> points) {
        return new BootSpans(points.stream()
                .map(point -> Math.floorDiv(point.timeMillis(), DAY_MILLIS) * DAY_MILLIS)
                .distinct()
                .sorted()
                .toList());
    }

    /** The number of the stretch that a time lies in. */
    public int of(long timeMillis) {
        int found = Collections.binarySearch(starts, timeMillis);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static List<Long> starts(List<Fact> facts, boolean ofWindows) {
        List<Long> starts = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (Fact fact : facts) {
            if (ofWindows ? isOfWindows(fact) : isMark(fact)) {
                if (before == Long.MIN_VALUE || fact.timeMillis() - before > CorrelationWindows.BOOT_SPAN_MILLIS) {
                    starts.add(fact.timeMillis());
                }
                before = fact.timeMillis();
            }
        }
        return starts;
    }

    public static boolean isMark(Fact fact) {
        return fact.kind() == FactKind.BOOT || fact.kind() == FactKind.LSASS_SIGHTING;
    }

    /** Whether a mark is one that only Windows' own boot writes. */
    public static boolean isOfWindows(Fact fact) {
        BootMark mark = fact.boot();
        return mark != null
                && !mark.record().equals(ContainerProcesses.WININIT_START)
                && !mark.record().equals(EVENT_LOG_STARTED);
    }
}
