package io.github.shtinkering.simulate.story;

import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a story of one host, event by event: {@code on("WS-01", t0).lsassStarted(744).after(ofMinutes(5)).armed(...)}.
 * Every verb happens at the story's present time; {@link #at} and {@link #after} move it.
 */
public final class StoryBuilder {
    /** The key that arms dumps of every process. */
    public static final String LOCAL_DUMPS = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
    /** Where WerFault writes the dump of a service of the system. */
    public static final String CRASH_DUMPS =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";

    private static final String SYSTEM32 = "C:\\Windows\\System32\\";
    private static final StoryProcess WININIT = StoryProcess.ofSystem(SYSTEM32 + "wininit.exe", 612, "wininit.exe");
    private static final StoryProcess WER_SERVICE =
            StoryProcess.ofSystem(SYSTEM32 + "svchost.exe", 1776, SYSTEM32 + "svchost.exe -k WerSvcGroup");

    private final String host;
    private final long start;
    private final List<StoryEvent> events = new ArrayList<>();
    private long now;

    private StoryBuilder(String host, long start) {
        this.host = host;
        this.start = start;
        this.now = start;
    }

    /** A story of a host; its T0 is {@code startMillis}. */
    public static StoryBuilder on(String host, long startMillis) {
        return new StoryBuilder(host, startMillis);
    }

    /** Moves to a time relative to T0, which may lie before it. */
    public StoryBuilder at(Duration sinceStart) {
        now = start + sinceStart.toMillis();
        return this;
    }

    /** Moves on. */
    public StoryBuilder after(Duration pause) {
        now += pause.toMillis();
        return this;
    }

    /** LSASS starts under wininit, as at every boot. */
    public StoryBuilder lsassStarted(long pid) {
        return happens(new SimulatedEvent.ProcessStarted(lsass(pid), WININIT));
    }

    /** LSASS ends. */
    public StoryBuilder lsassEnded(long pid) {
        return happens(new SimulatedEvent.ProcessEnded(lsass(pid)));
    }

    /** Somebody logs on; LSASS writes the record, and its header holds LSASS's PID. */
    public StoryBuilder loggedOn(long lsassPid, String user, int logonType, String address) {
        happens(new SimulatedEvent.LoggedOn(lsassPid, 4624, logonType, address, user, "svchost.exe"));
        return happens(new SimulatedEvent.LoggedOn(lsassPid, 4672, logonType, address, user, "svchost.exe"));
    }

    /** A service looks at LSASS, as services do. */
    public StoryBuilder lsassAccessed(long lsassPid) {
        return happens(new SimulatedEvent.ProcessAccessed(
                StoryProcess.ofSystem(SYSTEM32 + "svchost.exe", 1284, null), lsass(lsassPid), "0x1000"));
    }

    /** Windows starts. */
    public StoryBuilder booted() {
        happens(new SimulatedEvent.Booted(12, 0));
        happens(new SimulatedEvent.Booted(6005, 0));
        return happens(new SimulatedEvent.Booted(27, 0));
    }

    /** A value below LocalDumps is set to a number. */
    public StoryBuilder dumpsSet(StoryProcess actor, String subKey, String value, long number) {
        return registry(RegistryOperation.SET_VALUE, actor, subKey, value, Long.toString(number), "dword");
    }

    /** Full dumps of every process: {@code LocalDumps\DumpType = 2}. */
    public StoryBuilder armed(StoryProcess actor) {
        return dumpsSet(actor, "", "DumpType", 2);
    }

    /** Full dumps of LSASS alone: {@code LocalDumps\lsass.exe\DumpType = 2}. */
    public StoryBuilder armedForLsass(StoryProcess actor) {
        return dumpsSet(actor, "lsass.exe", "DumpType", 2);
    }

    /** DumpFolder below LocalDumps is set. */
    public StoryBuilder dumpFolderSet(StoryProcess actor, String subKey, String folder) {
        return registry(RegistryOperation.SET_VALUE, actor, subKey, "DumpFolder", folder, "expand_sz");
    }

    /** The global DumpType is deleted. */
    public StoryBuilder disarmed(StoryProcess actor) {
        return registry(RegistryOperation.DELETE_VALUE, actor, "", "DumpType", null, null);
    }

    /** A key below LocalDumps, or itself with an empty name, is created. */
    public StoryBuilder dumpsKeyCreated(StoryProcess actor, String subKey) {
        return registry(RegistryOperation.CREATE_KEY, actor, subKey, null, null, null);
    }

    /** A key below LocalDumps, or itself with an empty name, is deleted. */
    public StoryBuilder dumpsKeyDeleted(StoryProcess actor, String subKey) {
        return registry(RegistryOperation.DELETE_KEY, actor, subKey, null, null, null);
    }

    /** A process starts. */
    public StoryBuilder started(StoryProcess process, StoryProcess parent) {
        return happens(new SimulatedEvent.ProcessStarted(process.startedAt(now), parent));
    }

    /** WerFault starts as a child of the process that asked for the report. */
    public StoryBuilder reportRequested(long targetPid, StoryProcess initiator, long werFaultPid) {
        return started(werFault(targetPid, initiator.pid(), werFaultPid), initiator);
    }

    /** WerFault starts under the service, on behalf of another process. */
    public StoryBuilder reportRequestedThroughService(long targetPid, long initiatorPid, long werFaultPid) {
        return started(werFault(targetPid, initiatorPid, werFaultPid), WER_SERVICE);
    }

    /** An ordinary crash: the snapshot stage under the service, then the report by the crashing process itself. */
    public StoryBuilder crashed(StoryProcess process, long werFaultPid) {
        String program = SYSTEM32 + "WerFault.exe";
        started(
                StoryProcess.ofSystem(
                        program, werFaultPid, program + " -pss -s 468 -p " + process.pid() + " -ip " + process.pid()),
                WER_SERVICE);
        after(Duration.ofMillis(500));
        return started(
                new StoryProcess(
                        program,
                        werFaultPid + 4,
                        program + " -u -p " + process.pid() + " -s 1872",
                        process.user(),
                        now,
                        "WerFault.exe",
                        process.integrity()),
                process);
    }

    /** A file is created. */
    public StoryBuilder fileCreated(StoryProcess actor, String path, @Nullable Long size) {
        return happens(new SimulatedEvent.FileTouched(FileOperation.CREATED, actor, path, null, size));
    }

    /** WerFault writes the dump of the process it was started for. */
    public StoryBuilder dumped(long targetPid, long initiatorPid, long werFaultPid) {
        return fileCreated(
                werFault(targetPid, initiatorPid, werFaultPid), CRASH_DUMPS + "lsass.exe." + targetPid + ".dmp", null);
    }

    /** A file is deleted. */
    public StoryBuilder fileDeleted(StoryProcess actor, String path) {
        return happens(new SimulatedEvent.FileTouched(FileOperation.DELETED, actor, path, null, null));
    }

    /** A file is read over SMB. */
    public StoryBuilder readOverSmb(String relativePath, String address, String user) {
        return happens(new SimulatedEvent.ShareAccessed("\\\\*\\C$", relativePath, address, user));
    }

    /** Windows' own records of LSASS's failure, and the restart it forces. */
    public StoryBuilder lsassFailed(long pid, String module, String code) {
        String image = SYSTEM32 + "lsass.exe";
        happens(new SimulatedEvent.ApplicationFailed("lsass.exe", module, code, pid, image));
        after(Duration.ofSeconds(1)).happens(new SimulatedEvent.CriticalProcessFailed(image, code));
        return after(Duration.ofSeconds(1))
                .happens(
                        new SimulatedEvent.RestartInitiated(SYSTEM32 + "wininit.exe", "System Failure", "-1073741819"));
    }

    /** A vendor's product alerts on WerFault's snapshot of some process. */
    public StoryBuilder vendorAlerted(long targetPid) {
        String program = "C:\\Windows\\SysWOW64\\WerFault.exe";
        return happens(new SimulatedEvent.VendorAlerted(
                StoryProcess.ofSystem(program, 5436, program + " -pss -s 504 -p " + targetPid + " -ip " + targetPid)
                        .startedAt(now),
                WER_SERVICE,
                targetPid));
    }

    /** Anything else. */
    public StoryBuilder happens(SimulatedEvent simulated) {
        events.add(new StoryEvent(host, now, events.size() + 1L, false, simulated));
        return this;
    }

    /** The last event again, by another sensor. */
    public StoryBuilder alsoSeenByAnotherSensor() {
        StoryEvent last = events.get(events.size() - 1);
        events.add(new StoryEvent(host, last.timeMillis(), events.size() + 1L, true, last.simulated()));
        return this;
    }

    /** The events so far, in the order they were told. */
    public List<StoryEvent> events() {
        return List.copyOf(events);
    }

    /** Ends the story with what is true of its host. */
    public SimulatedStory expect(String id, String title, ExpectedOutcome expected) {
        return new SimulatedStory(id, title, events, List.of(expected));
    }

    /** LSASS with this PID. */
    public static StoryProcess lsass(long pid) {
        return StoryProcess.ofSystem(SYSTEM32 + "lsass.exe", pid, SYSTEM32 + "lsass.exe");
    }

    /** WerFault, asked by one process to report another. */
    public static StoryProcess werFault(long targetPid, long initiatorPid, long pid) {
        String program = SYSTEM32 + "WerFault.exe";
        return StoryProcess.ofSystem(
                program, pid, program + " -u -p " + targetPid + " -ip " + initiatorPid + " -s 244");
    }

    private StoryBuilder registry(
            RegistryOperation operation,
            StoryProcess actor,
            String subKey,
            @Nullable String value,
            @Nullable String data,
            @Nullable String type) {
        String key = subKey.isEmpty() ? LOCAL_DUMPS : LOCAL_DUMPS + '\\' + subKey;
        return happens(new SimulatedEvent.RegistryChanged(operation, actor, key, value, data, type, null));
    }
}
