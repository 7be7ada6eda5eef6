package io.github.shtinkering.cluster;

import java.util.Map;
import java.util.stream.Collectors;

/** An attempt on a host, as Winlogbeat sends Sysmon's records. */
final class SysmonRecords {
    private static final String TOOL = "C:\\Users\\Public\\tool.exe";
    private static final String WERFAULT = "C:\\Windows\\System32\\WerFault.exe";

    private SysmonRecords() {}

    /** Full dumps are switched on for all programs. */
    static String arming(String host) {
        return record(
                host,
                13,
                "2026-11-09 12:00:00.000",
                Map.of(
                        "EventType", "SetValue",
                        "ProcessId", "4188",
                        "Image", "C:\\Windows\\regedit.exe",
                        "Details", "DWORD (0x00000002)",
                        "TargetObject",
                                "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps\\DumpType"));
    }

    /** WerFault is started for PID 744 by another process. */
    static String launch(String host) {
        return record(
                host,
                1,
                "2026-11-09 12:01:00.000",
                Map.of(
                        "ProcessId",
                        "6100",
                        "Image",
                        WERFAULT,
                        "CommandLine",
                        WERFAULT + " -u -p 744 -ip 5120 -s 188",
                        "ParentProcessId",
                        "5120",
                        "ParentImage",
                        TOOL,
                        "ParentCommandLine",
                        TOOL,
                        "User",
                        "CORP\\bob"));
    }

    /** It writes a dump of LSASS. */
    static String dump(String host) {
        return record(
                host,
                11,
                "2026-11-09 12:01:02.000",
                Map.of(
                        "ProcessId", "6100",
                        "Image", WERFAULT,
                        "TargetFilename",
                                "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe.744.dmp",
                        "CreationUtcTime", "2026-11-09 12:01:02.000"));
    }

    /** LSASS starts, an hour before. */
    static String lsassStarted(String host, long pid) {
        return record(
                host,
                1,
                "2026-11-09 11:00:00.000",
                Map.of(
                        "ProcessId", Long.toString(pid),
                        "Image", "C:\\Windows\\System32\\lsass.exe",
                        "CommandLine", "C:\\Windows\\system32\\lsass.exe",
                        "ParentProcessId", "640",
                        "ParentImage", "C:\\Windows\\System32\\wininit.exe",
                        "ParentCommandLine", "wininit.exe",
                        "User", "NT AUTHORITY\\SYSTEM"));
    }

    private static String record(String host, int id, String time, Map<String, String> data) {
        String fields = data.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue().replace("\\", "\\\\") + "\"")
                .collect(Collectors.joining(","));
        return """
                {"@timestamp":"%s","event":{"code":"%d","module":"sysmon"},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":%d,"record_id":%d,"provider_name":"Microsoft-Windows-Sysmon","computer_name":"%s","event_data":{"UtcTime":"%s",%s}}}""".formatted(time.replace(' ', 'T') + "Z", id, id, id, host, time, fields);
    }
}
