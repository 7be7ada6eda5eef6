package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.Actors;
import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.casebook.Verdict;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.Arming;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to do about a case, in its own names and numbers. */
final class Guide {
    private static final String LOCAL_DUMPS = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
    private static final String SILENT_EXIT =
            "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SilentProcessExit\\lsass.exe";

    /** Who acted, the most telling first. */
    private static final List<ToldKind> ACTED =
            List.of(ToldKind.LAUNCH, ToldKind.ARMING, ToldKind.PREPARATION, ToldKind.DUMP, ToldKind.HANDLING);

    private final JudgedCase judged;
    private final Judgement judgement;
    private final String host;
    private final List<String> steps = new ArrayList<>();

    Guide(JudgedCase judged) {
        this.judged = judged;
        this.judgement = judged.judgement();
        this.host = judged.context().hostName();
    }

    List<String> steps() {
        switch (judgement.verdict()) {
            case ATTEMPT, RELATED_TECHNIQUE -> respond();
            case PRECURSOR -> precursor();
            case LSASS_CRASH -> crash();
            case BENIGN -> benign();
        }
        return List.copyOf(steps);
    }

    private void respond() {
        checkTarget();
        steps.add("Isolate " + host + " from the network and keep it powered on: its memory is evidence.");
        endProcess();
        secureDump();
        resetRegistry();
        rotateCredentials();
        lookElsewhere();
        queries();
    }

    private void precursor() {
        Told arming = last(ToldKind.ARMING) != null ? last(ToldKind.ARMING) : last(ToldKind.PREPARATION);
        if (arming != null) {
            steps.add("Ask who ran " + EvidenceText.who(arming.event().fact().actor()) + user(arming) + " on " + host
                    + ", and under which ticket: support tools arm dumps, and so do attackers.");
        }
        steps.add("Check whether WerFault was launched at LSASS" + lsassPid() + " on " + host
                + " or a file lsass.exe.*.dmp was written since: the queries below.");
        resetRegistry();
        lookElsewhere();
        queries();
        steps.add("If this is known and approved, add an exception with an owner, a reason and an end.");
    }

    private void crash() {
        steps.add("Confirm that the crash is a crash: the faulting module in Application 1000, and what injects into"
                + " LSASS on " + host + " (password filters, security agents, recent updates).");
        secureDump();
        queries();
    }

    private void benign() {
        Told launch = last(ToldKind.LAUNCH);
        Long target = judgement.targetPid();
        if (launch != null && target != null) {
            steps.add("Find out what PID " + target + " on " + host + " is: its process start, Application 1000/1001"
                    + " around " + Instants.text(launch.event().firstMillis())
                    + ", or a WerFault -u -p " + target + " whose parent is the crashed program.");
            if (isOpen(launch)) {
                steps.add("Learn LSASS's PID on " + host + " to be certain: on the host `tasklist /fi \"imagename eq"
                        + " lsass.exe\"`, or forward 4624/4672 with their header.");
            }
            steps.add("No containment is called for. If a program crashes on many machines, tell its owner.");
        }
        queries();
    }

    private static boolean isOpen(Told launch) {
        return launch.target() == null || launch.target().resolution() != Resolution.REFUTED;
    }

    private void checkTarget() {
        boolean unknown = judgement.target() != null
                && judgement.target().resolution() == Resolution.UNKNOWN
                && judgement.targetPid() != null;
        if (unknown) {
            steps.add("First find out whether PID " + judgement.targetPid() + " is LSASS on " + host
                    + ": `tasklist /fi \"pid eq " + judgement.targetPid() + "\"`.");
        }
    }

    private void endProcess() {
        Told launch = last(ToldKind.LAUNCH);
        if (launch == null) {
            return;
        }
        Fact fact = launch.event().fact();
        Long initiator = Launches.initiator(fact);
        if (initiator != null && !initiator.equals(Launches.target(fact))) {
            ProcessRef parent = fact.parent();
            boolean parentIsIt = parent != null && initiator.equals(parent.pid()) && parent.executable() != null;
            steps.add("Save and then end the process that asked for the dump: PID " + initiator
                    + (parentIsIt ? ", " + parent.executable() : ", whose image its process start tells") + ".");
        }
    }

    private void secureDump() {
        Told dump = last(ToldKind.DUMP);
        if (dump != null) {
            String path = Objects.requireNonNull(dump.event().fact().file()).path();
            steps.add("Look whether " + path + " still exists on " + host
                    + ", who read it, and whether it left the host; then remove it: it holds credentials.");
        } else if (judgement.verdict() == Verdict.ATTEMPT) {
            steps.add("Search " + host + " for lsass.exe.*.dmp under C:\\Windows\\System32\\config\\systemprofile"
                    + "\\AppData\\Local\\CrashDumps and in the DumpFolder of the registry: no dump was seen yet.");
        }
    }

    private void resetRegistry() {
        Told arming = last(ToldKind.ARMING);
        if (arming == null || arming.arming() == null || Reason.isUndone(arming, last(ToldKind.DISARMING))) {
            return;
        }
        String commands = arming.arming().silentProcessExit()
                ? "`reg delete \"" + SILENT_EXIT + "\" /f`"
                : arming.arming().scopes().stream()
                        .map(scope -> scope.equals(Arming.LSASS) ? LOCAL_DUMPS + "\\" + Arming.LSASS : LOCAL_DUMPS)
                        .map(key -> "`reg delete \"" + key + "\" /v DumpType /f`")
                        .collect(Collectors.joining(" and "));
        steps.add("Reset the arming when nobody needs it: " + commands + ".");
    }

    private void rotateCredentials() {
        String users = judged.context().loggedOn().stream()
                .map(u -> u.user() + " (logon type " + u.type() + ")")
                .collect(Collectors.joining(", "));
        steps.add(
                users.isEmpty()
                        ? "Rotate the credentials of everybody who was logged on to " + host
                                + " in the 24 hours before: no logon record names them here."
                        : "Rotate the credentials of who was logged on to " + host + " in the 24 hours before: " + users
                                + ".");
    }

    private void lookElsewhere() {
        ProcessRef actor = actor();
        if (actor != null) {
            steps.add("Look for the same actor on other hosts: "
                    + (actor.sha256() != null ? "SHA-256 " + actor.sha256() + ", " : "") + actor.executable() + ".");
        }
    }

    /** Whose program other hosts may have met; null for Windows' own, which run on all of them. */
    private @Nullable ProcessRef actor() {
        for (ToldKind kind : ACTED) {
            ProcessRef actor = judged.evidence().stream()
                    .filter(told -> told.kind() == kind && isOpen(told))
                    .map(Guide::actorOf)
                    .filter(Guide::isTelling)
                    .reduce((earlier, later) -> later)
                    .orElse(null);
            if (actor != null) {
                return actor;
            }
        }
        return null;
    }

    private static boolean isTelling(@Nullable ProcessRef actor) {
        return actor != null && actor.executable() != null && Actors.outsideSystemRoot(actor.executable());
    }

    private static @Nullable ProcessRef actorOf(Told told) {
        Fact fact = told.event().fact();
        return told.kind() == ToldKind.LAUNCH ? fact.parent() : fact.actor();
    }

    private void queries() {
        String name = QueryText.literal(host);
        steps.add("ES|QL: FROM logs-*, winlogbeat-* | WHERE STARTS_WITH(TO_LOWER(host.name), " + name
                + ") AND (process.name IN (\"WerFault.exe\", \"WerFaultSecure.exe\") OR file.name LIKE \"lsass*.dmp\""
                + " OR registry.path LIKE \"*LocalDumps*\") | SORT @timestamp | LIMIT 200");
        steps.add(
                "KQL: union DeviceProcessEvents, DeviceRegistryEvents, DeviceFileEvents | where DeviceName startswith "
                        + name
                        + " | where FileName in~ (\"WerFault.exe\", \"WerFaultSecure.exe\") or FileName startswith"
                        + " \"lsass\" or RegistryKey has \"LocalDumps\" | order by Timestamp asc");
        ProcessRef actor = actor();
        if (actor != null) {
            steps.add("KQL: DeviceProcessEvents | where FolderPath =~ " + QueryText.literal(actor.executable())
                    + " or FileName =~ " + QueryText.literal(WindowsPath.fileName(actor.executable()))
                    + " | summarize dcount(DeviceId), min(Timestamp), max(Timestamp) by FolderPath, SHA256");
        }
    }

    private String lsassPid() {
        Long pid = judged.context().lsass().lsassPid();
        return pid == null ? "" : " (PID " + pid + ")";
    }

    private static String user(Told told) {
        ProcessRef actor = told.event().fact().actor();
        return actor == null || actor.user() == null ? "" : " as " + actor.user();
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
}
