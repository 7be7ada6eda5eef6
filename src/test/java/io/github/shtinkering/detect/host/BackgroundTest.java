package io.github.shtinkering.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logons and LSASS's sightings come by the hundred: what they change is told together, and no act waits for them. */
class BackgroundTest {
    private static final long ARRIVAL = 1_000;
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";

    private final Facts host = Facts.of(Facts.HOST);
    private KeyedOneInputStreamOperatorTestHarness<String, Fact, TimelineEntry> story;

    @BeforeEach
    void open() throws Exception {
        story = harness();
        story.open();
    }

    @AfterEach
    void close() throws Exception {
        story.close();
    }

    @Test
    void isToldTogetherAndAnActStraightOn() throws Exception {
        arrive(host.lsassStarted(-90_000, Facts.LSASS));
        arrive(host.armedGlobally(-3_600, REGEDIT));
        assertThat(told()).contains(EntryKind.ARMING);
        for (int user = 0; user < 20; user++) {
            arrive(host.loggedOn(-3_700 + user, "CORP\\user" + user, 2));
        }
        assertThat(told()).isEmpty();

        arrive(host.launched(0, Facts.WER, Facts.LSASS, Facts.TOOL));
        assertThat(told()).contains(EntryKind.LAUNCH);

        arrive(host.loggedOn(-1, "CORP\\late", 2));
        assertThat(told()).isEmpty();
        story.processWatermark(new Watermark(ARRIVAL + 2_000));
        assertThat(told()).containsExactly(EntryKind.CONTEXT);
    }

    /** What waits is told after a restart, too. */
    @Test
    void isNotForgottenByARestart() throws Exception {
        arrive(host.lsassStarted(-90_000, Facts.LSASS));
        arrive(host.armedGlobally(-3_600, REGEDIT));
        arrive(host.launched(0, Facts.WER, Facts.LSASS, Facts.TOOL));
        arrive(host.loggedOn(-1, "CORP\\late", 2));
        told();
        var state = story.snapshot(1, 1);
        story.close();
        story = harness();
        story.initializeState(state);
        story.open();

        story.processWatermark(new Watermark(ARRIVAL + 2_000));

        assertThat(told()).containsExactly(EntryKind.CONTEXT);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Fact, TimelineEntry> harness() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new HostTrackerFunction(1, HostLimits.DEFAULT, ArrivalPlausibility.STORED)),
                Fact::host,
                Types.STRING);
        harness.setup(TypeInformation.of(TimelineEntry.class).createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void arrive(Fact fact) throws Exception {
        story.processElement(new StreamRecord<>(fact, ARRIVAL));
    }

    /** What was told since the last look. */
    private List<EntryKind> told() {
        List<EntryKind> kinds =
                story.extractOutputValues().stream().map(TimelineEntry::kind).toList();
        story.getOutput().clear();
        return kinds;
    }
}
