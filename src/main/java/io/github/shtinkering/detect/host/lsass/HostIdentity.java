package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host id that one source gave, and over which time. A bucketed sighting of LSASS counts from its bucket's end and up
 * to its bucket's start, so that two spans overlap only where the machines were surely heard at the same time, and it
 * does not matter which records of a bucket came through.
 *
 * @param domain the domain that came with the host's name
 * @param source the source, by the name of its format: each source has ids of its own
 * @param id the host's id
 * @param fromMillis event time of the first record with it
 * @param toMillis event time of the last
 */
public record HostIdentity(@Nullable String domain, String source, String id, long fromMillis, long toMillis) {
    /** Most ids that are kept of one host name; the first ones by event time stay. */
    public static final int LIMIT = 16;

    private static final Comparator<HostIdentity> ORDER = Comparator.comparingLong(HostIdentity::fromMillis)
            .thenComparing(HostIdentity::source)
            .thenComparing(HostIdentity::id)
            .thenComparing(HostIdentity::domain, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * What a fact says of its host's id; null when it says nothing. Of logons only some reach the timeline, and which is a
     * matter of arrival: the sightings that come with them tell the same.
     */
    public static @Nullable HostIdentity of(Fact fact) {
        String id = fact.hostId();
        if (id == null || fact.kind() == FactKind.LOGON) {
            return null;
        }
        long time = fact.timeMillis();
        if (fact.sighting() == null || !SightingPoint.bucketed(fact.sighting().source())) {
            return new HostIdentity(fact.domain(), fact.format(), id, time, time);
        }
        long bucket = SightingPoint.timeOf(fact.sighting().source(), time);
        return new HostIdentity(fact.domain(), fact.format(), id, bucket + SightingPoint.BUCKET_MILLIS - 1, bucket);
    }

    /** Adds what is new to the identities of a host. */
    public static void add(List<HostIdentity> identities, HostIdentity heard) {
        for (int i = 0; i < identities.size(); i++) {
            HostIdentity known = identities.get(i);
            if (known.names(heard)) {
                HostIdentity joined = known.and(heard);
                identities.set(i, joined);
                if (joined.fromMillis() != known.fromMillis()) {
                    identities.sort(ORDER);
                }
                return;
            }
        }
        identities.add(heard);
        identities.sort(ORDER);
        if (identities.size() > LIMIT) {
            identities.remove(LIMIT);
        }
    }

    private boolean names(HostIdentity other) {
        return id.equals(other.id) && source.equals(other.source) && Objects.equals(domain, other.domain);
    }

    public HostIdentity and(HostIdentity other) {
        return new HostIdentity(
                domain, source, id, Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }

    /** Whether both were heard of in the same stretch of time. */
    public boolean overlaps(HostIdentity other) {
        return fromMillis <= other.toMillis && other.fromMillis <= toMillis;
    }
}
