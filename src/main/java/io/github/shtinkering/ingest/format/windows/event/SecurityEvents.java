package io.github.shtinkering.ingest.format.windows.event;

import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange.Operation;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.ingest.record.Observations;
import io.github.shtinkering.ingest.record.ProcessRefBuilder;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.ProcessIds;
import io.github.shtinkering.normal.RegistryData;
import io.github.shtinkering.normal.RegistryPath;
import io.github.shtinkering.normal.TextValues;
import io.github.shtinkering.normal.WindowsPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Security channel says. Its events have two PIDs: the header's, which is LSASS's for the events that LSASS
 * writes, and EventData's, which is the subject's.
 */
public final class SecurityEvents {
    public static final String PROVIDER = "Microsoft-Windows-Security-Auditing";

    /** The provider as Windows shows it to people. */
    private static final String PROVIDER_SHOWN = "Microsoft Windows security auditing.";

    /**
     * Events that LSASS itself writes: in public recordings of 183 hosts the header's PID was LSASS's in every one.
     * 4656, 4658, 4663, 4673, 4688, 4689, 4703, 4657 and 5156 are the kernel's and must never be here.
     */
    private static final Set<Integer> WRITTEN_BY_LSASS = Set.of(
            4608, 4611, 4624, 4627, 4634, 4648, 4662, 4672, 4697, 4702, 4768, 4769, 4776, 4798, 4799, 4945, 4946, 4957,
            5058, 5061, 5379, 5441, 5446, 5447);

    private static final long READ_DATA = 0x1;
    private static final long WRITE_OR_APPEND_DATA = 0x6;
    private static final long DELETE = 0x1_0000;

    private SecurityEvents() {}

    /** Whether LSASS itself writes the events of this id. */
    static boolean areByLsass(int id) {
        return WRITTEN_BY_LSASS.contains(id);
    }

    static void interpret(int id, WindowsEvent event, Observations observations) {
        EventFields data = event.data();
        boolean audited = event.provider() == null
                || AsciiCase.equalsIgnoreCase(event.provider(), PROVIDER)
                || AsciiCase.equalsIgnoreCase(event.provider(), PROVIDER_SHOWN);
        if (!audited) {
            return;
        }
        if (WRITTEN_BY_LSASS.contains(id)) {
            headerSighting(event, observations);
        }
        switch (id) {
            case 4688 -> processStarted(data, observations);
            case 4689 -> observations.processEnded(subjectProcess(data));
            case 4608, 4826 -> observations.boot(new BootMark("Security " + id, null));
            default -> {
                subjectIsLsass(data, observations);
                other(id, data, observations);
            }
        }
    }

    private static void processStarted(EventFields data, Observations observations) {
        if (!data.has("NewProcessName")) {
            observations.missing("NewProcessName");
        }
        if (!data.has("CommandLine")) {
            observations.missing("CommandLine");
        }
        observations.processStarted(started(data), creator(data));
    }

    private static void other(int id, EventFields data, Observations observations) {
        switch (id) {
            case 4624 -> logon(data, observations);
            case 4657 -> registry(data, observations);
            case 4663 -> objectAccess(data, observations);
            case 5145 -> share(data, observations);
            default -> {} // nothing else is of use
        }
    }

    /** Some shippers leave the header out: then there is nothing to miss. */
    private static void headerSighting(WindowsEvent event, Observations observations) {
        if (event.headerPid() != null) {
            observations.headerSighting(event.headerPid());
        }
    }

    private static void subjectIsLsass(EventFields data, Observations observations) {
        String path = WindowsPath.normalise(data.get("ProcessName"));
        if (WindowsPath.isNamed(path, "lsass.exe") && WindowsPath.isInSystem32(path)) {
            observations.sighting(ProcessIds.parse(data.get("ProcessId")), SightingSource.SECURITY_PROCESS_NAME);
        }
    }

    private static void logon(EventFields data, Observations observations) {
        String user = account(data, "Target");
        Long type = ProcessIds.parse(data.get("LogonType"));
        if (user != null) {
            String sid = TextValues.value(data.get("TargetUserSid"), TextValues.MAX_NAME);
            observations.logon(new Logon(
                    user,
                    AsciiCase.startsWithIgnoreCase(sid, "S-1-") ? sid : null,
                    type == null ? 0 : (int) Math.min(type, 99),
                    TextValues.value(data.get("IpAddress"), TextValues.MAX_NAME)));
        }
    }

    private static void registry(EventFields data, Observations observations) {
        String operation = data.get("OperationType");
        boolean deleted =
                AsciiCase.containsIgnoreCase(operation, "%%1906") || AsciiCase.containsIgnoreCase(operation, "delet");
        observations.registry(
                deleted ? Operation.DELETE_VALUE : Operation.SET_VALUE,
                subjectProcess(data),
                RegistryPath.of(data.get("ObjectName"), data.get("ObjectValueName")),
                deleted ? RegistryData.UNKNOWN : RegistryData.of(data.get("NewValue"), data.get("NewValueType")));
    }

    /**
     * 4663 tells accesses: writing stands for the dump, deleting for the end of a file, and for a key's as far as nothing
     * is known to lie below it. 4660, which confirms a deletion, names neither, and is not read.
     */
    private static void objectAccess(EventFields data, Observations observations) {
        Long mask = ProcessIds.parse(data.get("AccessMask"));
        if (mask == null) {
            observations.missing("AccessMask");
            return;
        }
        String type = data.get("ObjectType");
        if (type == null) {
            observations.missing("ObjectType");
        }
        if (AsciiCase.equalsIgnoreCase(type, "Key") && (mask & DELETE) != 0) {
            observations.registry(
                    Operation.DELETE_KEY_ASKED,
                    subjectProcess(data),
                    RegistryPath.ofKey(data.get("ObjectName")),
                    RegistryData.UNKNOWN);
        }
        if (!AsciiCase.equalsIgnoreCase(type, "File")) {
            return;
        }
        if ((mask & WRITE_OR_APPEND_DATA) != 0) {
            observations.fileCreated(subjectProcess(data), data.get("ObjectName"), null);
        }
        if ((mask & DELETE) != 0) {
            observations.fileDeleted(subjectProcess(data), data.get("ObjectName"));
        }
    }

    private static void share(EventFields data, Observations observations) {
        String name = data.get("RelativeTargetName");
        String share = data.get("ShareName");
        if (name == null) {
            observations.missing("RelativeTargetName");
            return;
        }
        if (AsciiCase.endsWithIgnoreCase(share, "IPC$")
                && AsciiCase.equalsIgnoreCase(WindowsPath.fileName(name), "winreg")) {
            observations.remoteRegistry(new ProcessRefBuilder()
                    .user(account(data, "Subject"))
                    .userSid(data.get("SubjectUserSid"))
                    .build());
            return;
        }
        Long mask = ProcessIds.parse(data.get("AccessMask"));
        if (mask == null || (mask & READ_DATA) != 0) {
            observations.fileReadOverSmb(
                    SharePath.local(share, data.get("ShareLocalPath"), name),
                    TextValues.value(data.get("IpAddress"), TextValues.MAX_NAME),
                    account(data, "Subject"));
        }
    }

    private static @Nullable ProcessRef started(EventFields data) {
        boolean otherUser = TextValues.value(data.get("TargetUserName")) != null;
        String owner = otherUser ? "Target" : "Subject";
        return new ProcessRefBuilder()
                .pid(data.get("NewProcessId"))
                .executable(data.get("NewProcessName"))
                .commandLine(data.get("CommandLine"))
                .user(account(data, owner))
                .userSid(ownerSid(data, owner))
                .integrity(data.get("MandatoryLabel"))
                .build();
    }

    /** A target account of another logon session often comes with the null SID: then the SID is not known. */
    private static @Nullable String ownerSid(EventFields data, String owner) {
        String sid = data.get(owner + "UserSid");
        return "S-1-0-0".equals(sid) ? null : sid;
    }

    private static @Nullable ProcessRef creator(EventFields data) {
        return new ProcessRefBuilder()
                .pid(data.get("ProcessId"))
                .executable(data.get("ParentProcessName"))
                .build();
    }

    private static @Nullable ProcessRef subjectProcess(EventFields data) {
        return new ProcessRefBuilder()
                .pid(data.get("ProcessId"))
                .executable(data.get("ProcessName"))
                .user(account(data, "Subject"))
                .userSid(data.get("SubjectUserSid"))
                .build();
    }

    private static @Nullable String account(EventFields data, String role) {
        String name = TextValues.value(data.get(role + "UserName"), TextValues.MAX_NAME);
        String domain = TextValues.value(data.get(role + "DomainName"), TextValues.MAX_NAME);
        return name == null || domain == null ? name : domain + "\\" + name;
    }
}
