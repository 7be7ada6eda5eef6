package io.github.shtinkering.simulate.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The spellings of time in telemetry. */
public final class TimeSpellings {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long FILETIME_EPOCH_SECONDS = 11_644_473_600L;

    private TimeSpellings() {}

    /** RFC 3339 in UTC with so many digits of fraction, 1 to 9. */
    public static String iso(long millis, int digits) {
        String thousandths = Long.toString(1_000 + Math.floorMod(millis, 1_000)).substring(1);
        return SECONDS.format(Instant.ofEpochMilli(millis)) + '.' + (thousandths + "000000").substring(0, digits) + 'Z';
    }

    /** Sysmon's UtcTime. */
    public static String sysmon(long millis) {
        return SPACED.format(Instant.ofEpochMilli(millis));
    }

    /** Local time without a zone, cut to seconds, as NXLog writes it. */
    public static String local(long millis, ZoneOffset zone) {
        return sysmon(millis + zone.getTotalSeconds() * 1000L).substring(0, 19);
    }

    /** 100-nanosecond ticks since 1601. */
    public static long fileTime(long millis) {
        return (millis + FILETIME_EPOCH_SECONDS * 1000) * 10_000;
    }
}
