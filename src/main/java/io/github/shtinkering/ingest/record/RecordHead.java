package io.github.shtinkering.ingest.record;

import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a whole record, whatever it tells.
 *
 * @param host null when the record names none: then it can give no fact
 * @param hostId the host's id where the source gives one (Elastic agent's host.id, Defender's DeviceId, ...)
 * @param time event time; null when missing or malformed: then the record can give no fact
 * @param format the shipper's shape, e.g. {@code winlogbeat}
 * @param sensor what observed it, e.g. {@code sysmon}, {@code security}, {@code elastic-defend}
 * @param recordKey what makes the record unique on its host and for its sensor whatever the shipper: channel and record
 *     id, or a vendor's event id; null when there is none, then the content decides
 */
public record RecordHead(
        @Nullable HostName host,
        @Nullable String hostId,
        @Nullable Timestamp time,
        String format,
        String sensor,
        @Nullable String recordKey) {}
