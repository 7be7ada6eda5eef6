package io.github.shtinkering.detect.fleet.count;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many distinct hosts: exact up to {@link #EXACT}, above that by an UltraLogLog sketch (Ertl 2024, of the library
 * hash4j), which is a plain array of bytes and does not depend on the order or the number of times in which hosts come.
 * A Flink POJO.
 */
public class DistinctHosts {
    /** Up to so many hosts the count is exact. */
    public static final int EXACT = 1_000;

    private static final int PRECISION = 12; // 4,096 bytes
    /** Relative, of the library's default estimator at that precision (Ertl 2024, "UltraLogLog"). */
    private static final double STANDARD_ERROR = 0.782 / Math.sqrt(1 << PRECISION); // 1.2 %

    /** Hashes of the hosts, while they are few. */
    public Set<Long> hashes = new HashSet<>();
    /** The sketch; null while the count is exact. */
    public byte @Nullable [] sketch;

    /** What the sketch says, which takes a look at all of it; null when it has changed since. */
    private transient @Nullable Long estimated;

    /** Counts a host, once. */
    public void add(String host) {
        add(hash(host));
    }

    private void add(long hash) {
        if (sketch == null) {
            hashes.add(hash);
            if (hashes.size() > EXACT) {
                UltraLogLog counter = UltraLogLog.create(PRECISION);
                hashes.forEach(counter::add);
                sketch = counter.getState();
                hashes = new HashSet<>();
            }
        } else {
            UltraLogLog.wrap(sketch).add(hash, probability -> estimated = null);
        }
    }

    /** Counts the hosts of another count, too. */
    public void addAll(DistinctHosts other) {
        other.hashes.forEach(this::add);
        byte[] others = other.sketch;
        if (others != null) {
            UltraLogLog union = UltraLogLog.wrap(others.clone());
            hashes.forEach(union::add);
            hashes = new HashSet<>();
            sketch = sketch == null
                    ? union.getState()
                    : union.add(UltraLogLog.wrap(sketch)).getState();
            estimated = null;
        }
    }

    /** One that does not change with this one. */
    public DistinctHosts copy() {
        DistinctHosts copy = new DistinctHosts();
        copy.hashes = new HashSet<>(hashes);
        copy.sketch = sketch == null ? null : sketch.clone();
        copy.estimated = estimated;
        return copy;
    }

    /** How many there are; an estimate when {@link #estimated()}. */
    public long count() {
        if (sketch == null) {
            return hashes.size();
        }
        if (estimated == null) {
            estimated = Math.round(UltraLogLog.wrap(sketch).getDistinctCountEstimate());
        }
        return estimated;
    }

    /** Whether the hosts are too many to be counted exactly. */
    public boolean estimated() {
        return sketch != null;
    }

    /**
     * A count with its error.
     *
     * @param error two standard errors, in hosts: the count lies within in 95 of 100 cases; null when it is exact
     */
    public record Estimate(long count, @Nullable Long error) {}

    public Estimate estimate() {
        long count = count();
        return new Estimate(count, sketch == null ? null : (long) Math.ceil(2 * STANDARD_ERROR * count));
    }

    public static long hash(String host) {
        return Hashing.komihash5_0().hashCharsToLong(host);
    }
}
