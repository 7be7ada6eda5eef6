package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What a file says of itself.
 *
 * @param bytes how long the header is; the first chunk stands behind it
 * @param isDirty whether the file was being written to when it was copied: then its chunks' heads may be out of date
 * @param hasChecksums whether its chunks have checksums
 */
record FileHeader(int bytes, boolean isDirty, boolean hasChecksums) {
    /** Bytes that are read before it is known how long the header is. */
    static final int HEAD_BYTES = 128;

    /** The header as Windows writes it, where the file's own cannot be believed. */
    static final FileHeader USUAL = new FileHeader(4096, false, true);

    /** A flag of files and chunks that have no checksums. */
    static final int NO_CHECKSUMS = 4;

    private static final byte[] MAGIC = {'E', 'l', 'f', 'F', 'i', 'l', 'e', 0};
    private static final int MINOR_VERSION_AT = 36;
    private static final int MAJOR_VERSION_AT = 38;
    private static final int BYTES_AT = 40;
    private static final int FLAGS_AT = 120;
    private static final int CHECKSUM_AT = 124;
    private static final int DIRTY = 1;
    private static final int NEWEST_MINOR_VERSION = 2;
    private static final int MAJOR_VERSION = 3;

    /** Whether these first bytes of a file say that it is an event log. */
    static boolean isMagic(byte[] bytes, int offset, int length) {
        return length >= MAGIC.length && Arrays.equals(bytes, offset, offset + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads a header.
     *
     * @param head the first bytes of the file
     */
    static FileHeader read(byte[] head) throws DamagedException {
        int major = LittleEndian.u16(head, MAJOR_VERSION_AT);
        int minor = LittleEndian.u16(head, MINOR_VERSION_AT);
        int bytes = LittleEndian.u16(head, BYTES_AT);
        CRC32 crc = new CRC32();
        crc.update(head, 0, FLAGS_AT);
        if (crc.getValue() != LittleEndian.u32(head, CHECKSUM_AT)) {
            throw new DamagedException("the file's header has a wrong checksum");
        }
        if (major != MAJOR_VERSION || minor > NEWEST_MINOR_VERSION) {
            throw new DamagedException("the file is of version " + major + "." + minor + ", not of 3.0 to 3.2");
        }
        int flags = LittleEndian.i32(head, FLAGS_AT);
        return new FileHeader(Math.max(bytes, HEAD_BYTES), (flags & DIRTY) != 0, (flags & NO_CHECKSUMS) == 0);
    }
}
