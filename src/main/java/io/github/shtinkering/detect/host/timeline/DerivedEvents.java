package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.registry.WerRegistry;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.RegistryChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return ObservedEvent.single(fact(
                id,
                FactKind.REGISTRY_CHANGE,
                null,
                null,
                timeMillis,
                0,
                "change of the host id",
                "host id",
                null,
                change));
    }

    /**
     * That LSASS was seen after an act. It is known by the act that it followed: which of the sightings after it are kept
     * may change.
     */
    ObservedEvent seenAfter(Fact act, String what, SightingPoint seen, long timeMillis) {
        return ObservedEvent.single(fact(
                FactId.of(what, machine, act.id()),
                FactKind.LSASS_SIGHTING,
                seen.domain(),
                null,
                timeMillis,
                (int) SightingPoint.BUCKET_MILLIS,
                seen.source().description(),
                "sightings",
                new LsassSighting(seen.pid(), seen.source()),
                null));
    }

    /** That launches of one day had to leave for want of room. */
    ObservedEvent evicted(EvictedLaunches left) {
        String id = FactId.of("launches-crowded-out", host, machine, left.day());
        Fact fact = fact(
                id,
                FactKind.WER_LAUNCH,
                left.domain(),
                left.hostId(),
                left.firstMillis(),
                0,
                "launches that are not kept",
                "launches",
                null,
                null);
        return new ObservedEvent(
                fact,
                left.firstMillis(),
                left.lastMillis(),
                left.count(),
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(id));
    }

    private Fact fact(
            String id,
            FactKind kind,
            @Nullable String domain,
            @Nullable String hostId,
            long timeMillis,
            int clockMillis,
            String sensor,
            String origin,
            @Nullable LsassSighting sighting,
            @Nullable RegistryChange change) {
        return new Fact(
                id,
                kind,
                host,
                domain,
                hostId,
                timeMillis,
                clockMillis,
                FORMAT,
                sensor,
                origin,
                null,
                null,
                null,
                sighting,
                change,
                null,
                null,
                null,
                null,
                null);
    }
}
