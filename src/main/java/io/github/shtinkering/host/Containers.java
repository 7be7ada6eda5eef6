package io.github.shtinkering.host;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import java.util.List;

/**
 * The containers that started an lsass.exe of their own, which the host's sensors see like its own, under a wininit.exe
 * of the container (domain.md 4.2). It neither confirms nor refutes, and it is no boot.
 *
 * <p>LSASS cannot start twice in one boot. So a start without any record that only the host's own boot writes is a
 * container's when LSASS is seen with its earlier PID afterwards, or when its PID is far above any that a boot gives.
 */
final class Containers {
    /** LSASS is among the first processes of a boot: PIDs of 496 to 1,360 are known from the field. */
    private static final long BOOT_PID_MAX = 2_048;

    private static final int STRONG = 90;

    /** The one boot mark that a container gives, too. */
    static final String WININIT_START = "wininit start";

    private final List<Fact> hostBoots;
    private final List<SightingPoint> sightings;
    private final List<Fact> starts;

    /**
     * @param bootFacts boot marks and starts of lsass.exe, in the story's order
     * @param sightings all sightings of the machine
     */
    Containers(List<Fact> bootFacts, List<SightingPoint> sightings) {
        this.hostBoots = bootFacts.stream().filter(Containers::onlyOfTheHost).toList();
        this.sightings = sightings;
        this.starts = bootFacts.stream()
                .filter(f -> f.sighting() != null && isContainers(f))
                .toList();
    }

    private static boolean onlyOfTheHost(Fact fact) {
        BootMark mark = fact.boot();
        return fact.kind() == FactKind.BOOT && mark != null && !mark.record().equals(WININIT_START);
    }

    private boolean isContainers(Fact start) {
        long pid = pid(start);
        long time = start.timeMillis();
        boolean booted =
                hostBoots.stream().anyMatch(b -> Math.abs(b.timeMillis() - time) <= StoryWindows.BOOT_SPAN_MILLIS);
        if (booted) {
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

    /** Whether LSASS is seen with a PID after a time, with no boot between and not because it started with it. */
    private boolean outlives(long pid, long timeMillis) {
        long until = nextBoot(timeMillis);
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

    private static boolean isOther(SightingPoint point, long pid) {
        return point.pid() != pid && point.source() != SightingSource.CLONE;
    }

    private static long pid(Fact start) {
        return start.sighting() == null ? 0 : start.sighting().pid();
    }

    /** Whether the PID belonged to a container's lsass.exe, from its start to the host's next boot. */
    boolean has(long pid, long timeMillis) {
        return starts.stream()
                .anyMatch(s -> pid(s) == pid
                        && timeMillis > s.timeMillis() - SightingPoint.BUCKET_MILLIS
                        && timeMillis < nextBoot(s.timeMillis()));
    }

    /** The boot facts of the host itself. */
    List<Fact> withoutTheirs(List<Fact> bootFacts) {
        return bootFacts.stream()
                .filter(f -> onlyOfTheHost(f)
                        || starts.stream()
                                .noneMatch(s ->
                                        Math.abs(s.timeMillis() - f.timeMillis()) <= StoryWindows.BOOT_SPAN_MILLIS))
                .toList();
    }
}
