package io.github.shtinkering.ingest.format.windows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.ingest.format.windows.event.SecurityEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Minimal documents of one Windows event in the shape of each shipper, written for these tests: only the fields that the
 * shape is known by and that matter, with each shipper's own way to spell them.
 */
public final class WindowsDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event, before a shipper takes it. */
    public record Event(String channel, String provider, int id, String utc, int headerPid, Map<String, String> data) {}

    public static final Event ARMING = new Event(
            "Microsoft-Windows-Sysmon/Operational",
            "Microsoft-Windows-Sysmon",
            13,
            "2026-11-09T08:00:00.123",
            3128,
            data(
                    "RuleName=-",
                    "EventType=SetValue",
                    "UtcTime=2026-11-09 08:00:00.123",
                    "ProcessGuid={AA6B4A20-23A4-5C91-0000-0010A4D41E05}",
                    "ProcessId=4188",
                    "Image=C:\\Windows\\System32\\reg.exe",
                    "TargetObject=HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\DumpType",
                    "Details=DWORD (0x00000002)"));

    public static final Event LAUNCH = new Event(
            "Microsoft-Windows-Sysmon/Operational",
            "Microsoft-Windows-Sysmon",
            1,
            "2026-11-09T08:01:00.456",
            3128,
            data(
                    "RuleName=-",
                    "UtcTime=2026-11-09 08:01:00.456",
                    "ProcessGuid={AA6B4A20-23A4-5C91-0000-0010A4D41E06}",
                    "ProcessId=7012",
                    "Image=C:\\Windows\\System32\\WerFault.exe",
                    "FileVersion=10.0",
                    "Description=Windows Problem Reporting",
                    "Product=Microsoft",
                    "Company=Microsoft",
                    "OriginalFileName=WerFault.exe",
                    "CommandLine=C:\\Windows\\system32\\WerFault.exe -u -p 744 -ip 5120 -s 244",
                    "CurrentDirectory=C:\\Windows\\system32\\",
                    "User=NT AUTHORITY\\SYSTEM",
                    "LogonGuid={AA6B4A20-23A4-5C91-0000-0020E7030000}",
                    "LogonId=0x3e7",
                    "TerminalSessionId=0",
                    "IntegrityLevel=System",
                    "Hashes=SHA256=" + "ab".repeat(32),
                    "ParentProcessGuid={AA6B4A20-23A4-5C91-0000-0010A4D41E07}",
                    "ParentProcessId=5120",
                    "ParentImage=C:\\Users\\Public\\tool.exe",
                    "ParentCommandLine=\"C:\\Users\\Public\\tool.exe\" --now"));

    public static final Event DUMP = new Event(
            "Microsoft-Windows-Sysmon/Operational",
            "Microsoft-Windows-Sysmon",
            11,
            "2026-11-09T08:01:02.789",
            3128,
            data(
                    "RuleName=-",
                    "UtcTime=2026-11-09 08:01:02.789",
                    "ProcessGuid={AA6B4A20-23A4-5C91-0000-0010A4D41E06}",
                    "ProcessId=7012",
                    "Image=C:\\Windows\\System32\\WerFault.exe",
                    "TargetFilename=C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe.744.dmp",
                    "CreationUtcTime=2026-11-09 08:01:02.789"));

    public static final Event PROCESS_4688 = new Event(
            "Security",
            SecurityEvents.PROVIDER,
            4688,
            "2026-11-09T08:01:00.460",
            4,
            data(
                    "SubjectUserSid=S-1-5-18",
                    "SubjectUserName=WS-01$",
                    "SubjectDomainName=CORP",
                    "SubjectLogonId=0x3e7",
                    "NewProcessId=0x1b64",
                    "NewProcessName=C:\\Windows\\System32\\WerFault.exe",
                    "TokenElevationType=%%1936",
                    "ProcessId=0x1400",
                    "CommandLine=C:\\Windows\\system32\\WerFault.exe -u -p 744 -ip 5120 -s 244",
                    "TargetUserSid=S-1-0-0",
                    "TargetUserName=-",
                    "TargetDomainName=-",
                    "TargetLogonId=0x0",
                    "ParentProcessName=C:\\Users\\Public\\tool.exe",
                    "MandatoryLabel=S-1-16-16384"));

    public static final Event LOGON_4624 = new Event(
            "Security",
            SecurityEvents.PROVIDER,
            4624,
            "2026-11-09T07:00:00.100",
            744,
            data(
                    "SubjectUserSid=S-1-5-18",
                    "SubjectUserName=WS-01$",
                    "SubjectDomainName=CORP",
                    "SubjectLogonId=0x3e7",
                    "TargetUserSid=S-1-5-21-1-2-3-1104",
                    "TargetUserName=bob",
                    "TargetDomainName=CORP",
                    "TargetLogonId=0x11f1a90",
                    "LogonType=10",
                    "LogonProcessName=User32",
                    "AuthenticationPackageName=Negotiate",
                    "WorkstationName=WS-01",
                    "LogonGuid={9cf03291-8c56-d23c-92ad-325a1a4db816}",
                    "TransmittedServices=-",
                    "LmPackageName=-",
                    "KeyLength=0",
                    "ProcessId=0x5ac",
                    "ProcessName=C:\\Windows\\System32\\svchost.exe",
                    "IpAddress=10.1.1.9",
                    "IpPort=0"));

    public static final Event REGISTRY_4657 = new Event(
            "Security",
            SecurityEvents.PROVIDER,
            4657,
            "2026-11-09T08:00:00.200",
            4,
            data(
                    "SubjectUserSid=S-1-5-21-1-2-3-500",
                    "SubjectUserName=adm1",
                    "SubjectDomainName=CORP",
                    "SubjectLogonId=0x1",
                    "ObjectName=\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps",
                    "ObjectValueName=DumpType",
                    "HandleId=0x1",
                    "OperationType=%%1904",
                    "OldValueType=-",
                    "OldValue=-",
                    "NewValueType=%%1876",
                    "NewValue=2",
                    "ProcessId=0x105c",
                    "ProcessName=C:\\Windows\\System32\\reg.exe"));

    public static final Event BOOT_12 = new Event(
            "System",
            "Microsoft-Windows-Kernel-General",
            12,
            "2026-11-09T06:00:00.000",
            4,
            data("MajorVersion=10", "StartTime=2026-11-09T06:00:00.5Z"));

    public static final String RECORD_ID = "4711";
    public static final String COMPUTER = "WS-01.corp.example";

    private WindowsDocuments() {}

    public static Map<String, String> data(String... assignments) {
        Map<String, String> data = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            data.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return data;
    }

    public static String json(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static String winlogbeat(Event event) {
        return json(Map.of(
                "@timestamp",
                event.utc + "4567Z",
                "event",
                Map.of("code", Integer.toString(event.id), "kind", "event", "provider", event.provider),
                "host",
                Map.of("name", "collector"),
                "winlog",
                Map.of(
                        "channel",
                        event.channel,
                        "computer_name",
                        COMPUTER,
                        "event_id",
                        Integer.toString(event.id),
                        "record_id",
                        4711,
                        "provider_name",
                        event.provider,
                        "process",
                        Map.of("pid", event.headerPid),
                        "user",
                        Map.of("identifier", "S-1-5-18"),
                        "event_data",
                        event.data)));
    }

    public static String winlogbeat6(Event event) {
        return json(Map.of(
                "@timestamp",
                event.utc + "Z",
                "beat",
                Map.of("hostname", "WECserver"),
                "host",
                Map.of("name", "WECserver"),
                "log_name",
                event.channel,
                "source_name",
                event.provider,
                "computer_name",
                COMPUTER,
                "event_id",
                event.id,
                "record_number",
                RECORD_ID,
                "process_id",
                event.headerPid,
                "event_data",
                event.data));
    }

    public static String evtxDump(Event event) {
        return json(Map.of(
                "Event",
                Map.of(
                        "System",
                        Map.of(
                                "Provider", Map.of("#attributes", Map.of("Name", event.provider)),
                                "EventID", Map.of("#attributes", Map.of("Qualifiers", 0), "#text", event.id),
                                "TimeCreated", Map.of("#attributes", Map.of("SystemTime", event.utc + "456Z")),
                                "EventRecordID", 4711,
                                "Execution", Map.of("#attributes", Map.of("ProcessID", event.headerPid)),
                                "Channel", event.channel,
                                "Computer", COMPUTER),
                        "EventData",
                        event.data)));
    }

    /** Chainsaw keeps attributes beside their elements. */
    public static String chainsaw(Event event) {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("Provider_attributes", Map.of("Name", event.provider));
        system.put("EventID", event.id);
        system.put("TimeCreated_attributes", Map.of("SystemTime", event.utc + "456Z"));
        system.put("EventRecordID", 4711);
        system.put("Execution_attributes", Map.of("ProcessID", event.headerPid));
        system.put("Channel", event.channel);
        system.put("Computer", COMPUTER);
        return json(Map.of("Event", Map.of("System", system, "EventData", event.data)));
    }

    public static String xml(Event event) {
        StringBuilder data = new StringBuilder();
        event.data.forEach((name, value) -> data.append("<Data Name='")
                .append(name)
                .append("'>")
                .append(escaped(value))
                .append("</Data>"));
        return "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='"
                + event.provider + "'/><EventID>" + event.id + "</EventID><TimeCreated SystemTime='" + event.utc
                + "456700Z'/><EventRecordID>" + RECORD_ID + "</EventRecordID><Execution ProcessID='" + event.headerPid
                + "' ThreadID='1'/><Channel>" + event.channel + "</Channel><Computer>" + COMPUTER
                + "</Computer><Security UserID='S-1-5-18'/></System><EventData>" + data + "</EventData></Event>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Local time four hours behind; the event's ProcessId and EventType have been pushed out. */
    public static String nxlog(Event event, boolean throughLogstash) {
        Map<String, Object> record = new LinkedHashMap<>(event.data);
        StringBuilder message = new StringBuilder("Something happened:\r\n");
        boolean sysmon = event.channel.contains("Sysmon");
        event.data.forEach(
                (name, value) -> message.append(name).append(": ").append(value).append("\r\n"));
        if (sysmon) {
            record.remove("ProcessId");
            record.put("EventType", "INFO");
        }
        String local = localTime(event.utc);
        record.put("Message", message.toString());
        record.put("EventTime", local);
        record.put("EventReceivedTime", local);
        record.put("EventID", event.id);
        record.put("Hostname", COMPUTER);
        record.put("RecordNumber", 4711);
        record.put("Channel", event.channel.equals("Security") ? "security" : event.channel);
        record.put("SourceName", event.provider);
        record.put("UserID", "S-1-5-18");
        record.put(throughLogstash ? "ExecutionProcessID" : "ProcessID", event.headerPid);
        if (throughLogstash) {
            record.put("@timestamp", event.utc.substring(0, 17) + "59.999Z");
            record.put("@version", "1");
            record.put("host", "wec.internal");
        }
        return json(record);
    }

    private static String localTime(String utc) {
        return java.time.LocalDateTime.parse(utc)
                .minusHours(4)
                .withNano(0)
                .toString()
                .replace('T', ' ')
                .concat(utc.startsWith("00", 17) ? ":00" : "");
    }

    public static String mordor(Event event) {
        Map<String, Object> record = new LinkedHashMap<>(event.data);
        record.put("Hostname", COMPUTER);
        record.put("Channel", event.channel);
        record.put("SourceName", event.provider);
        record.put("EventID", event.id);
        record.put("TimeCreated", event.utc + "Z");
        record.put("@timestamp", event.utc + "Z");
        return json(record) + "\r\n";
    }

    public static String vector(Event event) {
        return json(Map.of(
                "channel", event.channel,
                "computer", COMPUTER,
                "event_id", event.id,
                "record_id", 4711,
                "provider_name", event.provider,
                "process_id", event.headerPid,
                "timestamp", event.utc + "Z",
                "host", "collector",
                "event_data", event.data));
    }

    public static String fluentBit(Event event) {
        return json(Map.of(
                "ProviderName",
                event.provider,
                "EventID",
                event.id,
                "Channel",
                event.channel,
                "Computer",
                COMPUTER,
                "EventRecordID",
                4711,
                "ProcessID",
                event.headerPid,
                "UserID",
                "S-1-5-18",
                "TimeCreated",
                event.utc.replace('T', ' ') + " +0000",
                "StringInserts",
                List.copyOf(event.data.values())));
    }

    public static String wazuh(Event event) {
        Map<String, String> data = new LinkedHashMap<>();
        event.data.forEach((name, value) -> data.put(
                name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1),
                value.replace("\\", "\\\\").replace("\"", "\\\"")));
        return json(Map.of(
                "_index",
                "wazuh-archives",
                "_source",
                Map.of(
                        "timestamp",
                        "2026-11-09T09:30:00.000+0100",
                        "agent",
                        Map.of("name", "agent", "id", "006"),
                        "data",
                        Map.of(
                                "win",
                                Map.of(
                                        "eventdata",
                                        data,
                                        "system",
                                        Map.of(
                                                "eventID",
                                                Integer.toString(event.id),
                                                "channel",
                                                event.channel,
                                                "providerName",
                                                event.provider,
                                                "computer",
                                                COMPUTER,
                                                "eventRecordID",
                                                RECORD_ID,
                                                "processID",
                                                Integer.toString(event.headerPid),
                                                "systemTime",
                                                event.utc + "4567Z"))))));
    }

    public static String sentinelWindowsEvent(Event event) {
        return json(Map.of(
                "TimeGenerated",
                event.utc + "Z",
                "Computer",
                COMPUTER,
                "Channel",
                event.channel,
                "Provider",
                event.provider,
                "EventID",
                event.id,
                "EventRecordId",
                RECORD_ID,
                "SystemProcessId",
                event.headerPid,
                "EventData",
                json(event.data),
                "Type",
                "WindowsEvent"));
    }

    public static String sentinelSecurityEvent(Event event) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("TimeGenerated", event.utc + "Z");
        record.put("Computer", COMPUTER);
        record.put("Channel", event.channel);
        record.put("EventSourceName", event.provider);
        record.put("EventID", event.id);
        record.put("Type", "SecurityEvent");
        StringBuilder xml = new StringBuilder("<EventData xmlns=\"http://x\">\r\n");
        event.data.forEach((name, value) -> {
            if (name.startsWith("Object")) {
                xml.append("<Data Name=\"")
                        .append(name)
                        .append("\">")
                        .append(value)
                        .append("</Data>");
            } else {
                record.put(name.equals("ProcessId") ? "ProcessId_string" : name, value);
            }
        });
        record.put("EventData", xml + "</EventData>");
        return json(record);
    }

    public static String splunkJson(Event event) {
        Map<String, Object> result = new LinkedHashMap<>(event.data);
        result.put("EventCode", Integer.toString(event.id));
        result.put("Name", event.provider);
        result.put("Computer", COMPUTER);
        result.put("source", "XmlWinEventLog:" + event.channel);
        result.put("SystemTime", event.utc + "Z");
        result.put("RecordID", RECORD_ID);
        result.put("ProcessID", Integer.toString(event.headerPid));
        return json(Map.of("preview", false, "result", result));
    }
}
