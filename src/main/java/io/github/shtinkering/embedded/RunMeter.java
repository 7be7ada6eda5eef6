package io.github.shtinkering.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the job of this process has come, for whoever watches it from the same process: an embedded cluster runs one job
 * at a time. Where nobody watches, nothing is counted.
 */
public final class RunMeter {
    private static volatile @Nullable RunMeter watched;

    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final Set<String> cases = ConcurrentHashMap.newKeySet();

    private RunMeter() {}

    /** Begins to count for a watcher, from nothing. */
    public static RunMeter watch() {
        RunMeter meter = new RunMeter();
        watched = meter;
        return meter;
    }

    /** Nobody watches any more. */
    public static void release() {
        watched = null;
    }

    /** So many bytes of the stored files, packed as they are, were read. */
    public static void read(long bytes) {
        RunMeter meter = watched;
        if (meter != null && bytes > 0) {
            meter.storedBytes.addAndGet(bytes);
        }
    }

    /** So many records were counted. */
    public static void counted(long records) {
        RunMeter meter = watched;
        if (meter != null) {
            meter.records.addAndGet(records);
        }
    }

    /** A document of a case was written. */
    public static void wrote(String caseId) {
        RunMeter meter = watched;
        if (meter != null) {
            meter.cases.add(caseId);
        }
    }

    /** Bytes of the stored files that were read. */
    public long storedBytes() {
        return storedBytes.get();
    }

    /** Records that were counted. */
    public long records() {
        return records.get();
    }

    /** Cases of which something was written. */
    public long cases() {
        return cases.size();
    }
}
