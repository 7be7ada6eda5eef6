package io.github.shtinkering.ingest.record;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassEnd;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.RemoteRegistryAccess;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WellKnownAccounts;
import io.github.shtinkering.normal.WerCommandLine;
import io.github.shtinkering.normal.WindowsPath;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides which observation matters and makes facts of those that do. A format says everything its
 * record says; what is of no use is dropped here, so that all formats agree.
 */
public final class Observations {
    private static final long SYSTEM_PID = 4;

    private final FactWriter facts;

    Observations(RecordHead head, RecordContext context) {
        this.facts = new FactWriter(head, context);
    }

    /**
     * A process started: a WER program is a launch, LSASS shows its PID, wininit a boot.
     *
     * @param parent as told; an unknown parent is no reason to doubt LSASS, a foreign one is
     */
    public void processStarted(@Nullable ProcessRef process, @Nullable ProcessRef parent) {
        processActive(parent);
        if (process == null || (process.executable() == null && process.commandLine() == null)) {
            facts.missing("the program that was started");
            return;
        }
        if (process.executable() == null) {
            facts.missing("the path of the program that was started");
        }
        checkFolder(process);
        WerLaunch.Program program = WindowsPrograms.werProgram(process);
        if (program != null) {
            werStarted(program, process, parent);
        } else if (WindowsPrograms.isLsass(process)) {
            lsassStarted(process, parent);
        } else if (WindowsPrograms.isSystem(process.executable(), "wininit.exe")
                && WindowsPrograms.maySystemBe(parent, "smss.exe")) {
            boot(new BootMark("wininit start", null));
        } else {
            DumpCommands.of(process).forEach(file -> handled(process, file));
        }
    }

    private void werStarted(WerLaunch.Program program, ProcessRef process, @Nullable ProcessRef parent) {
        WerLaunch launch = WerCommandLine.parse(program, process.commandLine());
        if (launch.form() != WerLaunch.Form.WITHOUT_TARGET || WindowsPrograms.isForeign(parent)) {
            facts.write(launch, process::pid, process, parent);
        }
    }

    private void lsassStarted(ProcessRef process, @Nullable ProcessRef parent) {
        if (WindowsPrograms.maySystemBe(parent, "wininit.exe")) {
            sighting(process.pid(), SightingSource.PROCESS_START, process, parent);
        } else if (WindowsPrograms.isLsass(parent)) {
            sighting(process.pid(), SightingSource.CLONE, process, parent);
        }
    }

    /** A process ended; only LSASS's end matters. */
    public void processEnded(@Nullable ProcessRef process) {
        if (process == null || process.executable() == null) {
            facts.missing("the program that ended");
        } else if (WindowsPrograms.isLsass(process)) {
            facts.write(new LsassEnd(), process::pid, process, null);
        } else {
            checkFolder(process);
        }
    }

    /** A process opened another or started a thread in it: both LSASS as target and as source show its PID. */
    public void processAccessed(@Nullable ProcessRef source, @Nullable ProcessRef target) {
        processActive(source);
        if (target == null || target.executable() == null) {
            facts.missing("the program that was opened");
        } else if (WindowsPrograms.isLsass(target)) {
            sighting(target.pid(), SightingSource.PROCESS_ACCESS);
        } else {
            checkFolder(target);
        }
    }

    /** A sensor saw the process do anything: when it is LSASS, its PID is known. */
    public void processActive(@Nullable ProcessRef process) {
        if (process != null && WindowsPrograms.isLsass(process)) {
            sighting(process.pid(), SightingSource.PROCESS_ACTIVITY);
        } else {
            checkFolder(process);
        }
    }

    /** A program that is only called lsass.exe may be any. */
    private void checkFolder(@Nullable ProcessRef process) {
        if (process != null && AsciiCase.equalsIgnoreCase(process.executable(), "lsass.exe")) {
            facts.missing("the folder of lsass.exe");
        }
    }

    /** A record shows LSASS's PID in a way that only the format knows; PIDs 0 and 4 are never LSASS. */
    public void sighting(@Nullable Long pid, SightingSource source) {
        sighting(pid, source, null, null);
    }

    private void sighting(
            @Nullable Long pid, SightingSource source, @Nullable ProcessRef process, @Nullable ProcessRef parent) {
        if (pid == null && source != SightingSource.PROCESS_ACTIVITY) { // NXLog loses the PID of whoever acts
            facts.missing("LSASS's PID");
        }
        if (pid != null && pid > 0 && pid != SYSTEM_PID) {
            facts.write(new LsassSighting(pid, source), () -> source + " " + pid, process, parent);
        }
    }

    /** The header of a Security event that LSASS itself writes names its PID. */
    public void headerSighting(@Nullable Long pid) {
        sighting(pid, SightingSource.LOGON_HEADER);
    }

    /** A registry value or key changed, or a snapshot found it so; renames have a method of their own. */
    public void registry(
            Operation operation, @Nullable ProcessRef actor, @Nullable RegistryPath path, RegistryData data) {
        processActive(actor);
        if (operation == Operation.CREATE_KEY) {
            return;
        }
        if (path == null) {
            facts.missing("the registry key");
        } else if (path.value() == null && operation == Operation.SET_VALUE) {
            facts.missing("the name of the registry value");
        } else if (RegistryRelevance.isLsaPid(path)) {
            lsaPid(operation, actor, data);
        } else if (RegistryRelevance.isRelevant(path)) {
            registryChange(
                    actor,
                    new RegistryChange(
                            operation,
                            path.key(),
                            path.value(),
                            data.text(),
                            data.number(),
                            data.stringType(),
                            null,
                            null));
        }
    }

    /** Something was done to a key or value, and the record does not tell what in a way that is known. */
    public void registryUnclear(@Nullable RegistryPath path) {
        if (path == null || RegistryRelevance.isOfDumps(path)) {
            facts.missing("what was done to the registry");
        }
    }

    private void lsaPid(Operation operation, @Nullable ProcessRef actor, RegistryData data) {
        boolean byLsass = actor == null || actor.executable() == null || WindowsPrograms.isLsass(actor);
        if (operation == Operation.SET_VALUE && byLsass) {
            sighting(data.number(), SightingSource.LSA_PID_VALUE);
        } else if (operation == Operation.SNAPSHOT_VALUE) {
            sighting(data.number(), SightingSource.INVENTORY);
        }
    }

    /** A registry key or value was renamed. */
    public void registryRenamed(@Nullable ProcessRef actor, @Nullable RegistryPath from, @Nullable RegistryPath to) {
        processActive(actor);
        if (from == null || to == null) {
            facts.missing("the registry key's name before or after");
        } else if (RegistryRelevance.isRelevantRename(from, to)) {
            registryChange(
                    actor,
                    new RegistryChange(
                            Operation.RENAME, from.key(), from.value(), null, null, false, to.key(), to.value()));
        }
    }

    private void registryChange(@Nullable ProcessRef actor, RegistryChange change) {
        facts.write(change, () -> change.key() + "\\" + change.value(), actor, null);
    }

    /**
     * A file was created or written: one that is named as a dump of LSASS, by anybody, or any that WerFault wrote beside
     * WER's own working files and reports: a dump may have any name. One that is named after a dump was made from it.
     *
     * @param size bytes, where told
     */
    public void fileCreated(@Nullable ProcessRef actor, @Nullable String rawPath, @Nullable Long size) {
        processActive(actor);
        String path = WindowsPath.normalise(rawPath);
        if (path == null) {
            facts.missing("the file's path");
            return;
        }
        if (actor == null || actor.executable() == null) {
            facts.missing("the program that wrote the file");
        }
        boolean byWer = WindowsPrograms.isWer(actor) && !DumpFiles.isWerReport(path);
        if (byWer || DumpFiles.isNamedForLsass(path)) {
            FileActivity file = new FileActivity(FileActivity.Operation.CREATED, path, null, size, null, null);
            facts.write(file, () -> AsciiCase.lower(path), actor, null);
            return;
        }
        String dump = DumpFiles.namesake(path);
        if (dump != null && !DumpFiles.isWerWorkingFile(path)) {
            handled(actor, DumpCommands.madeFrom(dump, path, size));
        }
    }

    /** A file was renamed or moved; either path may be unknown. */
    public void fileRenamed(@Nullable ProcessRef actor, @Nullable String rawPath, @Nullable String rawNewPath) {
        processActive(actor);
        String path = WindowsPath.normalise(rawPath);
        String newPath = WindowsPath.normalise(rawNewPath);
        if (path == null || newPath == null) {
            facts.missing("the file's path before or after");
        }
        if (isHandled(path) || isHandled(newPath)) {
            handled(actor, new FileActivity(FileActivity.Operation.RENAMED, path, newPath, null, null, null));
        }
    }

    /** A file was deleted. */
    public void fileDeleted(@Nullable ProcessRef actor, @Nullable String rawPath) {
        processActive(actor);
        String path = WindowsPath.normalise(rawPath);
        if (path == null) {
            facts.missing("the file's path");
        }
        if (isHandled(path)) {
            handled(actor, new FileActivity(FileActivity.Operation.DELETED, path, null, null, null, null));
        }
    }

    /**
     * A file was opened over SMB (Security 5145).
     *
     * @param address the client's
     * @param user the account, {@code DOMAIN\name}
     */
    public void fileReadOverSmb(@Nullable String rawPath, @Nullable String address, @Nullable String user) {
        String path = WindowsPath.normalise(rawPath);
        if (isHandled(path)) {
            handled(null, new FileActivity(FileActivity.Operation.READ_OVER_SMB, path, null, null, address, user));
        }
    }

    private static boolean isHandled(@Nullable String path) {
        return DumpFiles.isNamedForLsass(path) || (DumpFiles.isDump(path) && !DumpFiles.isWerWorkingFile(path));
    }

    private void handled(@Nullable ProcessRef actor, FileActivity file) {
        String subject = file.operation() + " " + file.path() + " " + file.newPath();
        facts.write(file, () -> AsciiCase.lower(subject), actor, null);
    }

    /** The registry was reached from another machine by this account. */
    public void remoteRegistry(@Nullable ProcessRef account) {
        facts.write(new RemoteRegistryAccess(), () -> null, account, null);
    }

    /** An account logged on; machine and service accounts are no persons. */
    public void logon(Logon logon) {
        if (WellKnownAccounts.isPerson(logon.user(), logon.sid())) {
            String address = TextValues.value(logon.address(), TextValues.MAX_NAME);
            Logon bounded = new Logon(logon.user(), logon.sid(), logon.type(), address);
            facts.write(bounded, bounded::user);
        }
    }

    /** The record may matter and lacks this, or has it in a shape that is not known. */
    public void missing(String what) {
        facts.missing(what);
    }

    /** Windows started. */
    public void boot(BootMark mark) {
        facts.write(mark, mark::record);
    }

    /** The system's own record of an LSASS crash; the caller has seen that it is LSASS's. */
    public void crash(CrashEvidence crash) {
        facts.write(crash, crash::source);
        if (crash.source() == CrashEvidence.Source.APPLICATION_ERROR_1000) {
            sighting(crash.pid(), SightingSource.APPLICATION_ERROR);
        }
    }

    /** Another product's alert about WerFault or about LSASS being dumped. */
    public void detection(VendorDetection detection, @Nullable ProcessRef actor, @Nullable ProcessRef parent) {
        VendorDetection bounded = new VendorDetection(
                detection.vendor(),
                TextValues.cut(detection.name(), TextValues.MAX_NAME),
                TextValues.value(detection.alertId(), TextValues.MAX_NAME),
                detection.targetPid());
        facts.write(bounded, bounded::name, actor, parent);
    }
}
