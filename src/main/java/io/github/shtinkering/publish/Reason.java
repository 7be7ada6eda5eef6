package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.ExceptionUse;
import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.DumpJoin;
import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.TargetResolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code event.reason}: the case in one sentence that a tired analyst understands. */
final class Reason {
    private final JudgedCase judged;
    private final Judgement judgement;
    private final String host;

    Reason(JudgedCase judged) {
        this.judged = judged;
        this.judgement = judged.judgement();
        this.host = judged.context().hostName();
    }

    String sentence() {
        String sentence =
                switch (judgement.verdict()) {
                    case ATTEMPT -> attempt();
                    case PRECURSOR -> precursor();
                    case LSASS_CRASH -> crash();
                    case RELATED_TECHNIQUE -> related();
                    case BENIGN -> benign();
                };
        return judged.note() == null ? sentence : sentence + " This verdict was " + judged.note() + ".";
    }

    private String crash() {
        boolean restarted = last(ToldKind.REBOOT) != null;
        Told dump = last(ToldKind.DUMP);
        return "LSASS on " + host + " crashed for real and was reported by WerFault"
                + (restarted ? "; the host restarted, as it does after a genuine crash" : "")
                + (dump == null ? "" : "; WerFault wrote a dump of it to " + path(dump))
                + (armed() == null ? "" : "; " + armed()) + ".";
    }

    /** Who armed the host, and whether that was undone; null when nobody was seen to. */
    private @Nullable String armed() {
        Told arming = last(ToldKind.ARMING);
        if (arming == null) {
            return null;
        }
        return "full dumps of LSASS were armed by "
                + program(arming.event().fact().actor())
                + (isUndone(arming, last(ToldKind.DISARMING)) ? ", and reset since" : "");
    }

    /** Whether the last reset came after the last arming and left no scope armed. */
    static boolean isUndone(Told arming, @Nullable Told reset) {
        return reset != null
                && reset.disarms()
                && reset.event().firstMillis() >= arming.event().lastMillis();
    }

    private String attempt() {
        List<String> clauses = new ArrayList<>();
        if (armed() != null) {
            clauses.add(armed());
        }
        Told launch = launch();
        if (launch != null) {
            clauses.add(launched(launch) + oneOf(launches()));
        } else if (judgement.stages().contains(Judgement.LAUNCH)) {
            clauses.add("a crash of LSASS was claimed with the mark of the public tools");
        }
        Told dump = dump();
        if (dump != null) {
            clauses.add(dumped(dump, launch));
        }
        Told handling = last(ToldKind.HANDLING);
        if (handling != null) {
            clauses.add("then " + EvidenceText.summary(handling));
        }
        return "On " + host + " " + String.join("; ", clauses) + "." + refutedBeside();
    }

    private static String dumped(Told dump, @Nullable Told launch) {
        Fact fact = dump.event().fact();
        if (!byWer(dump)) {
            return program(fact.actor()) + " wrote " + path(dump);
        }
        boolean ofLaunch = launch != null && DumpJoin.joins(launch.event().fact(), fact);
        return (ofLaunch ? "its dump was written to " : "WerFault wrote a dump of LSASS to ") + path(dump);
    }

    private static boolean byWer(Told dump) {
        return dump.nature() == DumpNature.LSASS_BY_WER || dump.nature() == DumpNature.UNREADABLE_BY_WER;
    }

    /** The last dump of WerFault's, else the last of anybody's. */
    private @Nullable Told dump() {
        Told found = null;
        for (Told told : judged.evidence()) {
            if (told.kind() == ToldKind.DUMP && (found == null || byWer(told) || !byWer(found))) {
                found = told;
            }
        }
        return found;
    }

    private static @Nullable String path(Told dump) {
        return Objects.requireNonNull(dump.event().fact().file()).path();
    }

    private static String oneOf(long launches) {
        return launches < 2 ? "" : " (one of " + launches + " launches)";
    }

    private long launches() {
        return judged.evidence().stream()
                .filter(told -> told.kind() == ToldKind.LAUNCH && !isRefuted(told))
                .count();
    }

    private static boolean isRefuted(Told told) {
        return told.target() != null && told.target().resolution() == Resolution.REFUTED;
    }

    private static String launched(Told launch) {
        Fact fact = launch.event().fact();
        String launched = program(fact.actor()) + " was launched at " + target(launch);
        if (Launches.foreign(fact)) {
            return launched + " on behalf of PID " + Launches.initiator(fact) + parentName(fact);
        }
        return Launches.target(fact) == null ? launched : launched + ", as after a crash of its own";
    }

    /** The record may have no command line, and the dump's name tell the target. */
    private static String target(Told launch) {
        Long pid = Launches.target(launch.event().fact());
        TargetResolution resolution = launch.target();
        if (resolution != null && resolution.resolution() == Resolution.CONFIRMED) {
            return "LSASS (PID " + (pid == null ? resolution.lsassPid() : pid) + ")";
        }
        return pid == null ? "a target that no record shows" : "PID " + pid + " (which may be LSASS)";
    }

    private static String parentName(Fact fact) {
        ProcessRef parent = fact.parent();
        boolean same = parent != null
                && parent.pid() != null
                && parent.pid().equals(Launches.initiator(fact))
                && parent.executable() != null;
        return same ? " (" + parent.executable() + ")" : "";
    }

    private String precursor() {
        Told arming = last(ToldKind.ARMING);
        Told written = arming != null ? arming : last(ToldKind.PREPARATION);
        if (written == null) {
            return "Full dumps of LSASS were armed on " + host + ".";
        }
        String who = program(written.event().fact().actor());
        if (arming == null) {
            return "On " + host + " " + who
                    + " prepared a dump setting for lsass.exe, without the full type: LSASS would"
                    + " not be dumped in full yet.";
        }
        boolean byName = judgement.parts().stream().anyMatch(p -> p.name().equals("arming-lsass"));
        boolean reset = isUndone(arming, last(ToldKind.DISARMING));
        return "On " + host + " " + who + " armed full user-mode dumps "
                + (byName ? "for lsass.exe by name" : "for every program, LSASS included")
                + (reset ? ", and they were reset since" : "") + "; no launch at LSASS was seen." + refutedBeside();
    }

    /** A foreign launch at another program on an armed host is worth a word, though it adds nothing. */
    private String refutedBeside() {
        for (Told told : judged.evidence()) {
            Fact fact = told.event().fact();
            if (told.kind() == ToldKind.LAUNCH && isRefuted(told) && Launches.foreign(fact)) {
                return " A WerFault launch at PID " + Launches.target(fact) + " asked for by PID "
                        + Launches.initiator(fact) + " was not at LSASS: "
                        + told.target().why() + ".";
            }
        }
        return "";
    }

    private String related() {
        Told dump = last(ToldKind.DUMP);
        String path = dump == null ? "a dump of LSASS" : path(dump);
        String who = dump == null ? "a process" : program(dump.event().fact().actor());
        return "On " + host + " " + who + " wrote " + path
                + ": LSASS dumped by another technique than Shtinkering, or a copy of such a dump"
                + (armed() == null ? "" : "; " + armed()) + ".";
    }

    private String benign() {
        if (judgement.suppressed()) {
            return covered();
        }
        Told alert = last(ToldKind.DETECTION);
        Told launch = last(ToldKind.LAUNCH);
        if (alert == null || launch == null) {
            return "What looked like LSASS being dumped on " + host + " was not.";
        }
        boolean refuted = isRefuted(launch);
        return Objects.requireNonNull(alert.event().fact().detection()).vendor() + "'s alert on " + host
                + (refuted
                        ? " is not LSASS being dumped: "
                                + Objects.requireNonNull(launch.target()).why() + "; "
                        : " is not LSASS being dumped, as far as the evidence goes: ")
                + String.join(", ", checks(launch))
                + (refuted ? "." : "; what would prove it is LSASS's PID on " + host + ", " + known(launch) + ".");
    }

    private String covered() {
        ExceptionUse use = judgement.exceptions().get(0);
        Told arming = last(ToldKind.ARMING) != null ? last(ToldKind.ARMING) : last(ToldKind.PREPARATION);
        String who = arming == null
                ? "an unknown program"
                : program(arming.event().fact().actor());
        return "On " + host + " " + who + " armed full user-mode dumps, which exception " + use.id() + " of "
                + use.owner() + " covers; a launch at LSASS would not be covered." + outlived() + refutedBeside();
    }

    private String outlived() {
        return judgement.exceptions().stream()
                .filter(ExceptionUse::outlived)
                .findFirst()
                .map(use -> " Exception " + use.id() + " ended at " + Instants.text(use.outlivedMillis())
                        + ", and the host is still armed: have it reset.")
                .orElse("");
    }

    private List<String> checks(Told launch) {
        Fact fact = launch.event().fact();
        Long target = Launches.target(fact);
        List<String> checks = new ArrayList<>();
        if (target != null && target.equals(Launches.initiator(fact))) {
            checks.add("target PID " + target + " equals the initiator, a program that reports its own crash");
        }
        String executable = fact.actor() == null ? null : fact.actor().executable();
        if (executable != null && Ascii.lower(executable).contains("\\syswow64\\")) {
            checks.add("it is the 32-bit WerFault while LSASS is 64-bit");
        }
        if (fact.launch() != null && fact.launch().snapshot()) {
            checks.add("-pss is the ordinary snapshot before a crash report");
        }
        if (last(ToldKind.ARMING) == null) {
            checks.add("no arming of full dumps was seen");
        }
        if (last(ToldKind.DUMP) == null) {
            checks.add("no .dmp of LSASS was written");
        }
        return checks;
    }

    private static String known(Told launch) {
        Long pid = launch.target() == null ? null : launch.target().lsassPid();
        return pid == null ? "which no record has shown yet" : "which is " + pid;
    }

    private @Nullable Told launch() {
        Told found = null;
        for (Told told : judged.evidence()) {
            Long target = told.kind() == ToldKind.LAUNCH
                    ? Launches.target(told.event().fact())
                    : null;
            boolean theOne = Objects.equals(target, judgement.targetPid())
                    && Objects.equals(Launches.initiator(told.event().fact()), judgement.initiatorPid());
            if (told.kind() == ToldKind.LAUNCH && !isRefuted(told) && (found == null || theOne)) {
                found = told;
            }
        }
        return found;
    }

    private @Nullable Told last(ToldKind kind) {
        Told last = null;
        for (Told told : judged.evidence()) {
            if (told.kind() == kind) {
                last = told;
            }
        }
        return last;
    }

    private static String program(@Nullable ProcessRef process) {
        return process == null || process.executable() == null
                ? "an unknown program"
                : WindowsPath.fileName(process.executable());
    }
}
