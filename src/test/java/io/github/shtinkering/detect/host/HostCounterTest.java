package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of hosts are a subtask's, also after a change of the parallelism. */
class HostCounterTest {
    private static final int KEY_GROUPS = 128;
    private static final int LIMIT = 100;

    private enum Kind {
        IDLE,
        ARMED;

        HostLimits limits() {
            return this == IDLE ? new HostLimits(Long.MAX_VALUE, LIMIT) : new HostLimits(LIMIT, Long.MAX_VALUE);
        }

        Fact fact(Facts host) {
            return this == IDLE ? host.logonHeader(0, Facts.LSASS) : host.armedGlobally(0, "C:\\Windows\\regedit.exe");
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("try") // a harness may be interrupted when it is closed
    void everySubtaskCountsItsOwnHosts(Kind kind) throws Exception {
        OperatorSubtaskState one;
        try (var harness = subtask(kind, 1, 0)) {
            harness.open();
            admit(harness, kind, hosts(0, 2 * LIMIT));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(LIMIT);
            one = harness.snapshot(1, 1);
        }
        for (int index = 0; index < 2; index++) {
            try (var harness = subtask(kind, 2, index)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(one, KEY_GROUPS, 1, 2, index));
                harness.open();
                assertThat(harness.numKeyedStateEntries())
                        .as("of subtask %d", index)
                        .isBetween(1, LIMIT - 1);
                int subtask = index;
                admit(
                        harness,
                        kind,
                        hosts(LIMIT, 10 * LIMIT).stream()
                                .filter(host -> subtaskOf(host) == subtask)
                                .toList());
                assertThat(harness.numKeyedStateEntries())
                        .as("of subtask %d", index)
                        .isEqualTo(LIMIT);
            }
        }
    }

    private static List<String> hosts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "ws-" + i).toList();
    }

    private static int subtaskOf(String host) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(host, KEY_GROUPS, 2);
    }

    private static void admit(
            KeyedOneInputStreamOperatorTestHarness<String, Fact, TimelineEntry> harness, Kind kind, List<String> hosts)
            throws Exception {
        for (String host : hosts) {
            harness.processElement(new StreamRecord<>(kind.fact(Facts.of(host)), 1_000));
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Fact, TimelineEntry> subtask(
            Kind kind, int parallelism, int index) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new HostTrackerFunction(1, kind.limits(), ArrivalPlausibility.STORED)),
                Fact::host,
                Types.STRING,
                KEY_GROUPS,
                parallelism,
                index);
        harness.setup(TypeInformation.of(TimelineEntry.class).createSerializer(new SerializerConfigImpl()));
        return harness;
    }
}
