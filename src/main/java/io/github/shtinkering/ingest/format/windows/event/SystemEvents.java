package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** What the System channel says: boots, and the restart after LSASS died. */
final class SystemEvents {
    private SystemEvents() {}

    static void interpret(int id, WindowsEvent event, Observations observations) {
        String provider = event.provider();
        if (provider == null && (id == 12 || id == 27)) {
            observations.missing("the event's provider");
        }
        if (id == 12 && AsciiCase.equalsIgnoreCase(provider, "Microsoft-Windows-Kernel-General")) {
            observations.boot(new BootMark("Kernel-General 12", null));
        } else if (id == 6005 && (provider == null || AsciiCase.equalsIgnoreCase(provider, "EventLog"))) {
            observations.boot(new BootMark("EventLog 6005", null));
        } else if (id == 27 && AsciiCase.equalsIgnoreCase(provider, "Microsoft-Windows-Kernel-Boot")) {
            observations.boot(new BootMark("Kernel-Boot 27", bootType(event)));
        } else if (id == 5000 && AsciiCase.equalsIgnoreCase(provider, "LsaSrv")) {
            String securityPackage = TextValues.value(event.data().get("PackageName", 0), TextValues.MAX_NAME);
            observations.crash(new CrashEvidence(CrashEvidence.Source.LSASRV_5000, null, securityPackage, null));
        } else if (id == 1074 && (provider == null || AsciiCase.equalsIgnoreCase(provider, "User32"))) {
            restart(event, observations);
        }
    }

    private static @Nullable Integer bootType(WindowsEvent event) {
        Long type = ProcessIds.parse(event.data().get("BootType", 0));
        if (type == null) {
            type = ProcessIds.parse(RenderedMessages.value(event.message(), "The boot type was"));
        }
        return type == null || type > 0xFF ? null : Integer.valueOf(type.intValue());
    }

    /** 1074 by wininit is how Windows restarts when LSASS has died; people and installers restart by other programs. */
    private static void restart(WindowsEvent event, Observations observations) {
        String initiator = event.data().get("param1", 0);
        if (initiator == null && event.message() == null) {
            observations.missing("param1");
        }
        boolean byWininit = initiator == null
                ? AsciiCase.containsIgnoreCase(RenderedMessages.firstLine(event.message()), "\\wininit.exe")
                : WindowsPath.isNamed(program(initiator), "wininit.exe");
        if (byWininit) {
            String code = ErrorCodes.inText(event.data().get("param6", 5));
            code = code != null ? code : ErrorCodes.inText(event.message());
            observations.crash(new CrashEvidence(CrashEvidence.Source.RESTART_1074, null, null, code));
        }
    }

    /** Windows adds the computer: {@code C:\Windows\system32\wininit.exe (WS-01)}. */
    private static @Nullable String program(String initiator) {
        int computer = initiator.indexOf(" (");
        return WindowsPath.normalise(computer < 0 ? initiator : initiator.substring(0, computer));
    }
}
