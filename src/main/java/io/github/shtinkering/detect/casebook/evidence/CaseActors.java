package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WellKnownAccounts;
import io.github.shtinkering.normal.WindowsPath;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who acted. What is unknown counts for nothing. */
public final class CaseActors {
    private static final Set<String> SCRIPT_HOSTS = Set.of(
            "powershell.exe",
            "pwsh.exe",
            "cscript.exe",
            "wscript.exe",
            "mshta.exe",
            "rundll32.exe",
            "regsvr32.exe",
            "python.exe",
            "pythonw.exe",
            "python3.exe");
    private static final Set<String> REMOTE_EXECUTION = Set.of("wmiprvse.exe", "psexesvc.exe", "wsmprovhost.exe");
    /** Shells and registry tools: what they do, whoever sits at them does. */
    private static final Set<String> HANDS = Set.of(
            "cmd.exe",
            "bash.exe",
            "sh.exe",
            "wsl.exe",
            "powershell_ise.exe",
            "reg.exe",
            "regedit.exe",
            "regedt32.exe",
            "regini.exe");

    private static final Set<String> KNOWN_ROOTS = Set.of("windows", "program files", "program files (x86)");

    private CaseActors() {}

    public static boolean sameProgram(TimelineEntry a, TimelineEntry b) {
        return Objects.equals(
                WerPrograms.name(a.event().fact().actor()),
                WerPrograms.name(b.event().fact().actor()));
    }

    /** Why a process is suspicious, in words; null when nothing that is known speaks for it. */
    public static @Nullable String suspicion(@Nullable ProcessRef process) {
        String name = WerPrograms.name(process);
        if (process == null || name == null) {
            return null;
        }
        if (SCRIPT_HOSTS.contains(name)) {
            return name + " is a script host";
        }
        if (REMOTE_EXECUTION.contains(name)) {
            return name + " is a remote-execution service";
        }
        if (userWritable(process.executable())) {
            return process.executable() + " lies where users may write";
        }
        return Boolean.FALSE.equals(process.signed()) ? process.executable() + " is not signed" : null;
    }

    /** A folder that ordinary users can write to: named ones, network paths, and odd folders in a drive's root. */
    static boolean userWritable(@Nullable String path) {
        if (path == null) {
            return false;
        }
        String lower = AsciiCase.lower(path);
        if (WerPrograms.inUserFolder(path)) {
            return true;
        }
        boolean drive = lower.length() > 3 && lower.charAt(1) == ':' && lower.charAt(2) == '\\';
        int end = drive ? lower.indexOf('\\', 3) : -1;
        return end > 0 && !KNOWN_ROOTS.contains(lower.substring(3, end));
    }

    /** System32's svchost as one of the three service accounts; where no user is told it is taken to be one. */
    public static boolean serviceHost(@Nullable ProcessRef process) {
        if (process == null || !WerPrograms.isSystem32(process, "svchost.exe")) {
            return false;
        }
        boolean isUnknown = process.userSid() == null && process.user() == null;
        return isUnknown || WellKnownAccounts.isService(process.user(), process.userSid());
    }

    /** A management agent by its full path, and by its signer where both name one. */
    public static boolean recognisedAgent(@Nullable ProcessRef process, List<RecognisedAgent> agents) {
        String executable = process == null ? null : process.executable();
        return executable != null
                && !Boolean.FALSE.equals(process.signed())
                && agents.stream()
                        .anyMatch(agent -> AsciiCase.equalsIgnoreCase(agent.executable(), executable)
                                && (agent.signer() == null
                                        || process.signer() == null
                                        || agent.signer().equals(process.signer())));
    }

    /**
     * Whether a program arms hosts for an organisation: a recognised agent, or a signed program that is nobody's hands
     * (script host, shell, registry tool, remote-execution service, svchost).
     */
    public static boolean deploys(@Nullable ProcessRef process, List<RecognisedAgent> agents) {
        if (recognisedAgent(process, agents)) {
            return true;
        }
        String name = WerPrograms.name(process);
        return process != null
                && name != null
                && Boolean.TRUE.equals(process.signed())
                && !SCRIPT_HOSTS.contains(name)
                && !REMOTE_EXECUTION.contains(name)
                && !HANDS.contains(name)
                && !name.equals("svchost.exe");
    }

    /** Whether a full path is none of Windows' own programs: those run on every host, and identify nobody. */
    public static boolean outsideSystemRoot(String executable) {
        String lower = AsciiCase.lower(executable);
        boolean full = lower.indexOf('\\') >= 0;
        boolean windows = lower.contains(":\\windows\\")
                || lower.startsWith("\\systemroot\\")
                || lower.startsWith("%systemroot%\\")
                || lower.startsWith("\\device\\") && lower.contains("\\windows\\");
        return full && (!windows || userWritable(executable));
    }

    /** A WER program in another folder or under another name than Windows keeps it; null when it is where it belongs. */
    public static @Nullable String movedWer(@Nullable ProcessRef wer) {
        String executable = wer == null ? null : wer.executable();
        if (executable == null) {
            return null;
        }
        boolean named = WindowsPath.isNamed(executable, "werfault.exe")
                || WindowsPath.isNamed(executable, "werfaultsecure.exe");
        boolean folder = WindowsPath.isInSystem32(executable) || WindowsPath.isInSysWow64(executable);
        boolean bare = executable.indexOf('\\') < 0;
        return bare || named && folder ? null : executable;
    }
}
