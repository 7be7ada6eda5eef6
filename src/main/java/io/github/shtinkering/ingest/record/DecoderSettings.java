package io.github.shtinkering.ingest.record;

import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * What a fleet may set about reading its telemetry.
 *
 * @param keepDomain whether a host's domain stays in its canonical name
 * @param zoneOfLocalTimes zone of times that name none and come with no means to learn it
 * @param maxRecordBytes longest line, message or document that is looked at
 * @param collectors canonical names of hosts that forward events of others in the text of their own records
 * @param devices host names by a sensor's id, for sensors whose events name no host
 */
public record DecoderSettings(
        boolean keepDomain,
        ZoneId zoneOfLocalTimes,
        int maxRecordBytes,
        Set<String> collectors,
        Map<String, String> devices)
        implements Serializable {
    /** Short host names, UTC, 4 MiB, no collectors, no devices. */
    public static final DecoderSettings DEFAULTS =
            new DecoderSettings(false, ZoneOffset.UTC, 4 << 20, Set.of(), Map.of());

    public DecoderSettings {
        collectors = Set.copyOf(collectors);
        devices = Map.copyOf(devices);
    }
}
