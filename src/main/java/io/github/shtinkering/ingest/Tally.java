package io.github.shtinkering.ingest;

import io.github.shtinkering.ingest.decode.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the records of one source in one format: a share of the whole, to be added to those before it.
 *
 * @param source what was read, e.g. a topic or the path of an input as it was given
 * @param format the shipper's shape, or {@link RecordDecoder#UNDETERMINED}
 * @param bytes read for these records, before they were unwrapped
 * @param irrelevant records that cannot matter, or that decode to nothing that the job uses
 * @param decoded records that gave a fact, also one that says nothing new
 * @param dead records that could not be used
 * @param newestEventMillis the newest event time among the decoded, milliseconds since the epoch; null when there is none
 * @param delays how many decoded records came how long after their event: at 0 those under a second (also those from
 *     the future), at n those from 2^(n-1) to under 2^n seconds; no longer than the longest delay needs
 */
public record Tally(
        String source,
        String format,
        long bytes,
        long irrelevant,
        long decoded,
        long dead,
        @Nullable Long newestEventMillis,
        List<Long> delays) {

    /** The place in {@link #delays()} of a delay in milliseconds. */
    public static int bucketOf(long delayMillis) {
        long seconds = Math.max(0, delayMillis / 1000);
        return Long.SIZE - Long.numberOfLeadingZeros(seconds);
    }

    /** All records counted here. */
    public long records() {
        return irrelevant + decoded + dead;
    }

    /** Adds the counts of a later tally of the same source and format. */
    public Tally plus(Tally later) {
        return new Tally(
                source,
                format,
                bytes + later.bytes,
                irrelevant + later.irrelevant,
                decoded + later.decoded,
                dead + later.dead,
                newer(newestEventMillis, later.newestEventMillis),
                sum(delays, later.delays));
    }

    /**
     * The delay in seconds that this share of the decoded records did not exceed, as the end of its bucket (at most
     * twice the true value); null when nothing was decoded.
     *
     * @param share above 0, at most 1: 0.5 for the median
     */
    public @Nullable Long delaySeconds(double share) {
        long all = delays.stream().mapToLong(Long::longValue).sum();
        long wanted = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (int bucket = 0; bucket < delays.size(); bucket++) {
            seen += delays.get(bucket);
            if (seen >= wanted) {
                return 1L << bucket;
            }
        }
        return null;
    }

    private static @Nullable Long newer(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private static List<Long> sum(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>(one.size() >= other.size() ? one : other);
        List<Long> added = one.size() >= other.size() ? other : one;
        for (int bucket = 0; bucket < added.size(); bucket++) {
            sum.set(bucket, sum.get(bucket) + added.get(bucket));
        }
        return sum;
    }
}
