package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** What the Application channel says of an LSASS crash; crashes of other programs are of no use. */
final class ApplicationEvents {
    private static final String LSASS = "lsass.exe";

    private ApplicationEvents() {}

    static void interpret(int id, WindowsEvent event, Observations observations) {
        if (id == 1000 && isFrom(event, "Application Error")) {
            applicationError(event, observations);
        } else if (id == 1001 && isFrom(event, "Windows Error Reporting")) {
            werReport(event, observations);
        } else if (id == 1015 && (isFrom(event, "Microsoft-Windows-Wininit") || isFrom(event, "Wininit"))) {
            criticalProcess(event, observations);
        }
    }

    private static boolean isFrom(WindowsEvent event, String provider) {
        return event.provider() == null || AsciiCase.equalsIgnoreCase(event.provider(), provider);
    }

    private static void applicationError(WindowsEvent event, Observations observations) {
        EventFields data = event.data();
        String text = event.message();
        String name = or(data.get("AppName", 0), RenderedMessages.value(text, "Faulting application name:"));
        if (name == null) {
            observations.missing("AppName");
        }
        String path = WindowsPath.normalise(
                or(data.get("AppPath", 10), RenderedMessages.line(text, "Faulting application path:")));
        if (!AsciiCase.equalsIgnoreCase(name, LSASS) || (path != null && !WindowsPath.isInSystem32(path))) {
            return;
        }
        observations.crash(new CrashEvidence(
                CrashEvidence.Source.APPLICATION_ERROR_1000,
                hexPid(or(data.get("ProcessId", 8), RenderedMessages.value(text, "Faulting process id:"))),
                TextValues.value(
                        or(data.get("ModuleName", 3), RenderedMessages.value(text, "Faulting module name:")),
                        TextValues.MAX_NAME),
                ErrorCodes.normalise(
                        or(data.get("ExceptionCode", 6), RenderedMessages.value(text, "Exception code:")))));
    }

    /** Windows writes this PID in hex, with {@code 0x}, without, or, in some builds, with two. */
    private static @Nullable Long hexPid(@Nullable String raw) {
        String code = ErrorCodes.normalise(raw);
        return code == null ? null : ProcessIds.parse("0x" + code);
    }

    private static void werReport(WindowsEvent event, Observations observations) {
        EventFields data = event.data();
        String program = or(data.get("P1", 5), RenderedMessages.value(event.message(), "P1:"));
        if (AsciiCase.equalsIgnoreCase(program, LSASS)) {
            observations.crash(new CrashEvidence(CrashEvidence.Source.WER_REPORT_1001, null, null, null));
        }
    }

    private static void criticalProcess(WindowsEvent event, Observations observations) {
        String path = WindowsPath.normalise(event.data().get("param1", 0));
        if (path == null && event.message() == null) {
            observations.missing("param1");
        }
        boolean lsass = path == null
                ? AsciiCase.containsIgnoreCase(RenderedMessages.firstLine(event.message()), "\\" + LSASS)
                : WindowsPath.isNamed(path, LSASS);
        if (lsass) {
            String code = ErrorCodes.normalise(event.data().get("param2", 1));
            observations.crash(new CrashEvidence(
                    CrashEvidence.Source.WININIT_1015,
                    null,
                    null,
                    code != null ? code : ErrorCodes.inText(event.message())));
        }
    }

    private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
        return value != null ? value : otherwise;
    }
}
