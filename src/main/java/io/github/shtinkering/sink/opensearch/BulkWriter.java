package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.sink.opensearch.BulkAnswer.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes documents in bulk. A document that an index refuses turns into a dead letter with the index's reason; an index
 * that is away, busy or blocked is asked again, ever more seldom, and for as long as it takes.
 */
final class BulkWriter extends AsyncSinkWriter<IndexOperation, IndexOperation> {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);
    private static final long FIRST_WAIT_MILLIS = 100;

    /** Up to 6.4 s: a checkpoint waits for what is in flight, and the backlog for the index that is back. */
    private static final int MOST_DOUBLINGS = 6;

    private final OpenSearchClient client;
    private final IndexOperations operations;
    private final String deadLetters;
    private final Counter refusals;
    private final Counter askedAgain;
    private final AtomicInteger failuresInARow = new AtomicInteger();

    BulkWriter(
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<IndexOperation>> notSentYet,
            OpenSearchSettings settings,
            IndexOperations operations)
            throws IOException {
        super(
                (operation, ignored) -> operation,
                context,
                configuration,
                notSentYet,
                new SimpleBatchCreator<>(configuration.getMaxBatchSizeInBytes()),
                new DequeRequestBuffer<>());
        this.client = new OpenSearchClient(settings);
        this.operations = operations;
        this.deadLetters = settings.indices().deadLetters();
        MetricGroup metrics = context.metricGroup().addGroup("opensearch");
        this.refusals = metrics.counter("documents_refused");
        this.askedAgain = metrics.counter("requests_repeated");
    }

    @Override
    protected void submitRequestEntries(List<IndexOperation> sent, ResultHandler<IndexOperation> result) {
        CompletableFuture<?> unused = client.bulk(sent).handle((answer, error) -> {
            try {
                settle(sent, answer, error, result);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
            return null;
        });
    }

    private void settle(
            List<IndexOperation> sent,
            @Nullable BulkAnswer answer,
            @Nullable Throwable error,
            ResultHandler<IndexOperation> result) {
        if (isDistrust(error)) {
            result.completeExceptionally(new IOException(
                    "no trust in the certificate of the index; name its authorities in"
                            + " sink.opensearch.certificate_authorities",
                    error));
        } else if (answer == null) {
            LOG.warn("No answer from the index, asking the next node", error);
            askAgain(sent, result);
        } else if (answer.failure() != null) {
            result.completeExceptionally(new IOException(answer.failure()));
        } else if (answer.again().isEmpty() && answer.refused().isEmpty()) {
            failuresInARow.set(0);
            result.complete();
        } else {
            settleTheRest(answer, result);
        }
    }

    private static boolean isDistrust(@Nullable Throwable error) {
        return (error instanceof CompletionException ? error.getCause() : error) instanceof SSLHandshakeException;
    }

    private void settleTheRest(BulkAnswer answer, ResultHandler<IndexOperation> result) {
        List<IndexOperation> rest = new ArrayList<>(answer.again());
        for (Refusal refusal : answer.refused()) {
            IndexOperation refused = refusal.operation();
            if (refused.index().equals(deadLetters)) {
                result.completeExceptionally(new IOException("the index refuses a dead letter: " + refusal.reason()));
                return;
            }
            refusals.inc();
            rest.add(operations.refused(refused, refusal.reason()));
        }
        if (answer.again().isEmpty()) {
            failuresInARow.set(0);
            result.retryForEntries(rest);
        } else {
            askAgain(rest, result);
        }
    }

    private void askAgain(List<IndexOperation> rest, ResultHandler<IndexOperation> result) {
        askedAgain.inc();
        client.turnToTheNextNode();
        int doublings = Math.min(failuresInARow.getAndIncrement(), MOST_DOUBLINGS);
        CompletableFuture.delayedExecutor(FIRST_WAIT_MILLIS << doublings, TimeUnit.MILLISECONDS)
                .execute(() -> result.retryForEntries(rest));
    }

    @Override
    protected long getSizeInBytes(IndexOperation operation) {
        return operation.size();
    }
}
