package io.github.shtinkering.source;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.SightingSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a hot host from sending ten thousand sightings of LSASS a minute through the shuffle: they all say the same.
 *
 * <p>Of each host (by its name and id), PID and kind of source at most two distinct sightings pass in every five-minute bucket of event time
 * (two, because one logon header is medium evidence and two are strong; judgements use the bucket's time, so it does
 * not matter which two). Of each host and user one logon passes in every hour. All other facts pass.
 *
 * <p>What was seen is kept in a bounded cache, oldest use out first, and in no checkpoint: a fact that passes a second
 * time is known by its id downstream. So neither a restart nor a flood of invented hosts can hold back a real fact; they
 * only let more pass. Not thread-safe.
 */
final class SightingGate {
    private static final long SIGHTING_BUCKET_MILLIS = 5 * 60 * 1_000L;
    private static final long LOGON_BUCKET_MILLIS = 60 * 60 * 1_000L;
    private static final int CAPACITY = 100_000; // about 20 MB when full
    private static final int LONGEST_TEXT = 512; // longer keys are no real names, and would cost memory

    private final Map<Object, String> admitted;

    SightingGate() {
        this(CAPACITY);
    }

    SightingGate(int capacity) {
        admitted = new LeastRecentlyUsed<>(capacity);
    }

    /** Whether the fact goes on to its host's story. */
    boolean admits(Fact fact) {
        if (fact.kind() == FactKind.LSASS_SIGHTING && fact.sighting() != null) {
            return admitsSighting(fact, fact.sighting());
        }
        if (fact.kind() == FactKind.LOGON && fact.logon() != null) {
            return admitsLogon(fact, fact.logon());
        }
        return true;
    }

    /**
     * Whether a fact with such a payload might be admitted: false when its places are held, be it by the very same fact,
     * which has passed then. Asked before the fact and its id are made.
     */
    boolean mayAdmit(
            String host,
            @Nullable String domain,
            @Nullable String hostId,
            long timeMillis,
            @Nullable LsassSighting sighting,
            @Nullable Logon logon) {
        if (sighting != null && !isTooLong(host, domain, hostId, null)) {
            SightingKey first = sightingKey(host, domain, hostId, timeMillis, sighting);
            return !admitted.containsKey(first.second()) || !admitted.containsKey(first);
        }
        return logon == null
                || isTooLong(host, domain, hostId, logon.user())
                || !admitted.containsKey(logonKey(host, domain, hostId, timeMillis, logon));
    }

    private boolean admitsSighting(Fact fact, LsassSighting sighting) {
        if (isTooLong(fact.host(), fact.domain(), fact.hostId(), null)) {
            return true;
        }
        SightingKey first = sightingKey(fact.host(), fact.domain(), fact.hostId(), fact.timeMillis(), sighting);
        return isFirst(first, fact.id()) || isFirst(first.second(), fact.id());
    }

    private boolean admitsLogon(Fact fact, Logon logon) {
        return isTooLong(fact.host(), fact.domain(), fact.hostId(), logon.user())
                || isFirst(logonKey(fact.host(), fact.domain(), fact.hostId(), fact.timeMillis(), logon), fact.id());
    }

    private static SightingKey sightingKey(
            String host, @Nullable String domain, @Nullable String hostId, long timeMillis, LsassSighting sighting) {
        long bucket = Math.floorDiv(timeMillis, SIGHTING_BUCKET_MILLIS);
        return new SightingKey(host, domain, hostId, sighting.pid(), sighting.source(), bucket, false);
    }

    private static LogonKey logonKey(
            String host, @Nullable String domain, @Nullable String hostId, long timeMillis, Logon logon) {
        return new LogonKey(host, domain, hostId, logon.user(), Math.floorDiv(timeMillis, LOGON_BUCKET_MILLIS));
    }

    private static boolean isTooLong(
            String host, @Nullable String domain, @Nullable String hostId, @Nullable String user) {
        return length(host) + length(domain) + length(hostId) + length(user) > LONGEST_TEXT;
    }

    /** Whether the place is free, or held by the very same fact. */
    private boolean isFirst(Object place, String id) {
        String holder = admitted.putIfAbsent(place, id);
        return holder == null || holder.equals(id);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private record SightingKey(
            String host,
            @Nullable String domain,
            @Nullable String hostId,
            long pid,
            SightingSource source,
            long bucket,
            boolean isSecond) {

        SightingKey second() {
            return new SightingKey(host, domain, hostId, pid, source, bucket, true);
        }
    }

    private record LogonKey(
            String host, @Nullable String domain, @Nullable String hostId, String user, long bucket) {}
}
