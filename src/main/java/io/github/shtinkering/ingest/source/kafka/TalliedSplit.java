package io.github.shtinkering.ingest.source.kafka;

import io.github.shtinkering.ingest.Tally;
import java.util.List;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * A partition in a checkpoint, with what its reader had counted up to there and not yet emitted, so that counts are
 * exact over a restore. Counts are no part of a partition's identity, so equality is that of the partition.
 */
final class TalliedSplit extends KafkaPartitionSplit {
    private final List<Tally> tallies;

    TalliedSplit(KafkaPartitionSplit split, List<Tally> tallies) {
        super(
                split.getTopicPartition(),
                split.getStartingOffset(),
                split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
        this.tallies = List.copyOf(tallies);
    }

    /** What a split holds; nothing when it is Kafka's own. */
    static List<Tally> tallies(KafkaPartitionSplit split) {
        return split instanceof TalliedSplit tallied ? tallied.tallies : List.of();
    }
}
