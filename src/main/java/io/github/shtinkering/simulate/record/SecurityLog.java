package io.github.shtinkering.simulate.record;

import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileTouched;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessEnded;
import io.github.shtinkering.simulate.story.SimulatedEvent.ProcessStarted;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryChanged;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.Map;
import java.util.Optional;

/**
 * A host without Sysmon: process auditing with command lines, and audit entries (SACLs) on LocalDumps and on the
 * dump folders. That a key is gone shows as 4663 of the right to delete it; the Security log has no record of a rename,
 * none of a key's creation that names the key, and none of an access that tells the PID of the process accessed.
 */
public final class SecurityLog extends EventLog {
    private static final String DELETE = "0x10000";
    private static final String WRITE_DATA = "0x2";

    @Override
    public String sensor() {
        return "security";
    }

    @Override
    public Optional<EventRecord> audited(StoryEvent event) {
        if (event.simulated() instanceof ProcessStarted start) {
            return Optional.of(processCreation(event, start));
        }
        if (event.simulated() instanceof ProcessEnded end) {
            Map<String, String> data = subject(end.process().user());
            data.put("Status", "0x0");
            data.put("ProcessId", hex(end.process().pid()));
            data.put("ProcessName", end.process().image());
            return Optional.of(security(event, 4689, 13313, KERNEL_PID, data, "A process has exited."));
        }
        if (event.simulated() instanceof RegistryChanged change) {
            return registry(event, change);
        }
        if (event.simulated() instanceof FileTouched file) {
            return file(event, file);
        }
        return Optional.empty();
    }

    private static EventRecord processCreation(StoryEvent event, ProcessStarted start) {
        StoryProcess process = start.process();
        Map<String, String> data = subject(start.parent().user());
        data.put("NewProcessId", hex(process.pid()));
        data.put("NewProcessName", process.image());
        data.put("TokenElevationType", "%%1936");
        data.put("ProcessId", hex(start.parent().pid()));
        data.put("CommandLine", process.commandLine() == null ? "" : process.commandLine());
        target(data, process.user().equals(start.parent().user()) ? "-\\-" : process.user());
        data.put("ParentProcessName", start.parent().image());
        data.put("MandatoryLabel", process.integrity().equals("System") ? "S-1-16-16384" : "S-1-16-12288");
        return security(event, 4688, 13312, KERNEL_PID, data, "A new process has been created.");
    }

    private static Optional<EventRecord> registry(StoryEvent event, RegistryChanged change) {
        return switch (change.operation()) {
            case SET_VALUE -> Optional.of(valueModified(event, change, "%%1905"));
            case DELETE_VALUE -> Optional.of(valueModified(event, change, "%%1906"));
            case DELETE_KEY ->
                Optional.of(objectAccess(event, change.actor(), "Key", kernelPath(change.key()), DELETE));
            case CREATE_KEY, RENAME -> Optional.empty();
        };
    }

    private static EventRecord valueModified(StoryEvent event, RegistryChanged change, String operation) {
        boolean set = change.data() != null;
        Map<String, String> data = subject(change.actor().user());
        data.put("ObjectName", kernelPath(change.key()));
        data.put("ObjectValueName", orDash(change.value()));
        data.put("HandleId", "0x2f4");
        data.put("OperationType", operation);
        data.put("OldValueType", "-");
        data.put("OldValue", "-");
        data.put("NewValueType", !set ? "-" : "dword".equals(change.type()) ? "%%1876" : "%%1873");
        data.put("NewValue", orDash(change.data()));
        data.put("ProcessId", hex(change.actor().pid()));
        data.put("ProcessName", change.actor().image());
        return security(event, 4657, 12801, KERNEL_PID, data, "A registry value was modified.");
    }

    private static Optional<EventRecord> file(StoryEvent event, FileTouched file) {
        return file.operation() == FileOperation.RENAMED
                ? Optional.empty()
                : Optional.of(objectAccess(
                        event,
                        file.actor(),
                        "File",
                        file.path(),
                        file.operation() == FileOperation.CREATED ? WRITE_DATA : DELETE));
    }

    private static EventRecord objectAccess(
            StoryEvent event, StoryProcess actor, String type, String name, String access) {
        Map<String, String> data = subject(actor.user());
        data.put("ObjectServer", "Security");
        data.put("ObjectType", type);
        data.put("ObjectName", name);
        data.put("HandleId", "0x584");
        data.put("AccessList", access.equals(DELETE) ? "%%1537" : "%%4417");
        data.put("AccessMask", access);
        data.put("ProcessId", hex(actor.pid()));
        data.put("ProcessName", actor.image());
        data.put("ResourceAttributes", "S:AI");
        return security(event, 4663, 12800, KERNEL_PID, data, "An attempt was made to access an object.");
    }

    private static String kernelPath(String key) {
        return key.startsWith("HKLM\\")
                ? "\\REGISTRY\\MACHINE\\" + key.substring(5)
                : key.startsWith("HKU\\") ? "\\REGISTRY\\USER\\" + key.substring(4) : key;
    }
}
