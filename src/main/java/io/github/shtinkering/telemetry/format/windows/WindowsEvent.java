package io.github.shtinkering.telemetry.format.windows;

import io.github.shtinkering.telemetry.normal.HostName;
import io.github.shtinkering.telemetry.normal.Pids;
import io.github.shtinkering.telemetry.normal.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Windows event log in one form, whoever shipped it.
 *
 * @param computer who wrote it, never the collector
 * @param hostId the machine's id where the shipper tells it
 * @param provider e.g. {@code Microsoft-Windows-Sysmon}
 * @param channel e.g. {@code Security}
 * @param id the event id; null when it is no number
 * @param recordId unique in the computer's channel until the log is cleared
 * @param time System/TimeCreated
 * @param headerPid System/Execution/@ProcessID: the process that logged, not the one that the event is about
 * @param message the rendered text, only where a shipper loses fields that stand in it; else null
 * @param data EventData
 */
record WindowsEvent(
        @Nullable HostName computer,
        @Nullable String hostId,
        @Nullable String provider,
        @Nullable String channel,
        @Nullable Integer id,
        @Nullable String recordId,
        @Nullable Timestamp time,
        @Nullable Long headerPid,
        @Nullable String message,
        EventFields data) {

    /** Returns an event id from its text, null when it is no number of Windows' range. */
    static @Nullable Integer eventId(@Nullable String raw) {
        Long number = Pids.parse(raw);
        return number == null || number > 0xFFFF ? null : Integer.valueOf(number.intValue());
    }
}
