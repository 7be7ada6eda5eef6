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
 * <p>Of each host, PID and kind of source at most two distinct sightings pass in every five-minute bucket of event time
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

    private boolean admitsSighting(Fact fact, LsassSighting sighting) {
        if (length(fact.host()) + length(fact.domain()) > LONGEST_TEXT) {
            return true;
        }
        long bucket = Math.floorDiv(fact.timeMillis(), SIGHTING_BUCKET_MILLIS);
        SightingKey first =
                new SightingKey(fact.host(), fact.domain(), sighting.pid(), sighting.source(), bucket, false);
        return isFirst(first, fact.id()) || isFirst(first.second(), fact.id());
    }

    private boolean admitsLogon(Fact fact, Logon logon) {
        if (length(fact.host()) + length(fact.domain()) + length(logon.user()) > LONGEST_TEXT) {
            return true;
        }
        long bucket = Math.floorDiv(fact.timeMillis(), LOGON_BUCKET_MILLIS);
        return isFirst(new LogonKey(fact.host(), fact.domain(), logon.user(), bucket), fact.id());
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
            String host, @Nullable String domain, long pid, SightingSource source, long bucket, boolean isSecond) {

        SightingKey second() {
            return new SightingKey(host, domain, pid, source, bucket, true);
        }
    }

    private record LogonKey(String host, @Nullable String domain, String user, long bucket) {}
}
