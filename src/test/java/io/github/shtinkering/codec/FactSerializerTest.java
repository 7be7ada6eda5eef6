package io.github.shtinkering.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.RandomRecords;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.ingest.source.IngestOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fact comes out of a stream or of state as it went in, whatever it says. */
class FactSerializerTest {
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    private static final int FACTS = 200;

    private static final String VERSION_6 =
            "06010a77732d3031014c7c419dd63db2260619789901145745525f4c41554e434800010900690064002d6f2280f091"
                    + "f5b76801011477696e6c6f6762656174010c7379736d6f6e010e66616374733a310301c86d000140433a5c57696e64"
                    + "6f77735c53797374656d33325c5765724661756c742e6578650001264e5420415554484f524954595c53595354454d"
                    + "000000010000018050000130433a5c55736572735c5075626c69635c746f6f6c2e6578650000000000010000011057"
                    + "45524641554c54010c5245504f525401d00b0180500000000000";

    static Stream<Class<?>> payloads() {
        return Stream.of(FactPayload.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyPayloadComesBack(Class<? extends FactPayload> type) throws IOException {
        for (int i = 0; i < FACTS; i++) {
            Random random = new Random(SEED + i);
            Fact fact = new Fact(RandomRecords.random(FactHeader.class, random), RandomRecords.random(type, random));
            byte[] bytes = bytes(fact);
            assertThat(fact(bytes)).as("seed %d", SEED + i).isEqualTo(fact);
            DataOutputSerializer copied = new DataOutputSerializer(64);
            FactSerializer.INSTANCE.copy(new DataInputDeserializer(bytes), copied);
            assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
        }
    }

    @Test
    void everyKindIsThatOfAPayload() {
        Set<FactKind> kinds = EnumSet.noneOf(FactKind.class);
        payloads().forEach(type -> {
            Random random = new Random(SEED);
            for (int i = 0; i < FileActivity.Operation.values().length * FACTS; i++) {
                kinds.add(((FactPayload) RandomRecords.random(type, random)).kind());
            }
        });
        assertThat(kinds).containsExactlyInAnyOrder(FactKind.values());
    }

    @Test
    void factsInARowAreApart() throws IOException {
        Facts host = Facts.of("ws-01");
        Fact first = host.armedGlobally(0, "C:\\Windows\\regedit.exe");
        Fact second = host.remoteRegistry(1);
        DataOutputSerializer out = new DataOutputSerializer(64);
        FactSerializer.INSTANCE.serialize(first, out);
        FactSerializer.INSTANCE.serialize(second, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(FactSerializer.INSTANCE.deserialize(in)).isEqualTo(first);
        assertThat(FactSerializer.INSTANCE.deserialize(in)).isEqualTo(second);
        assertThat(in.available()).isZero();
    }

    /** More than a text of Java's own form has room for. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\u6f22", "\ud800"})
    void aTextMayBeLong(String character) throws IOException {
        Fact fact = Facts.withCommandLine(Facts.of("ws-01").launched(0, 7_012, 744, 5_120L), character.repeat(70_000));
        assertThat(fact(bytes(fact))).isEqualTo(fact);
    }

    /** Facts are in the state of cases and of the patterns in this form; it must be read for ever. */
    @Test
    void version6IsWrittenAndRead() throws IOException {
        Fact fact = Facts.withHostId(Facts.of("ws-01").launched(0, 7_012, 744, 5_120L), "id-\u6f22");
        assertThat(HexFormat.of().formatHex(bytes(fact))).isEqualTo(VERSION_6);
        assertThat(fact(HexFormat.of().parseHex(VERSION_6))).isEqualTo(fact);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, FactCodec.VERSION + 1})
    void anotherVersionIsRefused(byte version) throws IOException {
        byte[] bytes = bytes(Facts.of("ws-01").booted(0));
        bytes[0] = version;
        assertThatThrownBy(() -> fact(bytes)).isInstanceOf(IOException.class).hasMessageContaining("version");
    }

    @ParameterizedTest
    @ValueSource(classes = {ObservedEvent.class, IngestOutput.class})
    void whatHasAFactLeavesItToTheSerializer(Class<?> type) {
        PojoTypeInfo<?> info = (PojoTypeInfo<?>) TypeInformation.of(type);
        assertThat(info.getTypeAt("fact")).isEqualTo(FactTypeInfo.INSTANCE);
    }

    @Test
    void aFactIsNotCopied() {
        Fact fact = Facts.of("ws-01").booted(0);
        assertThat(FactSerializer.INSTANCE.copy(fact)).isSameAs(fact);
    }

    @Test
    void theSerializerIsItsOwnSuccessor() {
        FactSerializer.Snapshot snapshot = new FactSerializer.Snapshot();
        assertThat(snapshot.resolveSchemaCompatibility(FactSerializer.INSTANCE.snapshotConfiguration())
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(snapshot.restoreSerializer()).isInstanceOf(FactSerializer.class);
    }

    private static byte[] bytes(Fact fact) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        FactSerializer.INSTANCE.serialize(fact, out);
        return out.getCopyOfBuffer();
    }

    private static Fact fact(byte[] bytes) throws IOException {
        return FactSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
    }
}
