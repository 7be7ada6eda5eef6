package io.github.shtinkering.telemetry;

import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a fleet may set about reading its telemetry.
 *
 * @param keepDomain whether a host's domain stays in its canonical name
 * @param zoneOfLocalTimes zone of times that name none and come with no means to learn it
 * @param maxRecordBytes longest line, message or document that is looked at
 */
public record DecoderSettings(boolean keepDomain, ZoneId zoneOfLocalTimes, int maxRecordBytes) implements Serializable {
    /** Short host names, UTC, 4 MiB. */
    public static final DecoderSettings DEFAULTS = new DecoderSettings(false, ZoneOffset.UTC, 4 << 20);
}
