package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.registry.WerRegistry;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.WerLaunch;
import java.util.List;

/** Events of one machine that no single record tells, and that follow from many. */
final class DerivedEvents {
    private static final String FORMAT = "derived";

    private final String host;
    private final String machine;

    DerivedEvents(String host, String machine) {
        this.host = host;
        this.machine = machine;
    }

    /** That the machine was installed anew: its registry is a new one. */
    ObservedEvent reimaged(long timeMillis) {
        RegistryChange change = new RegistryChange(
                RegistryChange.Operation.REIMAGED, WerRegistry.LOCAL_DUMPS, null, null, null, false, null, null);
        String id = FactId.of("reimaged", host, machine, timeMillis);
        return ObservedEvent.single(new Fact(header(id, timeMillis, 0, "change of the host id", "host id"), change));
    }

    /**
     * That LSASS was seen after an act. It is known by the act that it followed: which of the sightings after it are kept
     * may change.
     */
    ObservedEvent seenAfter(Fact act, String what, SightingPoint seen, long timeMillis) {
        String id = FactId.of(what, machine, act.id());
        FactHeader header = header(
                id, timeMillis, (int) SightingPoint.BUCKET_MILLIS, seen.source().description(), "sightings");
        return ObservedEvent.single(
                new Fact(header.withMachine(seen.domain(), null), new LsassSighting(seen.pid(), seen.source())));
    }

    /** That launches of one day had to leave for want of room. */
    ObservedEvent evicted(EvictedLaunches left) {
        String id = FactId.of("launches-crowded-out", host, machine, left.day());
        FactHeader header = header(id, left.firstMillis(), 0, "launches that are not kept", "launches");
        Fact fact = new Fact(header.withMachine(left.domain(), left.hostId()), WerLaunch.UNKNOWN);
        return new ObservedEvent(
                fact,
                left.firstMillis(),
                left.lastMillis(),
                left.count(),
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(id));
    }

    private FactHeader header(String id, long timeMillis, int clockMillis, String sensor, String origin) {
        return new FactHeader(id, host, null, null, timeMillis, clockMillis, FORMAT, sensor, origin, null, null);
    }
}
