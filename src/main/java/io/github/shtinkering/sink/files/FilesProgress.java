package io.github.shtinkering.sink.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far the output was at a checkpoint: the writer's state, and what the committer publishes.
 *
 * @param journalBytes the length of each journal
 * @param tallies the counts so far
 * @param startedMillis when the first writer of this output began, milliseconds since the epoch
 * @param writtenMillis when this was taken
 * @param complete true after the end of the input
 */
record FilesProgress(
        Map<OutputDocument.Kind, Long> journalBytes,
        List<Tally> tallies,
        long startedMillis,
        long writtenMillis,
        boolean complete) {

    long length(OutputDocument.Kind kind) {
        return journalBytes.getOrDefault(kind, 0L);
    }

    /** Whether nothing was written between the two. */
    boolean tellsNoMoreThan(FilesProgress earlier) {
        return journalBytes.equals(earlier.journalBytes)
                && tallies.equals(earlier.tallies)
                && complete == earlier.complete;
    }

    /** JSON, so that a later version may add what an earlier one did not know. */
    static final class Serializer implements SimpleVersionedSerializer<FilesProgress> {
        private static final ObjectMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FilesProgress progress) throws IOException {
            return JSON.writeValueAsBytes(progress);
        }

        @Override
        public FilesProgress deserialize(int version, byte[] serialized) throws IOException {
            return JSON.readValue(serialized, FilesProgress.class);
        }
    }
}
