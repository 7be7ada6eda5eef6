package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.LittleEndian;

/** A place in a chunk from which is read on, and behind which nothing is read. */
final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    /**
     * @param bytes the chunk
     * @param at where reading begins
     * @param end behind the last byte; not behind the chunk's
     */
    ByteCursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    /** The next byte, which stays the next. */
    int peek() throws DamagedException {
        require(1);
        return bytes[at] & 0xff;
    }

    int u8() throws DamagedException {
        int value = peek();
        at++;
        return value;
    }

    int u16() throws DamagedException {
        require(Short.BYTES);
        int value = LittleEndian.u16(bytes, at);
        at += Short.BYTES;
        return value;
    }

    long u32() throws DamagedException {
        require(Integer.BYTES);
        long value = LittleEndian.u32(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    /** Passes over bytes and tells where they begin. */
    int take(long count) throws DamagedException {
        require(count);
        int begin = at;
        at += (int) count;
        return begin;
    }

    void back(int count) {
        at -= count;
    }

    private void require(long count) throws DamagedException {
        if (count > end - at) {
            throw new DamagedException("it ends too early, at byte " + at + " of the chunk");
        }
    }
}
