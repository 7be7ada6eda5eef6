package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/** Turns documents into what is written of them. */
final class OpenSearchWriter implements StatefulSinkWriter<OutputDocument, BufferedRequestState<IndexOperation>> {
    private final IndexOperations operations;
    private final BulkWriter bulk;

    OpenSearchWriter(IndexOperations operations, BulkWriter bulk) {
        this.operations = operations;
        this.bulk = bulk;
    }

    @Override
    public void write(OutputDocument document, Context context) throws IOException, InterruptedException {
        for (IndexOperation operation : operations.of(document)) {
            bulk.write(operation, context);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        bulk.flush(endOfInput);
    }

    @Override
    public List<BufferedRequestState<IndexOperation>> snapshotState(long checkpointId) {
        return bulk.snapshotState(checkpointId);
    }

    @Override
    public void close() {
        bulk.close();
    }
}
