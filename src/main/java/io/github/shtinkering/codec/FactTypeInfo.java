package io.github.shtinkering.codec;

import io.github.shtinkering.fact.Fact;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What Flink has to know of facts: that {@link FactSerializer} writes them. A sealed payload is no POJO. */
public final class FactTypeInfo extends TypeInformation<Fact> {
    public static final FactTypeInfo INSTANCE = new FactTypeInfo();

    private static final long serialVersionUID = 1L;

    private FactTypeInfo() {}

    /** For components of records that are facts. */
    public static final class Factory extends TypeInfoFactory<Fact> {
        @Override
        public TypeInformation<Fact> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return INSTANCE;
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Fact> getTypeClass() {
        return Fact.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Fact> createSerializer(SerializerConfig config) {
        return FactSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Fact";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FactTypeInfo;
    }

    @Override
    public int hashCode() {
        return FactTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FactTypeInfo;
    }
}
