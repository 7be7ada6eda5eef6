package io.github.shtinkering.detect.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How many hosts of one kind this subtask keeps. They are counted by key group, so that after a change of the parallelism
 * each subtask has the count of the hosts that it has then.
 */
final class HostCounter {
    private final ListState<Tuple2<Integer, Long>> state;
    private final int keyGroups;
    private final Map<Integer, Long> byKeyGroup = new TreeMap<>();
    private long total;

    /** Of a subtask that starts or is restored: every subtask reads all counts, and keeps those of its key groups. */
    HostCounter(String stateName, FunctionInitializationContext context, TaskInfo task) throws Exception {
        state = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(stateName, Types.TUPLE(Types.INT, Types.LONG)));
        keyGroups = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange own = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                keyGroups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
        for (Tuple2<Integer, Long> count : state.get()) {
            if (own.contains(count.f0)) {
                add(count.f0, count.f1);
            }
        }
    }

    long total() {
        return total;
    }

    /** Counts a host that became one of the kind (1), or is so no more (-1). */
    void add(String host, int change) {
        if (change != 0) {
            add(KeyGroupRangeAssignment.assignToKeyGroup(host, keyGroups), change);
        }
    }

    private void add(int keyGroup, long change) {
        byKeyGroup.merge(keyGroup, change, Long::sum);
        total += change;
    }

    void snapshot() throws Exception {
        List<Tuple2<Integer, Long>> counts = new ArrayList<>();
        byKeyGroup.forEach((keyGroup, count) -> counts.add(Tuple2.of(keyGroup, count)));
        state.update(counts);
    }
}
