package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the newest revision of each case, campaign and host in an OpenSearch or Elasticsearch index, under its id, and
 * every revision of a case, dead letters and audit in data streams. Written at least once with the document's version
 * as the external one, so that a revision that comes twice, or behind a newer one, changes nothing. Aliases and
 * streams must exist; {@code deploy/opensearch} installs them.
 *
 * <p>The stock connectors do not run on this Flink; this is its own sink over {@code _bulk} on Flink's asynchronous
 * writer, which holds back the job when the index is slow, and keeps in its state what is not written yet.
 */
public final class OpenSearchSink
        implements Sink<OutputDocument>, SupportsWriterState<OutputDocument, BufferedRequestState<IndexOperation>> {
    private static final int MAX_BATCH = 250;
    private static final int MAX_IN_FLIGHT = 4;
    private static final int MAX_BUFFERED = 1_000;
    /** Managed clusters take requests of 10 MiB at most. */
    private static final long MAX_BATCH_BYTES = 5L << 20;

    private static final long MAX_WAIT_MILLIS = 500;

    private final OpenSearchSettings settings;
    private final Clock clock;

    /**
     * A sink of any parallelism.
     *
     * @param clock the time of writing; serialisable, as the clocks of {@link Clock} are
     */
    public OpenSearchSink(OpenSearchSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public StatefulSinkWriter<OutputDocument, BufferedRequestState<IndexOperation>> createWriter(
            WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<OutputDocument, BufferedRequestState<IndexOperation>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<IndexOperation>> notSentYet) throws IOException {
        AsyncSinkWriterConfiguration configuration = AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(MAX_BATCH)
                .setMaxBatchSizeInBytes(MAX_BATCH_BYTES)
                .setMaxInFlightRequests(MAX_IN_FLIGHT)
                .setMaxBufferedRequests(MAX_BUFFERED)
                .setMaxTimeInBufferMS(MAX_WAIT_MILLIS)
                .setMaxRecordSizeInBytes(MAX_BATCH_BYTES)
                .build();
        IndexOperations operations = new IndexOperations(settings.indices(), clock);
        return new OpenSearchWriter(
                operations, new BulkWriter(context, configuration, notSentYet, settings, operations));
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<IndexOperation>> getWriterStateSerializer() {
        return new IndexOperation.Serializer();
    }
}
