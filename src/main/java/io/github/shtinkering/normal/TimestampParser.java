package io.github.shtinkering.normal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Every form of time that shippers write: ISO 8601 with T or a blank, 0 to 9 digits of a fraction, with zone ({@code
 * Z}, {@code +01:00}, {@code +0100}, {@code +01}) or without; and numbers, told apart by their magnitude: seconds,
 * milliseconds, microseconds and nanoseconds since 1970, and FILETIME (100 ns since 1601); and .NET's {@code
 * /Date(1731139200123)/}, which is UTC whatever zone it shows.
 */
public final class TimestampParser {
    private static final int SECOND = 1_000;
    private static final long FILETIME_OF_EPOCH = 116_444_736_000_000_000L;
    private static final long FILETIME_PER_MILLI = 10_000;
    private static final long END_OF_YEAR_9999 = 253_402_300_800_000L;
    private static final int MAX_LENGTH = 64;
    private static final String DOTNET = "/Date(";

    private TimestampParser() {}

    /** {@link #parse(String, ZoneId)} with times without zone taken as UTC. */
    public static @Nullable Timestamp parse(@Nullable String raw) {
        return parse(raw, ZoneOffset.UTC);
    }

    /**
     * Returns the time; null when absent, malformed, before 1970 or after 9999.
     *
     * @param zoneOfLocalTimes zone of times that name none
     */
    public static @Nullable Timestamp parse(@Nullable String raw, ZoneId zoneOfLocalTimes) {
        String text = TextValues.value(raw);
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        if (isNumber(text)) {
            return parseNumber(text);
        }
        if (text.startsWith(DOTNET)) {
            return ofDotNet(text.substring(DOTNET.length()));
        }
        try {
            return new IsoReader(text).read(zoneOfLocalTimes);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the time of a number by its magnitude (seconds, ms, µs, ns since 1970, or FILETIME); null if none. */
    public static @Nullable Timestamp ofNumber(long number) {
        if (number < 100_000_000L) {
            return null;
        }
        if (number < 100_000_000_000L) {
            return checked(number * SECOND, SECOND);
        }
        if (number < 100_000_000_000_000L) {
            return checked(number, 1);
        }
        if (number < FILETIME_OF_EPOCH) {
            return checked(number / 1_000, 1);
        }
        if (number < 1_000_000_000_000_000_000L) {
            return ofFiletime(number);
        }
        return checked(number / 1_000_000, 1);
    }

    /** Returns the time of a FILETIME, 100 ns since 1601; null before 1970. */
    public static @Nullable Timestamp ofFiletime(long filetime) {
        return checked(Math.floorDiv(filetime - FILETIME_OF_EPOCH, FILETIME_PER_MILLI), 1);
    }

    private static @Nullable Timestamp checked(long millis, int clockMillis) {
        return millis > 0 && millis < END_OF_YEAR_9999 ? new Timestamp(millis, clockMillis) : null;
    }

    private static @Nullable Timestamp ofDotNet(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == 0 || end > 15 || !text.endsWith(")/") ? null : checked(Long.parseLong(text, 0, end, 10), 1);
    }

    private static boolean isNumber(String text) {
        boolean dot = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !dot && i > 0) {
                dot = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Timestamp parseNumber(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        if (whole.length() > 18 && !(whole.length() == 19 && whole.startsWith("1"))) {
            return null;
        }
        long number = Long.parseLong(whole);
        Timestamp time = ofNumber(number);
        boolean secondsWithFraction = dot > 0 && time != null && time.clockMillis() == SECOND;
        return secondsWithFraction ? checked(number * SECOND + millisOf(text, dot + 1, text.length()), 1) : time;
    }

    /** The milliseconds of a fraction's digits, which may be none. */
    private static int millisOf(String text, int start, int end) {
        int millis = 0;
        for (int i = start; i < start + 3; i++) {
            millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    /** Reads {@code yyyy-MM-dd[T| ]HH:mm[:ss[.fraction]][ ][zone]}; a misfit is a {@link DateTimeException}. */
    private static final class IsoReader {
        private final String text;
        private int position;

        IsoReader(String text) {
            this.text = text;
        }

        @Nullable
        Timestamp read(ZoneId zoneOfLocalTimes) {
            int year = digits(4);
            expect("-/");
            int month = digits(2);
            expect("-/");
            int day = digits(2);
            expect("Tt ");
            int hour = digits(2);
            expect(":");
            int minute = digits(2);
            int second = skip(":") ? digits(2) : 0;
            boolean hasFraction = skip(".,");
            int fraction = position;
            while (hasFraction && isDigit()) {
                position++;
            }
            int millis = millisOf(text, fraction, position);
            LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
            long seconds = epochSeconds(local, zone(zoneOfLocalTimes));
            return checked(seconds * SECOND + millis, position > fraction ? 1 : SECOND);
        }

        /** The shorter way for what is nearly always UTC. */
        private static long epochSeconds(LocalDateTime local, ZoneId zone) {
            return zone instanceof ZoneOffset offset
                    ? local.toEpochSecond(offset)
                    : local.atZone(zone).toEpochSecond();
        }

        private ZoneId zone(ZoneId zoneOfLocalTimes) {
            String rest = text.substring(position).strip();
            if (rest.isEmpty()) {
                return zoneOfLocalTimes;
            }
            if (rest.equals("Z")
                    || AsciiCase.equalsIgnoreCase(rest, "utc")
                    || AsciiCase.equalsIgnoreCase(rest, "gmt")) {
                return ZoneOffset.UTC;
            }
            return ZoneOffset.of(rest.replace('z', 'Z'));
        }

        private int digits(int count) {
            int number = 0;
            for (int i = 0; i < count; i++) {
                if (!isDigit()) {
                    throw new DateTimeException("digit expected");
                }
                number = number * 10 + (text.charAt(position++) - '0');
            }
            return number;
        }

        private boolean isDigit() {
            return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
        }

        private boolean skip(String oneOf) {
            if (position < text.length() && oneOf.indexOf(text.charAt(position)) >= 0) {
                position++;
                return true;
            }
            return false;
        }

        private void expect(String oneOf) {
            if (!skip(oneOf)) {
                throw new DateTimeException("one of " + oneOf + " expected");
            }
        }
    }
}
