package io.github.shtinkering.sink;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the newest revision of each case and campaign in an OpenSearch index, under its id. Written at least once with
 * the document's version as the external one, so that a revision that comes twice, or behind a newer one, changes
 * nothing. The aliases must exist; {@code deploy/opensearch} has their mappings.
 *
 * <p>The stock connectors do not run on this Flink; this is its own async sink over {@code _bulk}.
 */
public final class OpenSearchSink extends AsyncSinkBase<OutputDocument, IndexOperation> {
    private static final int MAX_BATCH = 500;
    private static final int MAX_IN_FLIGHT = 4;
    private static final int MAX_BUFFERED = 5_000;
    private static final long MAX_BATCH_BYTES = 16L << 20;
    private static final long MAX_WAIT_MILLIS = 500;

    private final OpenSearchSettings settings;

    /** A sink of any parallelism. */
    public OpenSearchSink(OpenSearchSettings settings) {
        super(
                (document, context) ->
                        IndexOperation.of(requireNonNull(settings.indices().of(document.kind())), document),
                MAX_BATCH,
                MAX_IN_FLIGHT,
                MAX_BUFFERED,
                MAX_BATCH_BYTES,
                MAX_WAIT_MILLIS,
                MAX_BATCH_BYTES);
        this.settings = settings;
    }

    @Override
    public StatefulSinkWriter<OutputDocument, BufferedRequestState<IndexOperation>> createWriter(
            WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<OutputDocument, BufferedRequestState<IndexOperation>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<IndexOperation>> notSentYet) {
        AsyncSinkWriterConfiguration configuration = AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                .build();
        return new OpenSearchWriter(getElementConverter(), context, configuration, notSentYet, settings);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<IndexOperation>> getWriterStateSerializer() {
        return new IndexOperation.Serializer();
    }
}
