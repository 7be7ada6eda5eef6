package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.SightingSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That LSASS was seen with a PID, by one kind of source, in one five-minute bucket of event time.
 *
 * @param domain the domain that came with the host's name
 * @param hostId the host's id where the source gave one
 * @param timeMillis the bucket's start; the exact time for sources that mark LSASS's start
 * @param pid LSASS's PID
 * @param source the kind of source
 * @param record a hash of the first record's id, by which its duplicates are known; 0 when two are known
 * @param twoRecords whether two distinct records told so
 */
public record SightingPoint(
        @Nullable String domain,
        @Nullable String hostId,
        long timeMillis,
        long pid,
        SightingSource source,
        long record,
        boolean twoRecords) {
    /** Length of a bucket: which two records of a bucket pass the source must not matter. */
    public static final long BUCKET_MILLIS = 300_000L;

    /** The time that judgements use. */
    public static long timeOf(SightingSource source, long eventMillis) {
        return bucketed(source) ? Math.floorDiv(eventMillis, BUCKET_MILLIS) * BUCKET_MILLIS : eventMillis;
    }

    /** Whether a source speaks all day, so that its exact time says nothing. */
    public static boolean bucketed(SightingSource source) {
        return switch (source) {
            case PROCESS_START, LSA_PID_VALUE, CLONE -> false;
            default -> true;
        };
    }

    public boolean bucketed() {
        return bucketed(source);
    }

    /** Whether it may have been told after a time, as far as its bucket says. */
    public boolean mayBeAfter(long millis) {
        return timeMillis > millis || bucketed() && timeMillis + BUCKET_MILLIS > millis;
    }

    public boolean sameBucket(SightingPoint other) {
        return timeMillis == other.timeMillis && pid == other.pid && source == other.source && sameMachine(other);
    }

    /** Whether both came with the same domain and id. */
    public boolean sameMachine(SightingPoint other) {
        return Objects.equals(domain, other.domain) && Objects.equals(hostId, other.hostId);
    }

    /** The same, whichever shipper told it. */
    public SightingPoint ofAnySource() {
        return new SightingPoint(null, null, timeMillis, pid, source, record, twoRecords);
    }

    public SightingPoint withoutId() {
        return new SightingPoint(domain, null, timeMillis, pid, source, record, twoRecords);
    }

    public SightingPoint and(SightingPoint other) {
        boolean two = twoRecords || other.twoRecords || record != other.record;
        return new SightingPoint(domain, hostId, timeMillis, pid, source, two ? 0 : record, two);
    }
}
