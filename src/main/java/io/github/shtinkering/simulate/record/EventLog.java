package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.SimulatedEvent.ApplicationFailed;
import io.github.shtinkering.simulate.story.SimulatedEvent.Booted;
import io.github.shtinkering.simulate.story.SimulatedEvent.CriticalProcessFailed;
import io.github.shtinkering.simulate.story.SimulatedEvent.LoggedOn;
import io.github.shtinkering.simulate.story.SimulatedEvent.RestartInitiated;
import io.github.shtinkering.simulate.story.SimulatedEvent.ShareAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ShutDown;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host's event log holds of a story. The channels System and Application and the logons and shares in Security
 * are on every host; how processes, registry and files are audited is the sensor's.
 */
public abstract class EventLog {
    static final long KERNEL_PID = 4;
    private static final String DOMAIN = ".corp.example";
    private static final long EVENT_LOG_SERVICE_PID = 1420;
    private static final String SECURITY_GUID = "{54849625-5478-4994-a5ba-3e3b0328c30d}";

    /** Short for a test's name: {@code sysmon} or {@code security}. */
    public abstract String sensor();

    /** What this host's sensor writes about processes, registry and files. */
    public abstract Optional<EventRecord> audited(StoryEvent event);

    /** The record of an event; empty when the host's log does not hold it. */
    public final Optional<EventRecord> record(StoryEvent event) {
        Optional<EventRecord> common = common(event);
        return common.isPresent() ? common : audited(event);
    }

    private static Optional<EventRecord> common(StoryEvent event) {
        if (event.simulated() instanceof LoggedOn logon) {
            return Optional.of(logon(event, logon));
        }
        if (event.simulated() instanceof ShareAccessed access) {
            return Optional.of(shareAccess(event, access));
        }
        if (event.simulated() instanceof Booted boot) {
            return Optional.of(boot(event, boot));
        }
        if (event.simulated() instanceof ShutDown) {
            return Optional.of(system(
                    event, "EventLog", 6006, EVENT_LOG_SERVICE_PID, Map.of(), "The Event log service was stopped."));
        }
        if (event.simulated() instanceof ApplicationFailed failure) {
            return Optional.of(applicationError(event, failure));
        }
        if (event.simulated() instanceof CriticalProcessFailed failure) {
            return Optional.of(criticalProcess(event, failure));
        }
        if (event.simulated() instanceof RestartInitiated restart) {
            return Optional.of(restart(event, restart));
        }
        return Optional.empty();
    }

    private static EventRecord logon(StoryEvent event, LoggedOn logon) {
        boolean privileges = logon.eventId() == 4672;
        Map<String, String> data = subject(privileges ? logon.user() : "-\\-");
        if (privileges) {
            data.put("PrivilegeList", "SeDebugPrivilege");
        } else {
            target(data, logon.user());
            data.put("LogonType", Integer.toString(logon.logonType()));
            data.put("LogonProcessName", "Advapi  ");
            data.put("AuthenticationPackageName", "Negotiate");
            data.put("WorkstationName", "-");
            data.put("LogonGuid", "{00000000-0000-0000-0000-000000000000}");
            data.put("ProcessId", "0x2b8");
            data.put("ProcessName", "C:\\Windows\\System32\\" + logon.process());
            data.put("IpAddress", logon.address());
            data.put("IpPort", "0");
        }
        String title = privileges
                ? "Special privileges assigned to new logon."
                : logon.eventId() == 4624 ? "An account was successfully logged on." : "Event " + logon.eventId();
        return security(event, logon.eventId(), 12544, logon.lsassPid(), data, title);
    }

    private static EventRecord shareAccess(StoryEvent event, ShareAccessed access) {
        Map<String, String> data = subject(access.user());
        boolean pipe = access.share().endsWith("IPC$");
        data.put("ObjectType", "File");
        data.put("IpAddress", access.address());
        data.put("IpPort", "49812");
        data.put("ShareName", access.share());
        data.put("ShareLocalPath", pipe ? "" : "\\??\\C:\\");
        data.put("RelativeTargetName", access.path());
        data.put("AccessMask", pipe ? "0x12019f" : "0x1");
        data.put("AccessList", "%%4416");
        data.put("AccessReason", "-");
        return security(
                event,
                5145,
                12811,
                KERNEL_PID,
                data,
                "A network share object was checked to see whether client can be granted desired access.");
    }

    private static EventRecord boot(StoryEvent event, Booted boot) {
        return switch (boot.eventId()) {
            case 4608 -> security(event, 4608, 12288, 744, Map.of(), "Windows is starting up.");
            case 4826 -> security(event, 4826, 13573, KERNEL_PID, subject("-\\-"), "Boot Configuration Data loaded.");
            case 27 -> bootType(event, boot.bootType());
            case 6005 ->
                system(event, "EventLog", 6005, EVENT_LOG_SERVICE_PID, Map.of(), "The Event log service was started.");
            default -> systemStart(event, boot.eventId());
        };
    }

    private static EventRecord bootType(StoryEvent event, int type) {
        return system(
                event,
                "Microsoft-Windows-Kernel-Boot",
                27,
                KERNEL_PID,
                Map.of("BootType", Integer.toString(type)),
                "The boot type was 0x" + type + ".");
    }

    private static EventRecord systemStart(StoryEvent event, int eventId) {
        String time = TimeSpellings.iso(event.timeMillis(), 9);
        Map<String, String> data = new LinkedHashMap<>();
        data.put("MajorVersion", "10");
        data.put("MinorVersion", "0");
        data.put("BuildVersion", "19045");
        data.put("StartTime", time);
        return system(
                event,
                "Microsoft-Windows-Kernel-General",
                eventId,
                KERNEL_PID,
                data,
                "The operating system started at system time " + time + ".");
    }

    private static EventRecord applicationError(StoryEvent event, ApplicationFailed failure) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("AppName", failure.application());
        data.put("AppVersion", "10.0.19041.3636");
        data.put("AppTimeStamp", "a3b2c1d0");
        data.put("ModuleName", failure.module());
        data.put("ModuleVersion", "10.0.19041.3636");
        data.put("ModuleTimeStamp", "b4c3d2e1");
        data.put("ExceptionCode", failure.code());
        data.put("FaultingOffset", "000000000003a7f1");
        data.put("ProcessId", "0x" + Long.toHexString(failure.pid()));
        data.put("ProcessCreationTime", "0x1d853a1b2c3d4e5");
        data.put("AppPath", failure.path());
        data.put("ModulePath", "C:\\Windows\\System32\\" + failure.module());
        data.put("IntegratorReportId", "5c1f9a7e-94d6-4c4e-8b0e-6f6f0f1d2c3b");
        String message = "Faulting application name: " + failure.application()
                + ", version: 10.0.19041.3636, time stamp: 0xa3b2c1d0\r\nFaulting module name: " + failure.module()
                + ", version: 10.0.19041.3636, time stamp: 0xb4c3d2e1\r\nException code: 0x" + failure.code()
                + "\r\nFault offset: 0x000000000003a7f1\r\nFaulting process id: 0x" + Long.toHexString(failure.pid());
        return classic(event, "Application", "Application Error", 1000, 100, 0, data, message);
    }

    private static EventRecord criticalProcess(StoryEvent event, CriticalProcessFailed failure) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("param1", failure.image());
        data.put("param2", failure.status());
        String message = "A critical system process, " + failure.image() + ", failed with status code "
                + failure.status() + ".  The machine must now be restarted.";
        return classic(event, "Application", "Microsoft-Windows-Wininit", 1015, 0, 612, data, message);
    }

    private static EventRecord restart(StoryEvent event, RestartInitiated restart) {
        Map<String, String> data = new LinkedHashMap<>();
        String comment =
                "The system process 'C:\\Windows\\system32\\lsass.exe' terminated unexpectedly with status code "
                        + restart.status() + ".  The system will now shut down and restart.";
        data.put("param1", restart.by() + " (" + event.host() + ")");
        data.put("param2", event.host());
        data.put("param3", restart.reason());
        data.put("param4", "0x50006");
        data.put("param5", "restart");
        data.put("param6", comment);
        data.put("param7", "");
        String message =
                "The process " + restart.by() + " (" + event.host() + ") has initiated the restart of computer "
                        + event.host() + " on behalf of user  for the following reason: " + restart.reason()
                        + "\r\n Reason Code: 0x50006\r\n Shutdown Type: restart\r\n Comment: " + comment;
        return classic(event, "System", "User32", 1074, 0, 612, data, message);
    }

    private static EventRecord system(
            StoryEvent event, String provider, int eventId, long loggerPid, Map<String, String> data, String title) {
        return classic(event, "System", provider, eventId, 0, loggerPid, data, title);
    }

    private static EventRecord classic(
            StoryEvent event,
            String channel,
            String provider,
            int eventId,
            int task,
            long loggerPid,
            Map<String, String> data,
            String title) {
        return new EventRecord(
                channel,
                provider,
                null,
                eventId,
                0,
                task,
                event.host() + DOMAIN,
                event.host(),
                event.timeMillis(),
                40_000 + event.ordinal(),
                loggerPid,
                null,
                data,
                title);
    }

    public static EventRecord security(
            StoryEvent event, int eventId, int task, long loggerPid, Map<String, String> data, String title) {
        return new EventRecord(
                "Security",
                "Microsoft-Windows-Security-Auditing",
                SECURITY_GUID,
                eventId,
                2,
                task,
                event.host() + DOMAIN,
                event.host(),
                event.timeMillis(),
                300_000 + event.ordinal(),
                loggerPid,
                null,
                data,
                title);
    }

    public static EventRecord sysmon(StoryEvent event, int eventId, Map<String, String> data, String title) {
        return new EventRecord(
                EventRecord.SYSMON_CHANNEL,
                "Microsoft-Windows-Sysmon",
                "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}",
                eventId,
                eventId == 1 ? 5 : 2,
                eventId,
                event.host() + DOMAIN,
                event.host(),
                event.timeMillis() + 13,
                70_000 + event.ordinal(),
                3208,
                "S-1-5-18",
                data,
                title);
    }

    /** The Subject of a Security record: the account that acted. */
    public static Map<String, String> subject(String user) {
        Map<String, String> data = new LinkedHashMap<>();
        account(data, "Subject", user);
        return data;
    }

    public static void target(Map<String, String> data, String user) {
        account(data, "Target", user);
    }

    private static void account(Map<String, String> data, String role, String user) {
        StoryProcess nobody = new StoryProcess("", 0, null, user, null, null, "");
        data.put(role + "UserSid", user.equals("-\\-") ? "S-1-0-0" : nobody.userSid());
        data.put(role + "UserName", nobody.userName());
        data.put(role + "DomainName", nobody.userDomain());
        data.put(role + "LogonId", "0x3e7");
    }

    public static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    public static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
