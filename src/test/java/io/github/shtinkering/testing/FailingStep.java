package io.github.shtinkering.testing;

import org.apache.flink.api.common.functions.MapFunction;

/**
 * Hands on what it gets, and fails in front of the sinks where it is told to.
 *
 * @param <T> what passes
 */
public final class FailingStep<T> implements MapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final InjectedFailures failures;

    /** Fails as planned. */
    public FailingStep(InjectedFailures failures) {
        this.failures = failures;
    }

    @Override
    public T map(T value) {
        failures.step(InjectedFailures.Place.SINK);
        return value;
    }
}
