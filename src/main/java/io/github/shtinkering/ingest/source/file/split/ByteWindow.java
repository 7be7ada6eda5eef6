package io.github.shtinkering.ingest.source.file.split;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that has been read and not yet been cut into documents. Bytes that were handed out are never
 * overwritten: the reading thread fills a new array while the emitting thread still decodes from the old one.
 */
public final class ByteWindow implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024; // under half a G1 region, so no humongous allocation

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private byte[] bytes = new byte[READ_BYTES];
    private int start;
    private int filled;
    private long line = 1;
    private boolean ended;
    private @Nullable String broken;

    public ByteWindow(InputStream in) {
        this.in = in;
    }

    /** The array behind {@link #start()}; another one after {@link #grow()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the window begins. */
    public int start() {
        return start;
    }

    /** Bytes in the window. */
    public int length() {
        return filled - start;
    }

    /** The line in which the window begins, 1 for the first. */
    long line() {
        return line;
    }

    /** What was wrong with the packing, when it ended for being broken; else null. */
    @Nullable
    String broken() {
        return broken;
    }

    byte at(int index) {
        return bytes[start + index];
    }

    /** The first newline at or after an index, -1 when the window holds none. */
    int newline(int from) {
        for (int i = start + from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i - start;
            }
        }
        return -1;
    }

    /** White space in JSON and XML. */
    static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** How many bytes from an index are one blank or a byte-order mark: 0, 1 or 3; reads on to see all of the mark. */
    int blankAt(int index) throws IOException {
        if (isBlank(at(index))) {
            return 1;
        }
        if (at(index) != BYTE_ORDER_MARK[0]) {
            return 0;
        }
        while (length() < index + BYTE_ORDER_MARK.length) {
            if (!grow()) {
                return 0;
            }
        }
        int begin = start + index;
        return Arrays.equals(bytes, begin, begin + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
    }

    /** Moves the beginning of the window on. */
    void consume(int count) {
        for (int i = start; i < start + count; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        start += count;
    }

    /** Reads on; false at the end of the file, also when the gzip is broken. */
    public boolean grow() throws IOException {
        if (ended) {
            return false;
        }
        if (filled == bytes.length) {
            makeRoom();
        }
        int count = readSome();
        if (count <= 0) {
            ended = true;
            return false;
        }
        filled += count;
        return true;
    }

    private void makeRoom() {
        int length = length();
        byte[] roomier = new byte[Math.max(READ_BYTES, 2 * length)];
        System.arraycopy(bytes, start, roomier, 0, length);
        bytes = roomier;
        start = 0;
        filled = length;
    }

    private int readSome() throws IOException {
        try {
            return in.read(bytes, filled, bytes.length - filled);
        } catch (ZipException | EOFException e) {
            broken = e.getMessage();
            return -1;
        }
    }

    /** A copy of the first bytes of the window. */
    byte[] head(int count) {
        return Arrays.copyOfRange(bytes, start, start + Math.min(count, length()));
    }

    /** All that is left, from the beginning of the window on; the window is not used any more. */
    public InputStream toStream() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, start, length()), in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
