package io.github.shtinkering.detect.fleet;

import static io.github.shtinkering.detect.fleet.FleetNotes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.host.HostSeen;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** What the fleet says waits until every host that spoke before it is counted, and leaves in order. */
class CensusFunctionTest {
    private KeyedTwoInputStreamOperatorTestHarness<String, HostSeen, FleetOutput, FleetAnswer> census = started(null);

    private static KeyedTwoInputStreamOperatorTestHarness<String, HostSeen, FleetOutput, FleetAnswer> started(
            OperatorSubtaskState from) {
        try {
            KeyedTwoInputStreamOperatorTestHarness<String, HostSeen, FleetOutput, FleetAnswer> harness =
                    new KeyedTwoInputStreamOperatorTestHarness<>(
                            new KeyedCoProcessOperator<>(new CensusFunction()),
                            seen -> CensusFunction.KEY,
                            report -> CensusFunction.KEY,
                            Types.STRING);
            harness.setup(TypeInformation.of(FleetAnswer.class).createSerializer(new SerializerConfigImpl()));
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
            return harness;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static FleetOutput answer(String caseId, long sequence) {
        return FleetOutput.of(new FleetAnswer(
                "ws-1",
                caseId,
                sequence,
                Fingerprint.Kind.FORM,
                null,
                false,
                false,
                15,
                null,
                START,
                1,
                1,
                0,
                null,
                List.of()));
    }

    private void spoke(int first, int hosts, long arrival) throws Exception {
        for (int i = first; i < first + hosts; i++) {
            census.processElement1(new StreamRecord<>(new HostSeen("ws-" + i, START), START + arrival));
        }
    }

    private void reported(FleetOutput report, long arrival) throws Exception {
        census.processElement2(new StreamRecord<>(report, START + arrival));
    }

    private List<FleetAnswer> said(long watermark) throws Exception {
        census.processBothWatermarks(new Watermark(watermark));
        List<FleetAnswer> said = new ArrayList<>(census.extractOutputValues());
        census.getOutput().clear();
        return said;
    }

    @Test
    void anAnswerCountsTheHostsThatArrivedBeforeItOnWhicheverWay() throws Exception {
        spoke(0, 10, 5);
        reported(answer("a", 1), 100);
        spoke(10, 20, 90);
        assertThat(said(START + 99)).isEmpty();
        assertThat(said(START + 100)).singleElement().satisfies(answer -> {
            assertThat(answer.fleetHosts()).isEqualTo(30);
            assertThat(answer.prevalence().sharePercent()).isEqualTo(50);
        });
        assertThat(census.numEventTimeTimers()).isZero();
    }

    @Test
    void answersLeaveInTheOrderInWhichTheyCame() throws Exception {
        reported(answer("a", 1), 100);
        reported(answer("a", 2), 90);
        reported(answer("b", 1), 110);
        reported(answer("a", 3), 100);
        assertThat(said(START + 100)).extracting(FleetAnswer::sequence).containsExactly(1L, 2L);
        assertThat(said(START + 110)).extracting(FleetAnswer::sequence).containsExactly(1L, 3L);
    }

    @Test
    void aRestartLosesNeitherHostsNorAnswers() throws Exception {
        spoke(0, 30, 5);
        reported(answer("a", 1), 100);
        OperatorSubtaskState snapshot = census.snapshot(1, START + 50);
        census.close();
        census = started(snapshot);
        spoke(20, 20, 60);
        assertThat(said(Long.MAX_VALUE)).singleElement().satisfies(answer -> assertThat(answer.fleetHosts())
                .isEqualTo(40));
    }

    @Test
    void everythingPassesFlinksOwnSerialisers() {
        for (Class<?> type : List.of(HostSeen.class, DistinctHostsByDay.class, FleetOutput.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
    }
}
