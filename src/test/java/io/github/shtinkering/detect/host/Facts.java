package io.github.shtinkering.detect.host;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.LsassEnd;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.RemoteRegistryAccess;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts with generation names for tests: one host, one sensor, times in seconds after a fixed start. The same fact of two
 * hosts has the same id, so that what became of it can be compared.
 */
public final class Facts {
    /** 2026-11-09T08:00:00Z. */
    public static final long START = 1_794_211_200_000L;

    public static final String HOST = "ws-01";
    public static final long LSASS = 744;
    public static final long TOOL = 5120;
    public static final long WER = 7012;
    public static final String TOOL_PATH = "C:\\Users\\Public\\tool.exe";

    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    private static final String CRASH_DUMPS =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";

    private final String host;
    private final String sensor;

    private Facts(String host, String sensor) {
        this.host = host;
        this.sensor = sensor;
    }

    public static Facts of(String host) {
        return new Facts(host, "sysmon");
    }

    public Facts seenBy(String otherSensor) {
        return new Facts(host, otherSensor);
    }

    public static ProcessRef process(String executable, @Nullable Long pid, @Nullable String user) {
        return new ProcessRef(pid, null, executable, null, user, null, null, null, null, null, null);
    }

    public Fact lsassStarted(double at, long pid) {
        return fact(
                at,
                process("C:\\Windows\\System32\\lsass.exe", pid, "NT AUTHORITY\\SYSTEM"),
                null,
                new LsassSighting(pid, SightingSource.PROCESS_START));
    }

    public Fact sighted(double at, long pid, SightingSource source) {
        return fact(at, null, null, new LsassSighting(pid, source));
    }

    public Fact logonHeader(double at, long pid) {
        return sighted(at, pid, SightingSource.LOGON_HEADER);
    }

    public Fact booted(double at) {
        return booted(at, "Kernel-General 12");
    }

    public Fact booted(double at, String record) {
        return fact(at, null, null, new BootMark(record, null));
    }

    /** Windows starts, as its System log tells it. */
    public List<Fact> bootedInFull(double at) {
        return List.of(
                booted(at),
                fact(at + 3, null, null, new BootMark("EventLog 6005", null)),
                fact(at + 1, null, null, new BootMark("Kernel-Boot 27", 0)));
    }

    public Fact resumed(double at) {
        return fact(at, null, null, new BootMark("Kernel-Boot 27", 1));
    }

    public Fact armedGlobally(double at, String writer) {
        return registry(at, writer, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumptype", 2L);
    }

    public Fact armedLsass(double at, String writer) {
        return registry(at, writer, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS + "\\lsass.exe", "dumptype", 2L);
    }

    public Fact dumpFolder(double at, String folder) {
        RegistryChange change = new RegistryChange(
                RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumpfolder", folder, null, true, null, null);
        return fact(at, process("C:\\Windows\\regedit.exe", 4188L, null), null, change);
    }

    public Fact reset(double at, String writer) {
        return registry(at, writer, RegistryChange.Operation.DELETE_VALUE, LOCAL_DUMPS, "dumptype", null);
    }

    public Fact registry(
            double at,
            String writer,
            RegistryChange.Operation operation,
            String key,
            @Nullable String value,
            @Nullable Long number) {
        return registry(at, writer, operation, key, value, number, "CORP\\adm1");
    }

    public Fact registry(
            double at,
            String writer,
            RegistryChange.Operation operation,
            String key,
            @Nullable String value,
            @Nullable Long number,
            String user) {
        RegistryChange change = new RegistryChange(
                operation, key, value, number == null ? null : number.toString(), number, false, null, null);
        return fact(at, process(writer, 4188L, user), null, change);
    }

    /** {@code -u -p target -ip initiator}, or without {@code -ip} when it is null. */
    public Fact launched(double at, long wer, long target, @Nullable Long initiator) {
        return launched(at, wer, target, initiator, process(TOOL_PATH, initiator == null ? 900L : initiator, null));
    }

    public Fact launched(double at, long wer, long target, @Nullable Long initiator, @Nullable ProcessRef parent) {
        return launched(
                at,
                wer,
                new WerLaunch(WerLaunch.Program.WERFAULT, WerLaunch.Form.REPORT, target, initiator, false, List.of()),
                parent);
    }

    public Fact launched(double at, long wer, WerLaunch launch, @Nullable ProcessRef parent) {
        return fact(at, process("C:\\Windows\\System32\\WerFault.exe", wer, "NT AUTHORITY\\SYSTEM"), parent, launch);
    }

    public Fact dumped(double at, long wer, String name) {
        return dumped(at, "C:\\Windows\\System32\\WerFault.exe", wer, CRASH_DUMPS + name, null);
    }

    public Fact dumped(double at, String writer, long pid, String path, @Nullable Long size) {
        return dumped(at, process(writer, pid, null), path, size);
    }

    public Fact dumped(double at, @Nullable ProcessRef writer, String path, @Nullable Long size) {
        return fact(at, writer, null, new FileActivity(FileActivity.Operation.CREATED, path, null, size, null, null));
    }

    public Fact deleted(double at, String by, String name) {
        return fact(
                at,
                process(by, 5120L, null),
                null,
                new FileActivity(FileActivity.Operation.DELETED, CRASH_DUMPS + name, null, null, null, null));
    }

    public Fact renamed(double at, String by, String name, String newName) {
        return fact(
                at,
                process(by, 5120L, null),
                null,
                new FileActivity(
                        FileActivity.Operation.RENAMED, CRASH_DUMPS + name, CRASH_DUMPS + newName, null, null, null));
    }

    /** As a command line or an archive's name tells of it: the dump may have no folder. */
    public Fact handled(double at, String by, FileActivity.Operation operation, String path, @Nullable String newPath) {
        return fact(at, process(by, 5120L, null), null, new FileActivity(operation, path, newPath, null, null, null));
    }

    public Fact lsassEnded(double at, long pid) {
        return fact(at, process("C:\\Windows\\System32\\lsass.exe", pid, "NT AUTHORITY\\SYSTEM"), null, new LsassEnd());
    }

    public Fact readOverSmb(double at, String name) {
        return fact(
                at,
                null,
                null,
                new FileActivity(
                        FileActivity.Operation.READ_OVER_SMB,
                        CRASH_DUMPS + name,
                        null,
                        null,
                        "10.1.1.9",
                        "CORP\\adm1"));
    }

    public Fact crash(double at, CrashEvidence.Source source, String module, String code) {
        return fact(at, null, null, new CrashEvidence(source, LSASS, module, code));
    }

    public Fact loggedOn(double at, String user, int type) {
        return fact(at, null, null, new Logon(user, null, type, null));
    }

    public Fact remoteRegistry(double at) {
        return fact(at, null, null, new RemoteRegistryAccess());
    }

    public Fact alerted(double at, long target) {
        return fact(at, null, null, new VendorDetection("Sophos", "CredGuardClone", "alert-1", target));
    }

    /** The same launch with a command line of its own. */
    public static Fact withCommandLine(Fact f, String line) {
        return withActor(f, Objects.requireNonNull(f.actor()).withCommandLine(line));
    }

    /** The same fact by another process. */
    public static Fact withActor(Fact f, @Nullable ProcessRef actor) {
        return f.with(f.header().withProcesses(actor, f.parent()));
    }

    /** The first fact as another copy of the second's record: what it says contradicts that. */
    public static Fact asCopyOf(Fact f, Fact of) {
        return f.with(f.header()
                .withId(FactId.record(of.id())
                        + f.id().substring(FactId.record(f.id()).length())));
    }

    /** The same fact of another host. */
    public static Fact onHost(Fact f, String host) {
        FactHeader h = f.header();
        return f.with(new FactHeader(
                h.id(),
                host,
                h.domain(),
                h.hostId(),
                h.timeMillis(),
                h.clockMillis(),
                h.format(),
                h.sensor(),
                h.origin(),
                h.actor(),
                h.parent()));
    }

    /** The same fact from a source that names the machine's id. */
    public static Fact withHostId(Fact f, String hostId) {
        return f.with(f.header().withMachine(f.domain(), hostId));
    }

    /** The same fact, with the domain that came with the host's name. */
    public static Fact withDomain(Fact f, String domain) {
        return withActorAndDomain(f, f.actor(), domain);
    }

    /** The same fact by a clock that can tell apart no more than so many milliseconds. */
    public static Fact withClock(Fact f, int clockMillis) {
        return f.with(f.header().withTime(f.timeMillis(), clockMillis));
    }

    /** The same fact by another process, on a host whose domain the record names. */
    public static Fact withActorAndDomain(Fact f, @Nullable ProcessRef actor, @Nullable String domain) {
        return f.with(f.header().withMachine(domain, f.hostId()).withProcesses(actor, f.parent()));
    }

    private Fact fact(double at, @Nullable ProcessRef actor, @Nullable ProcessRef parent, FactPayload payload) {
        long time = START + Math.round(at * 1000);
        String id = FactId.of(sensor, payload.kind(), time, actor, parent, payload);
        return new Fact(
                new FactHeader(id, host, null, null, time, 1, "winlogbeat", sensor, "facts:1", actor, parent), payload);
    }
}
