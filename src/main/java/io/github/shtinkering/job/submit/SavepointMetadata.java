package io.github.shtinkering.job.submit;

import io.github.shtinkering.job.command.FailureMessages;
import io.github.shtinkering.job.graph.OperatorIds;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A savepoint or retained checkpoint, of which only the metadata is read. Flink starts with state that no operator
 * claims only when it is told to drop it, and then drops whatever it is; so we look first.
 */
final class SavepointMetadata {
    private final String path;
    private final CheckpointMetadata metadata;

    private SavepointMetadata(String path, CheckpointMetadata metadata) {
        this.path = path;
        this.metadata = metadata;
    }

    /** Throws {@link IllegalArgumentException} when there is none at the path. */
    static SavepointMetadata read(String path) {
        try {
            CompletedCheckpointStorageLocation location =
                    AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
            try (DataInputStream in =
                    new DataInputStream(location.getMetadataHandle().openInputStream())) {
                return new SavepointMetadata(
                        path, Checkpoints.loadCheckpointMetadata(in, SavepointMetadata.class.getClassLoader(), path));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no readable savepoint at " + path + ": " + FailureMessages.rootMessage(e), e);
        }
    }

    /**
     * The operators whose state the job would leave behind.
     *
     * @param disposable tells by an operator's uid whether its state may be lost
     * @param dropped sections of the configuration whose state may be lost, too
     * @return their uids; empty when the job claims all state
     * @throws IllegalArgumentException when state would be lost that may not be
     */
    List<String> leftBehindBy(StreamGraph job, Predicate<String> disposable, Collection<String> dropped) {
        Set<OperatorID> claimed = operators(job);
        List<String> leftBehind = new ArrayList<>();
        for (OperatorState state : metadata.getOperatorStates()) {
            if (!claimed.contains(state.getOperatorID()) && holdsState(state)) {
                String uid = state.getOperatorUid().orElse(state.getOperatorID().toString());
                String section = OperatorIds.section(uid);
                if (!disposable.test(uid) && !dropped.contains(section)) {
                    throw new IllegalArgumentException("the savepoint " + path + " holds state of "
                            + (section == null
                                    ? "the operator '" + uid + "', which the job does not have: it is of another job or"
                                            + " of a newer version"
                                    : section + ", which the configuration does not have: put it back, or give its"
                                            + " state up with --drop-state " + section));
                }
                leftBehind.add(uid);
            }
        }
        return leftBehind;
    }

    private static boolean holdsState(OperatorState state) {
        return state.getCoordinatorState() != null
                || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    private static Set<OperatorID> operators(StreamGraph job) {
        return job.getJobGraph().getVerticesSortedTopologicallyFromSources().stream()
                .flatMap(vertex -> vertex.getOperatorIDs().stream())
                .flatMap(SavepointMetadata::ids)
                .collect(Collectors.toSet());
    }

    private static Stream<OperatorID> ids(OperatorIDPair pair) {
        return Stream.concat(Stream.of(pair.getGeneratedOperatorID()), pair.getUserDefinedOperatorID().stream());
    }
}
