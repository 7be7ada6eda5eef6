package io.github.shtinkering.telemetry.format.windows;

import io.github.shtinkering.telemetry.Observations;
import io.github.shtinkering.telemetry.RecordContext;
import io.github.shtinkering.telemetry.RecordHead;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.Times;
import io.github.shtinkering.telemetry.normal.Timestamp;
import org.jspecify.annotations.Nullable;

/** Hands an event to the one who knows its channel; other channels say nothing that we use. */
final class WindowsEvents {
    private WindowsEvents() {}

    static void interpret(WindowsEvent event, String format, RecordContext context) {
        Integer id = event.id();
        if (id == null) {
            return;
        }
        if (isSysmon(event)) {
            SysmonEvents.interpret(id, event.data(), observe(event, sysmonTime(event), "sysmon", format, context));
        } else if (Ascii.equalsIgnoreCase(event.channel(), "Security")) {
            SecurityEvents.interpret(id, event, observe(event, event.time(), "security", format, context));
        } else if (Ascii.equalsIgnoreCase(event.channel(), "System")) {
            SystemEvents.interpret(id, event, observe(event, event.time(), "system", format, context));
        } else if (Ascii.equalsIgnoreCase(event.channel(), "Application")) {
            ApplicationEvents.interpret(id, event, observe(event, event.time(), "application", format, context));
        }
    }

    private static boolean isSysmon(WindowsEvent event) {
        return event.channel() == null
                ? Ascii.equalsIgnoreCase(event.provider(), "Microsoft-Windows-Sysmon")
                : Ascii.equalsIgnoreCase(event.channel(), "Microsoft-Windows-Sysmon/Operational");
    }

    /** Sysmon's own clock is the finest, and the only one that no shipper turns into local time. */
    private static @Nullable Timestamp sysmonTime(WindowsEvent event) {
        Timestamp utc = Times.parse(event.data().get("UtcTime"));
        return utc != null ? utc : event.time();
    }

    private static Observations observe(
            WindowsEvent event, @Nullable Timestamp time, String sensor, String format, RecordContext context) {
        return context.observe(
                new RecordHead(event.computer(), event.hostId(), time, format, sensor, event.recordId()));
    }
}
