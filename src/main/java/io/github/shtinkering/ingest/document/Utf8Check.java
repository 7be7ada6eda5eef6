package io.github.shtinkering.ingest.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A fast look whether bytes are text: valid UTF-8 without NUL. ASCII, nearly all of it, goes by in large steps. */
public final class Utf8Check {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** What the bytes are. */
    public enum Verdict {
        TEXT,
        HAS_NUL,
        INVALID
    }

    private Utf8Check() {}

    public static Verdict check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        long zeros = 0;
        long all = 0;
        int i = offset;
        for (int last = end - 4 * Long.BYTES; i <= last; i += 4 * Long.BYTES) {
            long one = (long) LONG.get(bytes, i);
            long two = (long) LONG.get(bytes, i + Long.BYTES);
            long three = (long) LONG.get(bytes, i + 2 * Long.BYTES);
            long four = (long) LONG.get(bytes, i + 3 * Long.BYTES);
            zeros |= zeros(one) | zeros(two) | zeros(three) | zeros(four);
            all |= one | two | three | four;
        }
        boolean nul = (zeros & HIGH_BITS) != 0;
        for (; i < end; i++) {
            nul |= bytes[i] == 0;
            all |= bytes[i] & 0x80;
        }
        if (nul) {
            return Verdict.HAS_NUL;
        }
        return (all & HIGH_BITS) == 0 || isValid(bytes, offset, end) ? Verdict.TEXT : Verdict.INVALID;
    }

    /** The high bit is set in a byte that is 0; it may be set in others only where one is. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static boolean isValid(byte[] bytes, int offset, int end) {
        int i = offset;
        while (i < end) {
            int lead = bytes[i++];
            if (lead >= 0) {
                continue;
            }
            int more = continuations(lead);
            if (more == 0 || i + more > end || !isSecondByte(lead, bytes[i])) {
                return false;
            }
            for (int last = i + more; i < last; i++) {
                if ((bytes[i] & 0xC0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int continuations(int lead) {
        int unsigned = lead & 0xFF;
        if (unsigned >= 0xC2 && unsigned <= 0xDF) {
            return 1;
        }
        if (unsigned >= 0xE0 && unsigned <= 0xEF) {
            return 2;
        }
        return unsigned >= 0xF0 && unsigned <= 0xF4 ? 3 : 0;
    }

    /** The second byte rules out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private static boolean isSecondByte(int lead, byte second) {
        int unsigned = second & 0xFF;
        return switch (lead & 0xFF) {
            case 0xE0 -> unsigned >= 0xA0;
            case 0xED -> unsigned < 0xA0;
            case 0xF0 -> unsigned >= 0x90;
            case 0xF4 -> unsigned < 0x90;
            default -> true;
        };
    }
}
