package io.github.shtinkering.detect.host.lsass;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.normal.AsciiCase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Logons over the network next to a write of the registry, which may then have been made from another machine.
 *
 * <p>Of one person's logons in a five-minute bucket one passes the source, and which is a matter of arrival. So a logon
 * counts for its whole bucket, and its evidence is known by the person and the bucket.
 */
public final class NetworkLogons {
    /** The type of a logon over the network. */
    private static final int TYPE = 3;

    private static final long BUCKET_MILLIS = SightingPoint.BUCKET_MILLIS;

    private NetworkLogons() {}

    public static boolean isOne(Fact fact) {
        return fact.logon() != null && fact.logon().type() == TYPE;
    }

    /** Of each person and bucket that is near one of the writes a fact that stands for its logons. */
    public static Collection<Fact> near(List<Fact> writes, List<Fact> facts) {
        Map<String, Fact> near = new LinkedHashMap<>();
        for (Fact fact : facts) {
            for (Fact write : writes) {
                if (isOne(fact) && isNear(fact, write)) {
                    Fact logon = towards(write, fact);
                    near.putIfAbsent(logon.id(), logon);
                }
            }
        }
        return near.values();
    }

    /** Whether a logon may have been next to a write, as far as its bucket says. */
    public static boolean isNear(Fact logon, Fact write) {
        return Math.abs(nearestTo(write, logon) - write.timeMillis()) <= CorrelationWindows.REMOTE_REGISTRY_MILLIS;
    }

    private static long bucketOf(Fact logon) {
        return Math.floorDiv(logon.timeMillis(), BUCKET_MILLIS) * BUCKET_MILLIS;
    }

    private static long nearestTo(Fact write, Fact logon) {
        long bucket = bucketOf(logon);
        return Math.max(bucket, Math.min(bucket + BUCKET_MILLIS - 1, write.timeMillis()));
    }

    private static Fact towards(Fact write, Fact logon) {
        String user = AsciiCase.lower(Objects.requireNonNull(logon.logon()).user());
        return logon.with(logon.header()
                .withId(FactId.of("network-logon", user, bucketOf(logon)))
                .withTime(nearestTo(write, logon), (int) BUCKET_MILLIS));
    }
}
