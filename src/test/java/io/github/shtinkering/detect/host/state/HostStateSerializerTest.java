package io.github.shtinkering.detect.host.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostTracker;
import io.github.shtinkering.detect.host.RandomRecords;
import io.github.shtinkering.detect.host.lsass.HostIdentity;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.state.HostState.GenerationState;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.WerCommandLine;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What is kept of a host comes back as it was, whatever a log put into it. */
class HostStateSerializerTest {
    private static final List<SightingSource> SOURCES = List.of(SightingSource.values());
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int STATES = 100;
    private static final String VERSION_1 =
            "0180f091f5b7680000000000000100000001030000d00b01000e50524f434553535f4143434553530101000577732d30"
                    + "3101d9b01b2211f9bc061822c37101000f52454749535452595f4348414e47450000000101000a77696e6c6f67626561"
                    + "740100067379736d6f6e01000766616374733a311101b84100010016433a5c57696e646f77735c726567656469742e65"
                    + "786500010009434f52505c61646d3100000001000100095345545f56414c5545010042686b6c6d5c736f667477617265"
                    + "5c6d6963726f736f66745c77696e646f77735c77696e646f7773206572726f72207265706f7274696e675c6c6f63616c"
                    + "64756d707301000864756d707479706501000132010400000000";

    private static final String VERSION_2 =
            "0280f091f5b768000009000000010001000a77696e6c6f676265617401000469642d610000000102000003d00b01000c"
                    + "4c4f474f4e5f4845414445521e5d442d82fbb6dd0101000577732d303101d9b01b2211f9bc061822c37101000f524547"
                    + "49535452595f4348414e474500030001020100067379736d6f6e01000766616374733a311101b84100010016433a5c57"
                    + "696e646f77735c726567656469742e65786500010009434f52505c61646d3100000001000100095345545f56414c5545"
                    + "010042686b6c6d5c736f6674776172655c6d6963726f736f66745c77696e646f77735c77696e646f7773206572726f72"
                    + "207265706f7274696e675c6c6f63616c64756d707301000864756d707479706501000132010400000001010000060000"
                    + "00000000000007000000000000000000ffffffffffffffffff01ffffffffffffffffff0101";

    private static final String VERSION_3 =
            "0380f091f5b76800000b000000010001000a77696e6c6f676265617401000469642d610000000102000003d00b01000c"
                    + "4c4f474f4e5f4845414445521e5d442d82fbb6dd0201000577732d303101d9b01b2211f9bc061822c37101000f524547"
                    + "49535452595f4348414e474500030001020100067379736d6f6e01000766616374733a311101b84100010016433a5c57"
                    + "696e646f77735c726567656469742e65786500010009434f52505c61646d3100000001000100095345545f56414c5545"
                    + "010042686b6c6d5c736f6674776172655c6d6963726f736f66745c77696e646f77735c77696e646f7773206572726f72"
                    + "207265706f7274696e675c6c6f63616c64756d707301000864756d7074797065010001320104000000016ccd48985f66"
                    + "d6d53681577501000a5745525f4c41554e4348000000010207082101c86d00010020433a5c57696e646f77735c537973"
                    + "74656d33325c5765724661756c742e657865000100134e5420415554484f524954595c53595354454d00000001000100"
                    + "085745524641554c540100065245504f5254018859018050000001d00b01000101000006000000000000000007000000"
                    + "000000000000ffffffffffffffffff01ffffffffffffffffff0101";

    private static final String VERSION_4 =
            "0480f091f5b768000009000800010001000a77696e6c6f676265617401000469642d610000000102000003d00b0100"
                    + "0c4c4f474f4e5f4845414445521e5d442d82fbb6dd0101000577732d303101d9b01b2211f9bc061822c37101000f52"
                    + "454749535452595f4348414e474500030001020100067379736d6f6e01000766616374733a311101b8410001001643"
                    + "3a5c57696e646f77735c726567656469742e65786500010009434f52505c61646d3100000001000100095345545f56"
                    + "414c5545010042686b6c6d5c736f6674776172655c6d6963726f736f66745c77696e646f77735c77696e646f777320"
                    + "6572726f72207265706f7274696e675c6c6f63616c64756d707301000864756d707479706501000132010400000001"
                    + "01000006000000000000000007000000000000000000ffffffffffffffffff01ffffffffffffffffff01010101000c"
                    + "636f72702e6578616d706c6500090a07";

    private static final String VERSION_5 =
            "0580f091f5b76800000b000000010001000a77696e6c6f676265617401000469642d610000000102000003d00b0100"
                    + "0c4c4f474f4e5f4845414445521e5d442d82fbb6dd0201000577732d303101f7b32c9aad77e7aa8620d01001000f52"
                    + "454749535452595f4348414e474500030001020100067379736d6f6e01000766616374733a311101b8410001001643"
                    + "3a5c57696e646f77735c726567656469742e65786500010009434f52505c61646d310000000100000100095345545f"
                    + "56414c5545010042686b6c6d5c736f6674776172655c6d6963726f736f66745c77696e646f77735c77696e646f7773"
                    + "206572726f72207265706f7274696e675c6c6f63616c64756d707301000864756d7074797065010001320104000000"
                    + "01e8888861bf85b529bee09cdc01000a5745525f4c41554e4348000000010207082301c86d00010020433a5c57696e"
                    + "646f77735c53797374656d33325c5765724661756c742e657865000100134e5420415554484f524954595c53595354"
                    + "454d0000000100000180500001000a433a5c745c612e65786500010008434f52505c626f6200000001000100044849"
                    + "47480100085745524641554c540100065245504f525401d00b01805000000000000101000006000000000000000007"
                    + "000000000000000000ffffffffffffffffff01ffffffffffffffffff0101";

    private static final String VERSION_6 =
            "0680f091f5b76800000b0000000100011477696e6c6f6762656174010869642d610000000102000003d00b01184c4f"
                    + "474f4e5f4845414445521e5d442d82fbb6dd02010a77732d303101f7b32c9aad77e7aa8620d010011e524547495354"
                    + "52595f4348414e47450003000102010c7379736d6f6e010e66616374733a310101b84100012c433a5c57696e646f77"
                    + "735c726567656469742e657865000112434f52505c61646d3100000001000001125345545f56414c5545018401686b"
                    + "6c6d5c736f6674776172655c6d6963726f736f66745c77696e646f77735c77696e646f7773206572726f7220726570"
                    + "6f7274696e675c6c6f63616c64756d7073011064756d7074797065010232010400000001e8888861bf85b529bee09c"
                    + "dc01145745525f4c41554e4348000000010207080301c86d000140433a5c57696e646f77735c53797374656d33325c"
                    + "5765724661756c742e6578650001264e5420415554484f524954595c53595354454d00000001000001805000011443"
                    + "3a5c745c612e657865000110434f52505c626f62000000010001084849474801105745524641554c54010c5245504f"
                    + "525401d00b018050000000000001010006000000000000000007000000000000000000ffffffffffffffffff01ffff"
                    + "ffffffffffffff0101";

    /** It hashes what a fact holds, which has grown. */
    private static final String ID = "facts.header.id";

    @Test
    void everyStateComesBack() throws IOException {
        for (int i = 0; i < STATES; i++) {
            Random random = new Random(SEED + i);
            HostState state = randomState(random);
            byte[] bytes = bytes(state);
            HostState back = state(bytes);
            assertThat(back).as("seed %d", SEED + i).usingRecursiveComparison().isEqualTo(state);
            assertThat(bytes(back)).isEqualTo(bytes);
            assertThat(state.copy()).usingRecursiveComparison().isEqualTo(state);
        }
    }

    @Test
    void severalStatesInARowAreApart() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        HostState first = randomState(new Random(SEED));
        HostState second = randomState(new Random(SEED + 1));
        HostStateSerializer.INSTANCE.serialize(first, out);
        HostStateSerializer.INSTANCE.serialize(second, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(64);
        HostStateSerializer.INSTANCE.copy(in, copied);
        assertThat(state(copied.getCopyOfBuffer())).usingRecursiveComparison().isEqualTo(first);
        assertThat(HostStateSerializer.INSTANCE.deserialize(in))
                .usingRecursiveComparison()
                .isEqualTo(second);
    }

    /** A state that version 1 wrote; it must be read for ever. */
    @Test
    void version1IsRead() throws IOException {
        HostState state = state(HexFormat.of().parseHex(VERSION_1));
        assertThat(state.facts)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("header.id")
                .containsExactly(Facts.of("ws-01").armedGlobally(0, "C:\\Windows\\regedit.exe"));
        assertThat(state.sightings).extracting(SightingPoint::pid).containsExactly(744L);
        assertThat(state.identities).isEmpty();
    }

    /** So must be what version 2 wrote. */
    @Test
    void version2IsRead() throws IOException {
        assertThat(state(HexFormat.of().parseHex(VERSION_2)))
                .usingRecursiveComparison()
                .ignoringFields(ID)
                .isEqualTo(written());
    }

    /** And what version 3 wrote. */
    @Test
    void version3IsRead() throws IOException {
        HostState state = written();
        WerLaunch odd = WerCommandLine.parse(WerLaunch.Program.WERFAULT, "WerFault.exe -u -p 744 -p 5700 -ip 5120");
        new HostTracker("ws-01", state, 1).learn(Facts.of("ws-01").launched(0, 7_012, odd, null), 0);
        state.statusDue = false; // not known yet when those bytes were written
        assertThat(state(HexFormat.of().parseHex(VERSION_3)))
                .usingRecursiveComparison()
                .ignoringFields(ID)
                .isEqualTo(state);
    }

    /** And what version 4 wrote. */
    @Test
    void version4IsRead() throws IOException {
        HostState state = written();
        state.evictedLaunches.add(
                new EvictedLaunches("corp.example", null, state.newestMillis - 5, state.newestMillis, 7));
        assertThat(state(HexFormat.of().parseHex(VERSION_4)))
                .usingRecursiveComparison()
                .ignoringFields(ID)
                .isEqualTo(state);
    }

    /** And what version 5 wrote. */
    @Test
    void version5IsRead() throws IOException {
        assertThat(state(HexFormat.of().parseHex(VERSION_5)))
                .usingRecursiveComparison()
                .isEqualTo(withALaunch());
    }

    /** So must be what version 6 writes. */
    @Test
    void version6IsWrittenAndRead() throws IOException {
        HostState state = withALaunch();
        assertThat(HexFormat.of().formatHex(bytes(state))).isEqualTo(VERSION_6);
        assertThat(state(HexFormat.of().parseHex(VERSION_6)))
                .usingRecursiveComparison()
                .isEqualTo(state);
    }

    private static HostState withALaunch() {
        HostState state = written();
        ProcessRef tool = Facts.process("C:\\t\\a.exe", 5_120L, "CORP\\bob").withIntegrity(IntegrityLevel.HIGH);
        Fact launch = Facts.of("ws-01").launched(0, 7_012, 744L, 5_120L, tool);
        new HostTracker("ws-01", state, 1).learn(launch, 0);
        state.statusDue = false; // not known yet when those bytes were written
        return state;
    }

    private static HostState written() {
        Facts facts = Facts.of("ws-01");
        HostState state = new HostState();
        HostTracker story = new HostTracker("ws-01", state, 1);
        story.learn(Facts.withHostId(facts.logonHeader(0, 744), "id-a"), 0);
        story.learn(Facts.withHostId(facts.armedGlobally(0, "C:\\Windows\\regedit.exe"), "id-a"), 0);
        GenerationState generation = new GenerationState();
        generation.number = 3;
        generation.digest = 7;
        generation.armed = true;
        state.generations.add(generation);
        state.statusDue = false; // not known yet when those bytes were written
        return state;
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        byte[] bytes = bytes(new HostState());
        bytes[0] = HostStateCodec.VERSION + 1;
        assertThatThrownBy(() -> state(bytes)).isInstanceOf(IOException.class).hasMessageContaining("newer");
    }

    @Test
    void theSerializerIsItsOwnSuccessor() {
        HostStateSerializer.Snapshot snapshot = new HostStateSerializer.Snapshot();
        assertThat(snapshot.resolveSchemaCompatibility(HostStateSerializer.INSTANCE.snapshotConfiguration())
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(snapshot.restoreSerializer()).isInstanceOf(HostStateSerializer.class);
    }

    private static byte[] bytes(HostState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        HostStateSerializer.INSTANCE.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static HostState state(byte[] bytes) throws IOException {
        return HostStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
    }

    private static HostState randomState(Random random) {
        HostState state = new HostState();
        state.lastSentMillis = random.nextBoolean() ? 0 : random.nextLong();
        for (int i = random.nextInt(6); i > 0; i--) {
            state.facts.add(Facts.onHost(RandomRecords.random(Fact.class, random), "ws-01"));
            boolean two = random.nextBoolean();
            state.sightings.add(new SightingPoint(
                    random.nextBoolean() ? null : "corp.example",
                    random.nextBoolean() ? null : RandomRecords.text(random),
                    random.nextBoolean() ? random.nextLong() : SightingPoint.BUCKET_MILLIS * random.nextInt(),
                    random.nextInt(),
                    SOURCES.get(random.nextInt(SOURCES.size())),
                    two ? 0 : random.nextLong(),
                    two));
            GenerationState generation = new GenerationState();
            generation.number = random.nextInt(9);
            generation.digest = random.nextLong();
            generation.startedMillis = random.nextLong();
            generation.armed = random.nextBoolean();
            state.identities.add(RandomRecords.random(HostIdentity.class, random));
            state.generations.add(generation);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            state.evictedLaunches.add(RandomRecords.random(EvictedLaunches.class, random));
        }
        state.domains.addAll(random.nextBoolean() ? List.of() : List.of("a.example", "b.example"));
        state.telemetry = random.nextInt(32);
        state.newestMillis = random.nextBoolean() ? random.nextLong() : state.newestMillis;
        state.counted = random.nextBoolean();
        state.lastArrivalMillis = random.nextLong();
        state.expiryTimerMillis = random.nextLong();
        state.evicted = random.nextInt(9);
        state.generationDue = random.nextBoolean();
        state.backgroundDue = random.nextBoolean();
        state.statusDue = random.nextBoolean();
        state.patternVersion = random.nextInt(9);
        return state;
    }
}
