package io.github.shtinkering.testing;

import java.io.Serializable;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Failures of a job, each somewhere between a completed checkpoint and the next, so that every restore loses and repeats
 * work. The plan lives outside of the job, in the JVM of the embedded cluster: what failed does not fail again.
 */
public final class InjectedFailures implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Map<Long, Plan> PLANS = new ConcurrentHashMap<>();
    private static final AtomicLong IDS = new AtomicLong();
    /** Steps of a place, from a checkpoint to the failure. */
    private static final int MOST_STEPS = 8;

    private final long id = IDS.incrementAndGet();

    /** Where a job may be made to fail. */
    public enum Place {
        /** A source reader, between two records. */
        SOURCE,
        /** In front of the sinks, between two documents. */
        SINK
    }

    /** So many failures, where and when a seed settles. */
    public InjectedFailures(int number, long seed) {
        PLANS.put(id, new Plan(number, new Random(seed)));
    }

    /** How many are still to come. */
    public int remaining() {
        return plan().remaining();
    }

    void checkpointCompleted() {
        plan().checkpointCompleted();
    }

    void step(Place place) {
        plan().step(place);
    }

    private Plan plan() {
        return PLANS.get(id);
    }

    private static final class Plan {
        private final Random random;
        private int remaining;
        private Place place = Place.SOURCE;
        private int steps;
        private boolean armed;

        Plan(int remaining, Random random) {
            this.remaining = remaining;
            this.random = random;
            next();
        }

        private void next() {
            place = remaining % 2 == 0 ? Place.SOURCE : Place.SINK;
            steps = 1 + random.nextInt(MOST_STEPS);
            armed = false;
        }

        synchronized int remaining() {
            return remaining;
        }

        synchronized void checkpointCompleted() {
            armed = remaining > 0;
        }

        synchronized void step(Place reached) {
            if (armed && reached == place && --steps <= 0) {
                remaining--;
                next();
                throw new IllegalStateException("injected by the test");
            }
        }
    }
}
