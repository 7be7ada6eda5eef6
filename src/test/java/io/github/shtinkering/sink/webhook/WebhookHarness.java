package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The webhook's operator, with its task's mailbox and clock in the hands of the test. */
final class WebhookHarness implements AutoCloseable {
    private static final Duration MOST_WAIT = Duration.ofSeconds(60);

    private final OneInputStreamOperatorTestHarness<OutputDocument, OutputDocument> harness;
    private final WebhookOperator operator;
    private long timerMillis = System.currentTimeMillis();

    WebhookHarness(WebhookSettings settings) throws Exception {
        this(settings, null);
    }

    /** @param state what another has left; null for none */
    WebhookHarness(WebhookSettings settings, @Nullable OperatorSubtaskState state) throws Exception {
        this(settings, state, Clock.systemUTC());
    }

    /** @param clock of the job's machine */
    WebhookHarness(WebhookSettings settings, @Nullable OperatorSubtaskState state, Clock clock) throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new WebhookOperatorFactory(settings, clock));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.setProcessingTime(timerMillis);
        harness.open();
        operator = (WebhookOperator) harness.getOneInputOperator();
    }

    void tell(OutputDocument document) throws Exception {
        harness.processElement(new StreamRecord<>(document));
    }

    /** Lets answers in and time pass until something holds. */
    void until(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(MOST_WAIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not come to hold");
            }
            settle();
            pass(Duration.ofMillis(100));
            Thread.onSpinWait();
        }
        settle();
    }

    /** Lets in the answers that are there. */
    private void settle() throws Exception {
        Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
        while (mail.isPresent()) {
            mail.get().run();
            mail = harness.getTaskMailbox().tryTake(0);
        }
    }

    /** Moves the clock of the timers. */
    void pass(Duration time) throws Exception {
        timerMillis += time.toMillis();
        harness.setProcessingTime(timerMillis);
    }

    /** Whether the endpoint took nothing the last time. */
    boolean hasFailed() {
        return operator.failuresInARow() > 0;
    }

    /** Waits until the endpoint once more takes nothing: what was under way before is not any more. */
    void untilItFailsAgain() throws Exception {
        int before = operator.failuresInARow();
        until(() -> operator.failuresInARow() > before);
    }

    /** How many cases are being told. */
    int telling() {
        return operator.underWay();
    }

    List<String> deadLetters() {
        return output().stream().map(OutputDocument::json).toList();
    }

    List<OutputDocument> output() {
        return harness.extractOutputValues();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    @Override
    public void close() {
        try {
            operator.close(); // does not wait for what is not told, as a job that is ended
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the operator cannot be closed", e);
        }
    }
}
