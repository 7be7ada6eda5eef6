package io.github.shtinkering.evtx.xml;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The two forms in which Windows keeps a time, as text in UTC. */
public final class WindowsTime {
    private static final long TICKS_PER_SECOND = 10_000_000; // 100 ns each
    private static final long EPOCH_SECONDS = -11_644_473_600L; // 1601 in Unix time

    private static final long USUAL_TICKS = 300_000_000_000_000_000L; // up to the year 2551

    private WindowsTime() {}

    /** Whether a count of 100 ns since 1601 is a time of the centuries in which there are computers, or before. */
    public static boolean isUsual(long ticks) {
        return ticks >= 0 && ticks < USUAL_TICKS;
    }

    /**
     * A count of 100 ns since 1601.
     *
     * @param ticks without a sign
     */
    public static String ofFileTime(long ticks) {
        long seconds = Long.divideUnsigned(ticks, TICKS_PER_SECOND) + EPOCH_SECONDS;
        long fraction = Long.remainderUnsigned(ticks, TICKS_PER_SECOND);
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32);
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        digits(text, time.getDayOfMonth(), 2).append('T');
        clock(text, time.getHour(), time.getMinute(), time.getSecond()).append('.');
        return digits(text, fraction, 7).append('Z').toString();
    }

    /** Eight numbers of two bytes: year, month, day of the week, day, hour, minute, second, millisecond. */
    public static String ofSystemTime(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder(24);
        digits(text, LittleEndian.u16(bytes, at), 4).append('-');
        digits(text, LittleEndian.u16(bytes, at + 2), 2).append('-');
        digits(text, LittleEndian.u16(bytes, at + 6), 2).append('T');
        clock(text, LittleEndian.u16(bytes, at + 8), LittleEndian.u16(bytes, at + 10), LittleEndian.u16(bytes, at + 12))
                .append('.');
        return digits(text, LittleEndian.u16(bytes, at + 14), 3).append('Z').toString();
    }

    private static StringBuilder clock(StringBuilder text, int hour, int minute, int second) {
        digits(text, hour, 2).append(':');
        digits(text, minute, 2).append(':');
        return digits(text, second, 2);
    }

    private static StringBuilder digits(StringBuilder text, long value, int width) {
        long full = 1;
        for (int i = 1; i < width; i++) {
            full *= 10;
        }
        for (; full > 1 && value < full; full /= 10) {
            text.append('0');
        }
        return text.append(value);
    }
}
