package io.github.shtinkering.codec;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.LsassEnd;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link FactCodec} for Flink. It has no parameters, and the version is in the bytes, so it is always compatible. */
public final class FactSerializer extends TypeSerializerSingleton<Fact> {
    public static final FactSerializer INSTANCE = new FactSerializer();

    private static final long serialVersionUID = 1L;
    private static final Fact EMPTY =
            new Fact(new FactHeader("", "", null, null, 0, 1, "", "", "", null, null), new LsassEnd());

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Fact createInstance() {
        return EMPTY;
    }

    @Override
    public Fact copy(Fact from) {
        return from;
    }

    @Override
    public Fact copy(Fact from, Fact reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Fact fact, DataOutputView target) throws IOException {
        target.writeByte(FactCodec.VERSION);
        CompactWriter out = CompactWriter.ofOne(target);
        out.text(fact.host());
        FactCodec.write(fact, 0, out);
    }

    @Override
    public Fact deserialize(DataInputView source) throws IOException {
        CompactReader in = CompactReader.ofOne(source, source.readByte());
        return FactCodec.read(in.requiredText(), 0, in);
    }

    @Override
    public Fact deserialize(Fact reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Fact> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a savepoint says of the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fact> {
        /** For Flink, which makes it by name. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
