package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.SystemPrograms;
import io.github.shtinkering.normal.WerCommandLine;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/** The few Windows programs that the technique is about, recognised by path, not by name alone. */
final class WindowsPrograms {
    private WindowsPrograms() {}

    /** Whether it is the real LSASS: {@code lsass.exe} in System32. */
    static boolean isLsass(@Nullable ProcessRef process) {
        return SystemPrograms.is(path(process), "lsass.exe");
    }

    /** Whether the path is this program in System32. */
    static boolean isSystem(@Nullable String path, String name) {
        return SystemPrograms.is(path, name);
    }

    /** Whether nothing that is told of the process speaks against this system program. */
    static boolean maySystemBe(@Nullable ProcessRef process, String name) {
        return SystemPrograms.isNotRuledOut(path(process), name);
    }

    /** Whether the process is told to lie elsewhere than below Windows' folder: no part of Windows starts from there. */
    static boolean isForeign(@Nullable ProcessRef process) {
        return SystemPrograms.isElsewhere(path(process));
    }

    private static @Nullable String path(@Nullable ProcessRef process) {
        return process == null ? null : process.executable();
    }

    /**
     * Returns which WER program it is: by the original file name where told; else by the image's name, or by the command
     * line's when the record has no image. A file that is only named like one and says it is another is none.
     */
    static WerLaunch.@Nullable Program werProgram(ProcessRef process) {
        String image = process.executable();
        if (image == null) {
            image = WindowsPath.normalise(WerCommandLine.program(process.commandLine()));
        }
        WerLaunch.Program byName = werProgram(WindowsPath.fileName(image));
        boolean atHome = WindowsPath.isInSystem32(image) || WindowsPath.isInSysWow64(image);
        if (process.originalFileName() == null || (byName != null && atHome)) {
            return byName;
        }
        return werProgram(process.originalFileName());
    }

    /** Whether the image is named WerFault or WerFaultSecure. */
    static boolean isWer(@Nullable ProcessRef process) {
        return process != null && werProgram(WindowsPath.fileName(process.executable())) != null;
    }

    private static WerLaunch.@Nullable Program werProgram(@Nullable String name) {
        if (AsciiCase.equalsIgnoreCase(name, "werfault.exe") || AsciiCase.equalsIgnoreCase(name, "werfault.exe.mui")) {
            return WerLaunch.Program.WERFAULT;
        }
        boolean secure = AsciiCase.equalsIgnoreCase(name, "werfaultsecure.exe")
                || AsciiCase.equalsIgnoreCase(name, "werfaultsecure.exe.mui");
        return secure ? WerLaunch.Program.WERFAULT_SECURE : null;
    }
}
