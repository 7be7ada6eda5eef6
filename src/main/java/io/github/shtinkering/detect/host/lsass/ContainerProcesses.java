package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.util.List;

/**
 * The containers that started an lsass.exe of their own, which the host's sensors see like its own, under a wininit.exe
 * of the container. It neither confirms nor refutes, and it is no boot.
 *
 * <p>LSASS cannot start twice in one boot. So a start without any record that only the host's own boot writes is a
 * container's when LSASS is seen with its earlier PID afterwards, or when its PID is far above any that a boot gives.
 */
public final class ContainerProcesses {
    /** LSASS is among the first processes of a boot: PIDs of 496 to 1,360 are known from the field. */
    private static final long BOOT_PID_MAX = 2_048;

    private static final int STRONG = 90;

    /** The one boot mark that a container gives, too. */
    public static final String WININIT_START = "wininit start";

    private final List<Fact> hostBoots;
    private final List<SightingPoint> sightings;
    private final List<SightingPoint> starts;

    /**
     * @param bootFacts boot marks and starts of lsass.exe, in the timeline's order
     * @param sightings all sightings of the machine; a start is taken from here, where it stays as long as what else shows
     *     its PID in that boot
     */
    ContainerProcesses(List<Fact> bootFacts, List<SightingPoint> sightings) {
        this.hostBoots = bootFacts.stream().filter(BootMarks::isOfTheKernel).toList();
        this.sightings = sightings;
        this.starts = sightings.stream()
                .filter(p -> p.source() == SightingSource.PROCESS_START && isContainers(p))
                .toList();
    }

    private boolean isContainers(SightingPoint start) {
        long pid = start.pid();
        long time = start.timeMillis();
        boolean booted = hostBoots.stream()
                .anyMatch(b -> Math.abs(b.timeMillis() - time) <= CorrelationWindows.BOOT_SPAN_MILLIS);
        if (booted || toldByLsass(pid, time)) {
            return false;
        }
        long bootedAt = hostBoots.stream()
                .mapToLong(Fact::timeMillis)
                .filter(t -> t <= time)
                .max()
                .orElse(Long.MIN_VALUE);
        List<SightingPoint> before = sightings.stream()
                .filter(p -> isOther(p, pid) && p.timeMillis() >= bootedAt && p.timeMillis() < time)
                .toList();
        return before.stream().anyMatch(p -> pid > BOOT_PID_MAX || outlives(p.pid(), time));
    }

    /** Whether LSASS is seen with a PID after a time, with no boot between and before another LSASS starts with it. */
    private boolean outlives(long pid, long timeMillis) {
        long until = Math.min(nextBoot(timeMillis), nextStart(pid, timeMillis));
        return sightings.stream()
                .anyMatch(p -> p.pid() == pid
                        && p.source() != SightingSource.PROCESS_START
                        && p.source().confidence() >= STRONG
                        && p.timeMillis() > timeMillis
                        && p.timeMillis() < until);
    }

    private long nextBoot(long timeMillis) {
        return hostBoots.stream()
                .mapToLong(Fact::timeMillis)
                .filter(t -> t > timeMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A PID that LSASS starts with again was free before: the host booted, also where no record tells it. */
    private long nextStart(long pid, long timeMillis) {
        return sightings.stream()
                .filter(p -> p.pid() == pid && p.source() == SightingSource.PROCESS_START)
                .mapToLong(SightingPoint::timeMillis)
                .filter(t -> t > timeMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A container's LSASS writes no event to the host's log. */
    private boolean toldByLsass(long pid, long timeMillis) {
        long until = nextBoot(timeMillis);
        return sightings.stream()
                .anyMatch(p -> p.pid() == pid
                        && LsassTimeline.isToldByLsass(p)
                        && p.mayBeAfter(timeMillis)
                        && p.timeMillis() < until);
    }

    private static boolean isOther(SightingPoint point, long pid) {
        return point.pid() != pid && point.source() != SightingSource.CLONE;
    }

    /** Whether the PID belonged to a container's lsass.exe, from its start to the host's next boot. */
    boolean has(long pid, long timeMillis) {
        return starts.stream()
                .anyMatch(s -> s.pid() == pid
                        && timeMillis > s.timeMillis() - SightingPoint.BUCKET_MILLIS
                        && timeMillis < nextBoot(s.timeMillis()));
    }

    /** The boot facts of the host itself. */
    List<Fact> withoutTheirs(List<Fact> bootFacts) {
        return bootFacts.stream()
                .filter(f -> BootMarks.isOfTheKernel(f)
                        || starts.stream()
                                .noneMatch(s -> Math.abs(s.timeMillis() - f.timeMillis())
                                        <= CorrelationWindows.BOOT_SPAN_MILLIS))
                .toList();
    }
}
