package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ImageLoaded;
import io.github.shtinkering.simulate.story.SimulatedEvent.NetworkConnected;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessAccessed;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host with Sysmon, configured as {@code deploy/shippers} has it. Sysmon has no record of a file's renaming. */
public final class SysmonLog extends EventLog {
    @Override
    public String sensor() {
        return "sysmon";
    }

    @Override
    public Optional<EventRecord> audited(StoryEvent event) {
        if (event.simulated() instanceof ProcessStarted start) {
            return Optional.of(processCreate(event, start));
        }
        if (event.simulated() instanceof ProcessEnded end) {
            return Optional.of(sysmon(event, 5, subject(event, null, end.process()), "Process terminated"));
        }
        if (event.simulated() instanceof ProcessAccessed access) {
            return Optional.of(processAccess(event, access));
        }
        if (event.simulated() instanceof RegistryChanged change) {
            return Optional.of(registry(event, change));
        }
        if (event.simulated() instanceof FileTouched file) {
            return file(event, file);
        }
        if (event.simulated() instanceof NetworkConnected connection) {
            return Optional.of(network(event, connection));
        }
        if (event.simulated() instanceof ImageLoaded load) {
            return Optional.of(imageLoad(event, load));
        }
        return Optional.empty();
    }

    private static EventRecord processCreate(StoryEvent event, ProcessStarted start) {
        StoryProcess process = start.process();
        Map<String, String> data = subject(event, null, process);
        data.remove("User");
        data.put("FileVersion", "10.0.19041.4474 (WinBuild.160101.0800)");
        data.put("Description", "-");
        data.put("Product", "-");
        data.put("Company", "-");
        data.put("OriginalFileName", orDash(process.originalFileName()));
        data.put("CommandLine", process.commandLine() == null ? "" : process.commandLine());
        data.put("CurrentDirectory", "C:\\Windows\\system32\\");
        data.put("User", process.user());
        data.put("LogonGuid", "{00000000-0000-0000-e703-000000000000}");
        data.put("LogonId", "0x3e7");
        data.put("TerminalSessionId", "0");
        data.put("IntegrityLevel", process.integrity());
        data.put("Hashes", "-");
        data.put("ParentProcessGuid", start.parent().guid(event.host()));
        data.put("ParentProcessId", Long.toString(start.parent().pid()));
        data.put("ParentImage", start.parent().image());
        data.put("ParentCommandLine", orDash(start.parent().commandLine()));
        data.put("ParentUser", start.parent().user());
        return sysmon(event, 1, data, "Process Create");
    }

    private static EventRecord processAccess(StoryEvent event, ProcessAccessed access) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("RuleName", "-");
        data.put("UtcTime", TimeSpellings.sysmon(event.timeMillis()));
        data.put("SourceProcessGUID", access.source().guid(event.host()));
        data.put("SourceProcessId", Long.toString(access.source().pid()));
        data.put("SourceThreadId", "2660");
        data.put("SourceImage", access.source().image());
        data.put("TargetProcessGUID", access.target().guid(event.host()));
        data.put("TargetProcessId", Long.toString(access.target().pid()));
        data.put("TargetImage", access.target().image());
        data.put("GrantedAccess", access.mask());
        data.put("CallTrace", "C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e");
        data.put("SourceUser", access.source().user());
        data.put("TargetUser", access.target().user());
        return sysmon(event, 10, data, "Process accessed");
    }

    private static EventRecord registry(StoryEvent event, RegistryChanged change) {
        return switch (change.operation()) {
            case SET_VALUE -> valueSet(event, change);
            case RENAME -> renamed(event, change);
            case DELETE_VALUE -> objectEvent(event, "DeleteValue", change);
            case DELETE_KEY -> objectEvent(event, "DeleteKey", change);
            case CREATE_KEY -> objectEvent(event, "CreateKey", change);
        };
    }

    private static EventRecord valueSet(StoryEvent event, RegistryChanged change) {
        Map<String, String> data = registryData(event, "SetValue", change);
        data.put("Details", details(change));
        data.put("User", change.actor().user());
        return sysmon(event, 13, data, "Registry value set");
    }

    private static EventRecord renamed(StoryEvent event, RegistryChanged change) {
        Map<String, String> data = registryData(event, change.value() == null ? "RenameKey" : "RenameValue", change);
        data.put("NewName", orDash(change.newName()));
        data.put("User", change.actor().user());
        return sysmon(event, 14, data, "Registry object renamed");
    }

    private static EventRecord objectEvent(StoryEvent event, String type, RegistryChanged change) {
        Map<String, String> data = registryData(event, type, change);
        data.put("User", change.actor().user());
        return sysmon(event, 12, data, "Registry object added or deleted");
    }

    private static Map<String, String> registryData(StoryEvent event, String type, RegistryChanged change) {
        Map<String, String> data = subject(event, type, change.actor());
        data.remove("User");
        data.put("TargetObject", change.path());
        return data;
    }

    private static String details(RegistryChanged change) {
        String data = orDash(change.data());
        return "dword".equals(change.type()) ? String.format("DWORD (0x%08x)", Long.parseLong(data)) : data;
    }

    private static Optional<EventRecord> file(StoryEvent event, FileTouched file) {
        return switch (file.operation()) {
            case CREATED -> Optional.of(fileCreated(event, file));
            case DELETED -> Optional.of(fileDeleted(event, file));
            case RENAMED -> Optional.empty();
        };
    }

    private static EventRecord fileCreated(StoryEvent event, FileTouched file) {
        Map<String, String> data = fileData(event, file);
        data.put("CreationUtcTime", TimeSpellings.sysmon(event.timeMillis()));
        data.put("User", file.actor().user());
        return sysmon(event, 11, data, "File created");
    }

    private static EventRecord fileDeleted(StoryEvent event, FileTouched file) {
        Map<String, String> data = fileData(event, file);
        data.remove("TargetFilename");
        data.put("User", file.actor().user());
        data.put("TargetFilename", file.path());
        data.put("Hashes", "-");
        data.put("IsExecutable", "false");
        return sysmon(event, 26, data, "File Delete logged");
    }

    private static Map<String, String> fileData(StoryEvent event, FileTouched file) {
        Map<String, String> data = subject(event, null, file.actor());
        data.remove("User");
        data.put("TargetFilename", file.path());
        return data;
    }

    private static EventRecord network(StoryEvent event, NetworkConnected connection) {
        Map<String, String> data = subject(event, null, connection.process());
        data.put("Protocol", "tcp");
        data.put("Initiated", "true");
        data.put("SourceIp", "10.20.0.17");
        data.put("SourcePort", "51544");
        data.put("DestinationIp", connection.address());
        data.put("DestinationPort", Integer.toString(connection.port()));
        return sysmon(event, 3, data, "Network connection detected");
    }

    private static EventRecord imageLoad(StoryEvent event, ImageLoaded load) {
        Map<String, String> data = subject(event, null, load.process());
        data.put("ImageLoaded", load.library());
        data.put("Signed", "true");
        data.put("Signature", "Microsoft Windows");
        data.put("SignatureStatus", "Valid");
        return sysmon(event, 7, data, "Image loaded");
    }

    private static Map<String, String> subject(StoryEvent event, @Nullable String eventType, StoryProcess process) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("RuleName", "-");
        if (eventType != null) {
            data.put("EventType", eventType);
        }
        data.put("UtcTime", TimeSpellings.sysmon(event.timeMillis()));
        data.put("ProcessGuid", process.guid(event.host()));
        data.put("ProcessId", Long.toString(process.pid()));
        data.put("Image", process.image());
        data.put("User", process.user());
        return data;
    }
}
