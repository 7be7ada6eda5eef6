package io.github.shtinkering.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process or thread brings about. */
public final class Await {
    /** How long it waits before it gives up. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final long LEAST_NANOS_BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();
    /** A look may read an index or many files: what is waited for needs the processors more. */
    private static final int LOOKS_BETWEEN_LOOKS = 3;

    private Await() {}

    /** Fails when the condition does not come true for minutes. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        assertThat(patiently(condition)).as("within %s: %s", PATIENCE, what).isTrue();
    }

    /**
     * Waits until the condition comes true, in vain after {@link #PATIENCE}: the caller may say better what is wrong then.
     *
     * @return whether it came true
     */
    public static boolean patiently(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long began = System.nanoTime();
            if (condition.call()) {
                return true;
            }
            long looked = System.nanoTime();
            if (looked >= deadline) {
                return false;
            }
            LockSupport.parkNanos(Math.max(LEAST_NANOS_BETWEEN_LOOKS, LOOKS_BETWEEN_LOOKS * (looked - began)));
        }
    }
}
