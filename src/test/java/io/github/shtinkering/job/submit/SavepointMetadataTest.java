package io.github.shtinkering.job.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.graph.ConfiguredJob;
import io.github.shtinkering.job.graph.OperatorIds;
import io.github.shtinkering.sink.files.EarlierOutput;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointMetadataTest {
    private final List<String> dropped = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void ofTheSameJobLeavesNothingBehind() throws Exception {
        assertThat(leftBehind(OperatorIds.HOST_TIMELINE, OperatorIds.CASEBOOK)).isEmpty();
    }

    @Test
    void ofAnOlderPatternLeavesItsStateBehind() throws Exception {
        assertThat(leftBehind(OperatorIds.HOST_TIMELINE, "chains-v0-arming-launch"))
                .containsExactly("chains-v0-arming-launch");
    }

    @Test
    void ofAnotherJobIsRefused() {
        assertThatThrownBy(() -> leftBehind(OperatorIds.HOST_TIMELINE, "chains-v0-arming-launch", "host-history"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds state of the operator 'host-history', which the job does not have");
    }

    /** The configuration of the test writes to Kafka alone. */
    @Test
    void ofARemovedSectionIsNamedAndLeftWhenToldSo() throws Exception {
        for (String uid : List.of("documents-opensearch", "Sink Committer: documents-opensearch")) {
            assertThatThrownBy(() -> leftBehind(uid))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("holds state of sink.opensearch")
                    .hasMessageContaining("--drop-state sink.opensearch");
            dropped.add("sink.files");
            assertThatThrownBy(() -> leftBehind(uid)).hasMessageContaining("--drop-state sink.opensearch");
            dropped.add("sink.opensearch");
            assertThat(leftBehind(uid)).containsExactly(uid);
            dropped.clear();
        }
        assertThatThrownBy(() -> leftBehind(OperatorIds.CHANGES)).hasMessageContaining("--drop-state exceptions.kafka");
    }

    private List<String> leftBehind(String... uids) throws Exception {
        List<OperatorState> states = new ArrayList<>();
        for (String uid : uids) {
            OperatorState state = new OperatorState(
                    uid, uid, new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid)), 1, 720);
            state.setCoordinatorState(new ByteStreamStateHandle(uid, new byte[] {1}));
            states.add(state);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, states, List.of()), out);
        }
        return SavepointMetadata.read(folder.toString()).leftBehindBy(job(), OperatorIds::isDisposable, dropped);
    }

    private static StreamGraph job() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        ConfiguredJob.define(environment, ConfigFile.read(Path.of("jobs/kafka.yaml")), EarlierOutput.KEPT);
        return environment.getStreamGraph(false);
    }
}
