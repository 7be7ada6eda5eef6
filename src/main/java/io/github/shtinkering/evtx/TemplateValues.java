package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;

/** The values that a record gives for the places of a template. */
final class TemplateValues {
    /** No values: of what stands in no template. */
    static final TemplateValues NONE = new TemplateValues(new byte[0], 0, new int[] {0});

    private static final int DESCRIPTOR_BYTES = 4; // size, type, one that means nothing

    private final byte[] chunk;
    private final int descriptors;
    private final int[] bounds;

    private TemplateValues(byte[] chunk, int descriptors, int[] bounds) {
        this.chunk = chunk;
        this.descriptors = descriptors;
        this.bounds = bounds;
    }

    /** Reads the values that stand at a place, and passes over them. */
    static TemplateValues read(byte[] chunk, ByteCursor in) throws DamagedException {
        long count = in.u32();
        int descriptors = in.take(DESCRIPTOR_BYTES * count);
        int[] bounds = new int[(int) count + 1];
        bounds[0] = in.at();
        for (int i = 0; i < count; i++) {
            in.take(LittleEndian.u16(chunk, descriptors + DESCRIPTOR_BYTES * i));
            bounds[i + 1] = in.at();
        }
        return new TemplateValues(chunk, descriptors, bounds);
    }

    /** How many there are. */
    int count() {
        return bounds.length - 1;
    }

    /** Bytes of all values. */
    int bytes() {
        return bounds[bounds.length - 1] - bounds[0];
    }

    byte[] chunk() {
        return chunk;
    }

    /** The type of a value, {@link ValueType#NULL} where there is none. */
    int type(int index) {
        return index < bounds.length - 1 ? chunk[descriptors + DESCRIPTOR_BYTES * index + 2] & 0xff : ValueType.NULL;
    }

    /** Where a value begins; only of one that has a type. */
    int begin(int index) {
        return bounds[index];
    }

    /** Behind a value. */
    int end(int index) {
        return bounds[index + 1];
    }
}
