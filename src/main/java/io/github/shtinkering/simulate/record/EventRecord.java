package io.github.shtinkering.simulate.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the Windows event log, before a shipper takes it.
 *
 * @param computer the header's computer name, with domain
 * @param host the computer's name without domain
 * @param timeCreatedMillis the header's time
 * @param loggerPid the header's process: who <em>logged</em>; LSASS for logons, 4 for what the kernel audits
 * @param loggerSid the header's user; null where the header has none
 * @param data EventData in the provider's order; unnamed values are {@code param1}, {@code param2}, …
 * @param title first line of the message, without its mark
 */
public record EventRecord(
        String channel,
        String provider,
        @Nullable String providerGuid,
        int eventId,
        int version,
        int task,
        String computer,
        String host,
        long timeCreatedMillis,
        long recordId,
        long loggerPid,
        @Nullable String loggerSid,
        Map<String, String> data,
        String title) {

    static final String SYSMON_CHANNEL = "Microsoft-Windows-Sysmon/Operational";

    public boolean isSysmon() {
        return channel.equals(SYSMON_CHANNEL);
    }

    public boolean isSecurity() {
        return channel.equals("Security");
    }

    /** Whether the values have no names in the record's XML. */
    public boolean isPositional() {
        return data.containsKey("param1") && !provider.equals("User32");
    }

    /** The rendered message; Sysmon's lists all its data. */
    public String message() {
        StringBuilder message = new StringBuilder(title);
        if (isSysmon()) {
            message.append(':');
            data.forEach((name, value) ->
                    message.append("\r\n").append(name).append(": ").append(value));
        }
        return message.toString();
    }
}
