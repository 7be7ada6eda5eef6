package io.github.shtinkering.detect.fleet;

import static io.github.shtinkering.detect.fleet.FleetNotes.HOUR;
import static io.github.shtinkering.detect.fleet.FleetNotes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class FleetFunctionTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final long DAY = 24 * HOUR;

    private final List<FleetAnswer> fleetAnswers = new ArrayList<>();
    private final Map<String, Campaign> campaigns = new LinkedHashMap<>();
    private int revisions;
    private long now = START;
    private KeyedOneInputStreamOperatorTestHarness<String, FleetNote, FleetAnswer> fleet = started(null);

    private static KeyedOneInputStreamOperatorTestHarness<String, FleetNote, FleetAnswer> started(
            OperatorSubtaskState from) {
        try {
            Clock clock = Clock.fixed(Instant.ofEpochMilli(START), ZoneOffset.UTC);
            KeyedOneInputStreamOperatorTestHarness<String, FleetNote, FleetAnswer> harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new FleetFunction(FleetOutputs.THRESHOLDS, clock)),
                            FleetNote::key,
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

    private void arrive(FleetNote note) throws Exception {
        now += 10;
        fleet.processElement(new StreamRecord<>(note, now));
        watermark(now);
    }

    private void watermark(long millis) throws Exception {
        fleet.processWatermark(new Watermark(millis));
        fleet.extractOutputValues().forEach(fleetAnswers::add);
        fleet.getOutput().clear();
        Queue<StreamRecord<Campaign>> told = fleet.getSideOutput(FleetFunction.CAMPAIGNS);
        while (told != null && !told.isEmpty()) {
            Campaign campaign = told.remove().getValue();
            Campaign before = campaigns.put(campaign.id(), campaign);
            revisions++;
            assertThat(campaign.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(campaign.version()).isGreaterThan(before == null ? 0 : before.version());
        }
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = fleet.snapshot(1, now);
        fleet.close();
        fleet = started(snapshot);
    }

    @Test
    void everythingPassesFlinksOwnSerialisers() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FleetState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(GroupMember.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FleetGroup.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FleetState.KnownIdentity.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(GroupSummary.class);
        for (Class<?> type : List.of(FleetNote.class, FleetAnswer.class, Campaign.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
    }

    @Test
    void aCrossingIsToldAtOnceAndWhatOnlyCountsALittleLater() throws Exception {
        for (int i = 0; i < 30; i++) {
            arrive(FleetNotes.armed("ws-" + i, START));
        }
        assertThat(revisions).isEqualTo(1);
        assertThat(campaigns.values()).singleElement().satisfies(c -> assertThat(c.hostCount())
                .isEqualTo(20));
        watermark(now + 10_000);
        assertThat(campaigns.values()).singleElement().satisfies(c -> assertThat(c.hostCount())
                .isEqualTo(30));
        assertThat(revisions).isEqualTo(2);
        assertThat(fleet.numEventTimeTimers()).as("only the expiry waits").isEqualTo(1);
    }

    @Test
    void aCaseOfACampaignNamesTheOthers() throws Exception {
        for (int i = 0; i < 4; i++) {
            arrive(FleetNotes.attempt("at-" + i, START, "path c:\\tools\\a.exe"));
        }
        assertThat(fleetAnswers)
                .filteredOn(answer -> answer.host().equals("at-3"))
                .last()
                .satisfies(answer -> assertThat(answer.peers()).containsExactly("at-0", "at-1", "at-2"));
    }

    @Test
    void theEndOfTheInputTellsWhatWaitsAndForgetsNothing() throws Exception {
        for (int i = 0; i < 30; i++) {
            arrive(FleetNotes.armed("ws-" + i, START));
        }
        watermark(Long.MAX_VALUE);
        assertThat(campaigns.values()).singleElement().satisfies(c -> assertThat(c.hostCount())
                .isEqualTo(30));
        assertThat(fleet.numKeyedStateEntries())
                .as("state, kind, members and groups")
                .isEqualTo(4);
        assertThat(fleet.numEventTimeTimers()).isZero();
    }

    @Test
    void whatWasOnlySeenIsForgottenInDaysAndAGroupAfterAYear() throws Exception {
        arrive(seenOnly());
        arrive(FleetNotes.armed("ws-1", START));
        watermark(now + 3 * DAY);
        assertThat(fleet.numKeyedStateEntries())
                .as("the arming's state, kind and member")
                .isEqualTo(3);
        watermark(now + 405 * DAY);
        assertThat(fleet.numKeyedStateEntries()).isZero();
        assertThat(fleet.numEventTimeTimers()).isZero();
    }

    private static FleetNote seenOnly() {
        FleetNote alert = FleetNotes.alerted("ws-1", START, VendorAnswer.REFUTES);
        return new FleetNote(
                alert.key(),
                alert.kind(),
                FleetNote.Type.SEEN,
                alert.host(),
                alert.hostName(),
                "",
                0,
                alert.fingerprint(),
                List.of(),
                0,
                0,
                false,
                false,
                false,
                null);
    }

    @Test
    void restartsBetweenAnyTwoNotesEndInTheSame() throws Exception {
        List<FleetNote> notes = new ArrayList<>();
        notes.addAll(
                FleetOutputs.each(6, i -> FleetNotes.attempt("at-" + i, START + i * HOUR, "path c:\\tools\\a.exe")));
        notes.addAll(FleetOutputs.each(1_040, i -> FleetNotes.armed("ar-" + i, START + i)));
        notes.addAll(FleetOutputs.each(40, i -> FleetNotes.alerted("al-" + i, START + i, VendorAnswer.REFUTES)));
        notes.add(FleetNotes.armedAndUsed("ar-3", START));
        Collections.shuffle(notes, new Random(SEED));
        String undisturbed = ended(notes, new Random(SEED), 0);
        assertThat(ended(notes, new Random(SEED), 8)).as("seed %d", SEED).isEqualTo(undisturbed);
    }

    /** What was told in the end, with so many restarts on the way. */
    private String ended(List<FleetNote> notes, Random random, int restarts) throws Exception {
        fleet = started(null);
        fleetAnswers.clear();
        campaigns.clear();
        for (FleetNote note : notes) {
            arrive(note);
            if (restarts > 0 && random.nextInt(notes.size() / restarts) == 0) {
                restart();
            }
        }
        watermark(Long.MAX_VALUE);
        Map<String, FleetAnswer> last = new TreeMap<>();
        fleetAnswers.forEach(s -> last.put(s.caseId() + s.kind(), s));
        List<String> documents = campaigns.values().stream()
                .map(c ->
                        "%s %s %d %d %s %s".formatted(c.id(), c.status(), c.score(), c.hostCount(), c.hosts(), c.why()))
                .sorted()
                .toList();
        return documents + "\n" + last;
    }
}
