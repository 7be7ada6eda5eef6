package io.github.shtinkering.simulate.shape.shipper;

import io.github.shtinkering.simulate.record.EventLog;
import io.github.shtinkering.simulate.record.EventLogShape;
import io.github.shtinkering.simulate.record.EventRecord;
import io.github.shtinkering.simulate.record.JsonDocument;
import io.github.shtinkering.simulate.record.TimeSpellings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Winlogbeat or Elastic Agent with the modules' pipelines: EventData is moved to ECS fields, the rest stays. */
public final class WinlogbeatEcs extends EventLogShape {
    public WinlogbeatEcs(EventLog log) {
        super("winlogbeat-ecs", log);
    }

    @Override
    public String render(EventRecord record) {
        Map<String, String> rest = new LinkedHashMap<>(record.data());
        JsonDocument document = Winlogbeat.header(record)
                .put("ecs.version", "8.17.0")
                .put("winlog.record_id", Long.toString(record.recordId()));
        if (record.isSysmon()) {
            sysmon(document, record, rest);
        } else if (record.isSecurity()) {
            security(document, record, rest);
        }
        return document.put("winlog.event_data", rest.isEmpty() ? null : rest).toString();
    }

    private static void sysmon(JsonDocument document, EventRecord record, Map<String, String> rest) {
        document.put("event.module", "sysmon")
                .put("@timestamp", String.valueOf(rest.remove("UtcTime")).replace(' ', 'T') + 'Z')
                .put("event.created", TimeSpellings.iso(record.timeCreatedMillis(), 7))
                .put("user.id", "S-1-5-18");
        user(document, rest.remove("User"));
        boolean access = record.eventId() == 10;
        process(
                document,
                "process.",
                rest.remove(access ? "SourceProcessGUID" : "ProcessGuid"),
                rest.remove(access ? "SourceProcessId" : "ProcessId"),
                rest.remove(access ? "SourceImage" : "Image"));
        switch (record.eventId()) {
            case 1 -> processStart(document, rest);
            case 5 -> category(document, "process", "end");
            case 11 -> file(document, "creation", rest);
            case 26 -> file(document, "deletion", rest);
            case 12, 13, 14 -> registry(document, String.valueOf(rest.remove("TargetObject")), rest.remove("Details"));
            default -> {}
        }
    }

    private static void processStart(JsonDocument document, Map<String, String> rest) {
        category(document, "process", "start");
        process(
                document,
                "process.parent.",
                rest.remove("ParentProcessGuid"),
                rest.remove("ParentProcessId"),
                rest.remove("ParentImage"));
        document.put("process.command_line", rest.remove("CommandLine"))
                .put("process.pe.original_file_name", rest.remove("OriginalFileName"))
                .put("process.working_directory", rest.remove("CurrentDirectory"))
                .put("process.parent.command_line", rest.remove("ParentCommandLine"));
        rest.remove("Hashes");
    }

    private static void category(JsonDocument document, String category, String type) {
        document.put("event.category", List.of(category)).put("event.type", List.of(type));
    }

    private static void registry(JsonDocument document, String path, @Nullable String details) {
        int root = path.indexOf('\\');
        document.put("event.category", List.of("configuration", "registry"))
                .put("event.type", List.of("change"))
                .put("registry.path", path)
                .put("registry.hive", path.substring(0, root))
                .put("registry.key", path.substring(root + 1))
                .put("registry.value", path.substring(path.lastIndexOf('\\') + 1));
        if (details != null) {
            boolean dword = details.startsWith("DWORD (0x");
            document.put("registry.data.type", dword ? "SZ_DWORD" : "REG_SZ")
                    .put(
                            "registry.data.strings",
                            List.of(
                                    dword
                                            ? Long.toString(
                                                    Long.parseLong(details.substring(9, details.length() - 1), 16))
                                            : details));
        }
    }

    private static void file(JsonDocument document, String type, Map<String, String> rest) {
        category(document, "file", type);
        String path = String.valueOf(rest.remove("TargetFilename"));
        int slash = path.lastIndexOf('\\');
        int dot = path.lastIndexOf('.');
        document.put("file.path", path)
                .put("file.directory", slash < 0 ? null : path.substring(0, slash))
                .put("file.name", path.substring(slash + 1))
                .put("file.extension", dot > slash ? path.substring(dot + 1) : null);
    }

    private static void security(JsonDocument document, EventRecord record, Map<String, String> rest) {
        document.put("event.module", "security")
                .put("event.outcome", "success")
                .put("user.id", rest.get("SubjectUserSid"))
                .put("user.name", rest.get("SubjectUserName"))
                .put("user.domain", rest.get("SubjectDomainName"));
        if (record.eventId() == 4688) {
            process(document, "process.", null, decimal(rest.remove("NewProcessId")), rest.remove("NewProcessName"));
            process(
                    document,
                    "process.parent.",
                    null,
                    decimal(rest.get("ProcessId")),
                    rest.remove("ParentProcessName"));
            document.put("event.action", "created-process")
                    .put("event.category", List.of("process"))
                    .put("event.type", List.of("start"))
                    .put("process.command_line", rest.get("CommandLine"));
        } else if (rest.containsKey("ProcessName")) {
            process(document, "process.", null, decimal(rest.get("ProcessId")), rest.get("ProcessName"));
        }
        if (record.eventId() == 4624) {
            document.put("event.action", "logged-in").put("source.ip", rest.get("IpAddress"));
        }
    }

    private static @Nullable String decimal(@Nullable String hex) {
        return hex == null ? null : Long.toString(Long.decode(hex));
    }

    private static void user(JsonDocument document, @Nullable String user) {
        if (user != null) {
            int slash = user.indexOf('\\');
            document.put("user.name", user.substring(slash + 1))
                    .put("user.domain", slash < 0 ? null : user.substring(0, slash));
        }
    }

    private static void process(
            JsonDocument document, String prefix, @Nullable String guid, @Nullable String pid, @Nullable String image) {
        document.put(prefix + "entity_id", guid)
                .put(prefix + "pid", pid == null ? null : Long.valueOf(pid))
                .put(prefix + "executable", image)
                .put(prefix + "name", image == null ? null : image.substring(image.lastIndexOf('\\') + 1));
    }
}
