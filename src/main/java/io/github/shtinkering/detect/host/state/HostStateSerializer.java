package io.github.shtinkering.detect.host.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link HostStateCodec} for Flink. It has no parameters, and the versions are in the bytes, so it is always compatible. */
public final class HostStateSerializer extends TypeSerializerSingleton<HostState> {
    public static final HostStateSerializer INSTANCE = new HostStateSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public HostState createInstance() {
        return new HostState();
    }

    @Override
    public HostState copy(HostState from) {
        return from.copy();
    }

    @Override
    public HostState copy(HostState from, HostState reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(HostState state, DataOutputView target) throws IOException {
        HostStateCodec.write(state, target);
    }

    @Override
    public HostState deserialize(DataInputView source) throws IOException {
        return HostStateCodec.read(source);
    }

    @Override
    public HostState deserialize(HostState reuse, DataInputView source) throws IOException {
        return HostStateCodec.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        HostStateCodec.write(HostStateCodec.read(source), target);
    }

    @Override
    public TypeSerializerSnapshot<HostState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a savepoint says of the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HostState> {
        /** For Flink, which makes it by name. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
