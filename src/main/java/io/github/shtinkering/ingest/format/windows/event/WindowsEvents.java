package io.github.shtinkering.ingest.format.windows.event;

import static java.util.Map.entry;

import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.RecordContext;
import io.github.shtinkering.ingest.record.RecordHead;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.Timestamp;
import io.github.shtinkering.normal.TimestampParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands an event to the one who knows its log: told by the channel, and by the provider where the channel is another one,
 * as a collector's is. Other logs say nothing that we use.
 */
final class WindowsEvents {
    private static final Map<String, Log> BY_CHANNEL = Map.of(
            "microsoft-windows-sysmon/operational", Log.SYSMON,
            "security", Log.SECURITY,
            "system", Log.SYSTEM,
            "application", Log.APPLICATION);
    private static final Map<String, Log> BY_PROVIDER = Map.ofEntries(
            entry("microsoft-windows-sysmon", Log.SYSMON),
            entry("microsoft-windows-security-auditing", Log.SECURITY),
            entry("microsoft windows security auditing.", Log.SECURITY),
            entry("microsoft-windows-kernel-general", Log.SYSTEM),
            entry("microsoft-windows-kernel-boot", Log.SYSTEM),
            entry("eventlog", Log.SYSTEM),
            entry("user32", Log.SYSTEM),
            entry("lsasrv", Log.SYSTEM),
            entry("application error", Log.APPLICATION),
            entry("windows error reporting", Log.APPLICATION),
            entry("microsoft-windows-wininit", Log.APPLICATION),
            entry("wininit", Log.APPLICATION));

    private enum Log {
        SYSMON,
        SECURITY,
        SYSTEM,
        APPLICATION
    }

    private WindowsEvents() {}

    /**
     * Tells what an event says.
     *
     * @param format the shipper's shape
     * @param hasHeader whether the record should have the header's PID
     */
    static void interpret(WindowsEvent event, String format, boolean hasHeader, RecordContext context) {
        Integer id = event.id();
        Log log = log(event);
        if (id == null) {
            context.missing("the event's id");
        } else if (log == null) {
            if (event.provider() == null && !isOfWindows(event.channel())) {
                context.missing("a channel of Windows, or the event's provider");
            }
        } else {
            if (log == Log.SECURITY && hasHeader && lacksHeader(id, event)) {
                context.missing("the PID in the event's header");
            }
            interpret(log, id, event, format, context);
        }
    }

    private static boolean lacksHeader(int id, WindowsEvent event) {
        return event.headerPid() == null && SecurityEvents.areByLsass(id);
    }

    private static void interpret(Log log, int id, WindowsEvent event, String format, RecordContext context) {
        switch (log) {
            case SYSMON ->
                SysmonEvents.interpret(id, event.data(), observe(event, sysmonTime(event), "sysmon", format, context));
            case SECURITY ->
                SecurityEvents.interpret(id, event, observe(event, event.time(), "security", format, context));
            case SYSTEM -> SystemEvents.interpret(id, event, observe(event, event.time(), "system", format, context));
            case APPLICATION ->
                ApplicationEvents.interpret(id, event, observe(event, event.time(), "application", format, context));
        }
    }

    private static @Nullable Log log(WindowsEvent event) {
        Log byChannel = find(BY_CHANNEL, event.channel());
        return byChannel != null ? byChannel : find(BY_PROVIDER, event.provider());
    }

    private static @Nullable Log find(Map<String, Log> logs, @Nullable String name) {
        return name == null ? null : logs.get(AsciiCase.lower(name));
    }

    /** Whether it is one of Windows' own channels, and so neither a collector's nor unknown. */
    private static boolean isOfWindows(@Nullable String channel) {
        return AsciiCase.startsWithIgnoreCase(channel, "Microsoft-")
                || AsciiCase.startsWithIgnoreCase(channel, "Windows ");
    }

    /** Sysmon's own clock is the finest, and the only one that no shipper turns into local time. */
    private static @Nullable Timestamp sysmonTime(WindowsEvent event) {
        Timestamp utc = TimestampParser.parse(event.data().get("UtcTime"));
        return utc != null ? utc : event.time();
    }

    private static Observations observe(
            WindowsEvent event, @Nullable Timestamp time, String sensor, String format, RecordContext context) {
        return context.observe(
                new RecordHead(event.computer(), event.hostId(), time, format, sensor, event.recordId()));
    }
}
