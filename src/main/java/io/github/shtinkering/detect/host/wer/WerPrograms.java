package io.github.shtinkering.detect.host.wer;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.SystemPrograms;
import io.github.shtinkering.normal.WindowsPath;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a process is, by the name of its program: as far as the timeline itself needs it. */
public final class WerPrograms {
    private static final Set<String> WER = Set.of("werfault.exe", "werfaultsecure.exe");
    private static final Set<String> WER_FAMILY = Set.of("werfault.exe", "werfaultsecure.exe", "wermgr.exe");
    private static final Set<String> COPY_TOOLS = Set.of(
            "robocopy.exe",
            "xcopy.exe",
            "explorer.exe",
            "wbengine.exe",
            "wbadmin.exe",
            "sdclt.exe",
            "vssvc.exe",
            "setup.exe",
            "setuphost.exe",
            "setupprep.exe",
            "msiexec.exe",
            "migwiz.exe",
            "usmt.exe",
            "scanstate.exe",
            "loadstate.exe",
            "tiworker.exe",
            "trustedinstaller.exe",
            "dismhost.exe",
            "veeamagent.exe",
            "veeam.endpoint.backup.exe",
            "veeam.endpoint.service.exe",
            "veeam.guest.agent.exe",
            "beremote.exe",
            "cvd.exe",
            "clbackup.exe",
            "dsmc.exe",
            "acronis.exe",
            "ntbackup.exe");

    private static final List<String> USER_FOLDERS = List.of(
            "\\users\\",
            "\\programdata\\",
            "\\windows\\temp\\",
            "\\windows\\tasks\\",
            "\\perflogs\\",
            "\\$recycle.bin\\");

    private WerPrograms() {}

    /** Whether a program lies in one of the folders that ordinary users can write to, or on the network. */
    public static boolean inUserFolder(String executable) {
        String lower = AsciiCase.lower(executable);
        return lower.startsWith("\\\\") || USER_FOLDERS.stream().anyMatch(lower::contains);
    }

    /** Lower-case name of the program's file; null when the record names none. */
    public static @Nullable String name(@Nullable ProcessRef process) {
        String executable = process == null ? null : process.executable();
        return executable == null ? null : AsciiCase.lower(WindowsPath.fileName(executable));
    }

    /** WerFault or WerFaultSecure, also copied under another name when the version resource tells. */
    public static boolean isWer(@Nullable ProcessRef process) {
        String name = name(process);
        if (name != null && WER.contains(name)) {
            return true;
        }
        String original = process == null ? null : process.originalFileName();
        return original != null && WER.contains(AsciiCase.lower(original));
    }

    /**
     * A program that {@linkplain #isWer calls itself} WerFault or WerFaultSecure, where Windows keeps it, or known by its
     * version resource: of a file, unlike of a launch, nothing else tells that WER wrote it.
     */
    public static boolean isWerInPlace(@Nullable ProcessRef process) {
        return isWer(process)
                && !(isElsewhere(process) && Objects.requireNonNull(process).originalFileName() == null);
    }

    /** Whether the record tells a folder, and it is not below Windows'. */
    private static boolean isElsewhere(@Nullable ProcessRef process) {
        return SystemPrograms.isElsewhere(path(process));
    }

    /** Whether the record tells a folder, and no part of Windows starts from there. */
    static boolean isForeign(@Nullable ProcessRef process) {
        return isElsewhere(process)
                || process != null && process.executable() != null && inUserFolder(process.executable());
    }

    /** Whether Windows itself starts WER from this program: WerSvc's svchost, wininit, or another WER program in place. */
    public static boolean startsWer(ProcessRef process) {
        String name = name(process);
        boolean service =
                maySystem32Be(process, "svchost.exe") && (process.commandLine() == null || isWerService(process));
        boolean wer = name != null && WER_FAMILY.contains(name) && !isForeign(process);
        return service || wer || maySystem32Be(process, "wininit.exe");
    }

    /** WerFault, WerFaultSecure, wermgr or WerSvc's svchost: what handles a dump in the ordinary course. */
    public static boolean isWerFamily(@Nullable ProcessRef process) {
        String name = name(process);
        return name != null && (WER_FAMILY.contains(name) && !isElsewhere(process) || isWerService(process));
    }

    private static boolean isWerService(@Nullable ProcessRef process) {
        String line = process == null ? null : process.commandLine();
        return isSystem32(process, "svchost.exe")
                && line != null
                && AsciiCase.lower(line).contains("wersvcgroup");
    }

    /** The named program in System32. */
    public static boolean isSystem32(@Nullable ProcessRef process, String program) {
        return SystemPrograms.is(path(process), program);
    }

    /** The named program in System32, or one of that name of which a source tells no folder. */
    public static boolean maySystem32Be(@Nullable ProcessRef process, String program) {
        return SystemPrograms.mayBe(path(process), program);
    }

    private static @Nullable String path(@Nullable ProcessRef process) {
        return process == null ? null : process.executable();
    }

    /** A backup, setup or copy tool, where no ordinary user could have put it. */
    public static boolean isCopyTool(@Nullable ProcessRef process) {
        String name = name(process);
        return name != null
                && COPY_TOOLS.contains(name)
                && !inUserFolder(Objects.requireNonNull(process).executable());
    }
}
