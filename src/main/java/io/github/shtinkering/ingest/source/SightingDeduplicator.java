package io.github.shtinkering.ingest.source;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassSighting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a hot host from sending ten thousand sightings of LSASS a minute through the shuffle: they all say the same.
 *
 * <p>Of each host (by its name and id), PID and kind of source at most two distinct sightings pass in every five-minute bucket of event time
 * (two, because one logon header is medium evidence and two are strong; judgements use the bucket's time, so it does
 * not matter which two). Of each host, user and type of logon the earliest passes of every bucket, whatever passed before
 * it: in the order of their times one of each bucket. For a logon over the network, of which is asked how near it lies to
 * a write, that is a bucket of five minutes; for the other types, of which is asked who had logged on before an act, one of
 * an hour. All other facts pass.
 *
 * <p>What passed is kept in a bounded cache, oldest out first, and in no checkpoint: a fact that passes a second
 * time is known by its id downstream. So neither a restart nor a flood of invented hosts can hold back a real fact; they
 * only let more pass. Not thread-safe.
 */
final class SightingDeduplicator {
    private static final long BUCKET_MILLIS = 5 * 60 * 1_000L;
    private static final long HOUR_MILLIS = 60 * 60 * 1_000L;
    private static final int OVER_THE_NETWORK = 3; // the type of a logon
    private static final int CAPACITY = 100_000; // about 20 MB when full
    private static final int LONGEST_TEXT = 512; // longer keys are no real names, and would cost memory

    private final Map<Key, Holders> admitted;

    SightingDeduplicator() {
        this(CAPACITY);
    }

    SightingDeduplicator(int capacity) {
        admitted = new Oldest<>(capacity);
    }

    /** Whether the fact goes on to its host's timeline. */
    boolean admits(Fact fact) {
        if (fact.payload() instanceof LsassSighting sighting) {
            return admitsSighting(fact, sighting);
        }
        return !(fact.payload() instanceof Logon logon) || admitsLogon(fact, logon);
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
            Holders holders = admitted.get(sightingKey(host, domain, hostId, timeMillis, sighting));
            return holders == null || holders.second == null;
        }
        if (logon != null && !isTooLong(host, domain, hostId, logon.user())) {
            Holders holders = admitted.get(logonKey(host, domain, hostId, timeMillis, logon));
            return holders == null || timeMillis < holders.firstMillis;
        }
        return true;
    }

    private boolean admitsSighting(Fact fact, LsassSighting sighting) {
        if (isTooLong(fact.host(), fact.domain(), fact.hostId(), null)) {
            return true;
        }
        Key key = sightingKey(fact.host(), fact.domain(), fact.hostId(), fact.timeMillis(), sighting);
        Holders holders = admitted.computeIfAbsent(key, k -> new Holders(fact));
        if (holders.first.equals(fact.id())) {
            return true;
        }
        if (holders.second == null) {
            holders.second = fact.id();
        }
        return holders.second.equals(fact.id());
    }

    private boolean admitsLogon(Fact fact, Logon logon) {
        if (isTooLong(fact.host(), fact.domain(), fact.hostId(), logon.user())) {
            return true;
        }
        Key key = logonKey(fact.host(), fact.domain(), fact.hostId(), fact.timeMillis(), logon);
        Holders holders = admitted.get(key);
        if (holders == null || fact.timeMillis() < holders.firstMillis) {
            admitted.put(key, new Holders(fact));
            return true;
        }
        return holders.first.equals(fact.id());
    }

    private static Key sightingKey(
            String host, @Nullable String domain, @Nullable String hostId, long timeMillis, LsassSighting sighting) {
        long bucket = Math.floorDiv(timeMillis, BUCKET_MILLIS);
        return new Key(host, domain, hostId, sighting.source(), sighting.pid(), bucket);
    }

    private static Key logonKey(
            String host, @Nullable String domain, @Nullable String hostId, long timeMillis, Logon logon) {
        long bucket = Math.floorDiv(timeMillis, logon.type() == OVER_THE_NETWORK ? BUCKET_MILLIS : HOUR_MILLIS);
        return new Key(host, domain, hostId, logon.user(), logon.type(), bucket);
    }

    private static boolean isTooLong(
            String host, @Nullable String domain, @Nullable String hostId, @Nullable String user) {
        return length(host) + length(domain) + length(hostId) + length(user) > LONGEST_TEXT;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /**
     * What counts as the same. By hand, for a record's generated methods cost more than all else here.
     *
     * @param what the kind of source of a sighting, or the user of a logon
     * @param number the PID of a sighting, or the type of a logon
     * @param bucket of event time
     */
    private record Key(
            String host, @Nullable String domain, @Nullable String hostId, Object what, long number, long bucket) {

        @Override
        public int hashCode() {
            int hash = 31 * host.hashCode() + Objects.hashCode(domain);
            hash = 31 * hash + Objects.hashCode(hostId);
            hash = 31 * hash + what.hashCode();
            return 31 * (31 * hash + Long.hashCode(number)) + Long.hashCode(bucket);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && number == key.number
                    && bucket == key.bucket
                    && host.equals(key.host)
                    && what.equals(key.what)
                    && Objects.equals(hostId, key.hostId)
                    && Objects.equals(domain, key.domain);
        }
    }

    /** The ids of the facts that passed under one key: of logons the earliest, of sightings at most two. */
    private static final class Holders {
        private final String first;
        private final long firstMillis;
        private @Nullable String second;

        Holders(Fact first) {
            this.first = first.id();
            this.firstMillis = first.timeMillis();
        }
    }

    /** A bounded map: what came first leaves first. Looking up, which every logon event does, changes nothing. */
    private static final class Oldest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int capacity;

        Oldest(int capacity) {
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }
    }
}
