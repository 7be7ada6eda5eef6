package io.github.shtinkering.ingest.source.file.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), also several members one after another, and gives all that can be unpacked before it says
 * that the rest is broken.
 *
 * <p>The JDK's stream takes whatever follows a member and is no member for the end of the file, and the common libraries
 * drop what they had unpacked when the input ends too early: both lose evidence without a word.
 */
public final class GunzipStream extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int position;
    private int filled;
    private boolean hadMember;
    private boolean inMember;
    private boolean ended;

    /** Takes the packed bytes from their first on, and closes them when it is closed. */
    public GunzipStream(InputStream packed) {
        this.packed = packed;
    }

    /** Whether these first two bytes of a file say that it is packed. */
    public static boolean isMagic(int first, int second) {
        return first == 0x1f && second == 0x8b;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Fails with a {@link ZipException} or an {@link EOFException} where the gzip is broken. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (!ended && length > 0) {
            if (!inMember && !openMember()) {
                ended = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return ended ? -1 : 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        long before = inflater.getBytesWritten();
        try {
            int count = inflater.inflate(target, offset, length);
            crc.update(target, offset, count);
            if (inflater.finished()) {
                position = filled - inflater.getRemaining();
                if (count == 0) {
                    closeMember();
                }
            } else if (count == 0) {
                feed();
            }
            return count;
        } catch (DataFormatException e) {
            int count = (int) (inflater.getBytesWritten() - before);
            if (count > 0) {
                return count; // the next call fails again, with nothing to give
            }
            throw new ZipException("the packed data is damaged: " + e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw new ZipException("the packed data asks for a dictionary");
        }
        filled = Math.max(0, packed.read(buffer, 0, buffer.length));
        position = filled;
        if (filled == 0) {
            throw new EOFException("it ends before its packed data does");
        }
        inflater.setInput(buffer, 0, filled);
    }

    /** Reads a member's header; false when the file ends here, zeros of padding apart. */
    private boolean openMember() throws IOException {
        int first = next();
        while (first == 0 && hadMember) {
            first = next();
        }
        if (first < 0 && hadMember) {
            return false;
        }
        if (!isMagic(first, next())) {
            throw new ZipException(hadMember ? "what follows is not gzip" : "it is not gzip");
        }
        readHeader();
        inflater.reset();
        inflater.setInput(buffer, position, filled - position);
        crc.reset();
        inMember = true;
        hadMember = true;
        return true;
    }

    private void readHeader() throws IOException {
        if (nextOrFail() != DEFLATE) {
            throw new ZipException("unknown kind of packing");
        }
        int flags = nextOrFail();
        skip(6); // time, extra flags, operating system
        if ((flags & FLAG_EXTRA) != 0) {
            skip(nextOrFail() | nextOrFail() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void closeMember() throws IOException {
        long expectedCrc = nextInt();
        long expectedSize = nextInt();
        inMember = false;
        if (expectedCrc != crc.getValue() || expectedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("its checksum is wrong");
        }
    }

    private long nextInt() throws IOException {
        return nextOrFail() | nextOrFail() << 8 | nextOrFail() << 16 | (long) nextOrFail() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nextOrFail();
        }
    }

    private void skipText() throws IOException {
        int next = nextOrFail();
        while (next != 0) {
            next = nextOrFail();
        }
    }

    private int nextOrFail() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("it ends within a header or trailer");
        }
        return next;
    }

    private int next() throws IOException {
        if (position == filled) {
            filled = Math.max(0, packed.read(buffer, 0, buffer.length));
            position = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }
}
