package io.github.shtinkering.ingest.format;

import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryEvent;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Documents of every format, one record each, for properties that must hold whatever the shipper is. */
public final class EveryFormat {
    private static final List<String> BESIDE_THE_STORY = List.of("""
            {"hostIdentifier": "ws-01", "unixTime": 1731139200, "snapshot": [
              {"name": "lsass.exe", "path": "C:\\\\Windows\\\\System32\\\\lsass.exe", "pid": "744"},
              {"hostname": "ws-01", "boot_time": "1731000000"},
              {"path": "C:\\\\D\\\\lsass.exe.744.dmp", "size": "58830409", "btime": "1731139100"},
              {"key": "HKEY_LOCAL_MACHINE\\\\SYSTEM\\\\CurrentControlSet\\\\Control\\\\Lsa", "name": "LsaPid",
               "type": "REG_DWORD", "data": "744"}]}
            """, """
            {"hostIdentifier": "ws-01", "unixTime": 1731139200, "action": "added", "columns": {
              "datetime": "2024-11-09T08:00:00.1Z", "source": "Microsoft-Windows-Sysmon/Operational",
              "provider_name": "Microsoft-Windows-Sysmon", "computer_name": "WS-01.corp.example", "eventid": "13",
              "pid": "3120", "data": "{\\"EventData\\": {\\"ProcessId\\": \\"5004\\", \\"Image\\": \\"C:\\\\\\\\W\\\\\\\\reg.exe\\",\
              \\"TargetObject\\": \\"HKLM\\\\\\\\SOFTWARE\\\\\\\\Microsoft\\\\\\\\Windows\\\\\\\\Windows Error Reporting\\\\\\\\LocalDumps\\\\\\\\DumpType\\",\
              \\"Details\\": \\"DWORD (0x00000002)\\"}}"}}
            """, """
            {"category": "AdvancedHunting-DeviceLogonEvents", "properties": {"ActionType": "LogonSuccess",
              "DeviceName": "ws-01", "Timestamp": "2024-11-09T08:00:00Z", "LogonType": "Interactive",
              "AccountDomain": "corp", "AccountName": "bob"}}
            """, """
            {"@timestamp": "2024-11-09T08:00:00Z", "host": {"name": "ws-01"}, "user": {"domain": "CORP", "name": "bob"},
             "event": {"module": "endpoint", "category": ["authentication"], "action": "log_on"},
             "process": {"Ext": {"session_info": {"logon_type": "Interactive"}}}}
            """, """
            {"category": "AdvancedHunting-AlertEvidence", "properties": {"AlertId": "a", "Title": "LSASS memory read",
              "DeviceName": "ws-01", "Timestamp": "2024-11-09T08:00:00Z"}}
            """, """
            {"preview": false, "result": {"EventCode": "4624", "Name": "Microsoft-Windows-Security-Auditing",
              "Computer": "WS-01.corp.example", "source": "XmlWinEventLog:Security", "RecordID": "4711",
              "SystemTime": "2024-11-09T08:00:00.1Z", "ProcessID": "744", "TargetUserName": "bob",
              "TargetDomainName": "CORP", "LogonType": "10"}}
            """, """
            {"@timestamp": "2024-11-09T08:00:00Z", "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational",
              "provider_name": "Microsoft-Windows-Sysmon", "event_id": "1", "computer_name": "WS-01",
              "event_data": {"ProcessId": "6120", "Image": "C:\\\\Windows\\\\System32\\\\cmd.exe",
                             "CommandLine": "cmd /c copy D:\\\\d\\\\app.mdmp D:\\\\a.txt"}}}
            """, """
            {"@timestamp": "2024-11-09T08:00:00Z", "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational",
              "provider_name": "Microsoft-Windows-Sysmon", "event_id": "11", "computer_name": "WS-01",
              "event_data": {"ProcessId": "6120", "Image": "C:\\\\d\\\\7z.exe", "TargetFilename": "D:\\\\x.dump.zip"}}}
            """, """
            {"@timestamp": "2024-11-09T08:00:00Z", "endgame": {"serial_event_id": 7}, "host": {"hostname": "WS-01"},
             "event": {"category": ["process"], "type": ["start"], "module": "endgame", "sequence": 7},
             "process": {"executable": "C:\\\\Windows\\\\System32\\\\WerFault.exe", "pid": 7012,
                         "command_line": "WerFault.exe -u -p 744 -ip 5120 -s 244"}}
            """);

    private EveryFormat() {}

    /** All documents. */
    public static List<String> documents() {
        return byShape().stream().flatMap(List::stream).toList();
    }

    /** One story that uses every verb, in every shape that can say it, shape by shape. */
    public static List<List<String>> byShape() {
        StoryProcess tool = StoryProcess.ofSystem("C:\\Users\\Public\\tool.exe", 5120, "tool.exe -x");
        List<StoryEvent> events = StoryBuilder.on("WS-01", 1_731_139_200_000L)
                .booted()
                .lsassStarted(744)
                .loggedOn(744, "CORP\\bob", 10, "10.1.1.9")
                .lsassAccessed(744)
                .armed(tool)
                .armedForLsass(tool)
                .dumpFolderSet(tool, "lsass.exe", "C:\\Dumps")
                .crashed(StoryProcess.ofSystem("C:\\Windows\\System32\\spoolsv.exe", 2040, null), 6000)
                .reportRequested(744, tool, 7012)
                .after(Duration.ofSeconds(2))
                .dumped(744, 5120, 7012)
                .fileDeleted(tool, StoryBuilder.CRASH_DUMPS + "lsass.exe.744.dmp")
                .readOverSmb("Windows\\Temp\\lsass.exe.744.dmp", "10.1.1.9", "CORP\\adm1")
                .disarmed(tool)
                .dumpsKeyDeleted(tool, "")
                .vendorAlerted(14_980)
                .lsassFailed(744, "RPCRT4.dll", "c0000005")
                .lsassEnded(744)
                .events();
        Stream<List<String>> told = RecordShapes.all().stream().map(shape -> events.stream()
                .flatMap(event -> shape.render(event).stream())
                .toList());
        return Stream.concat(told, Stream.of(BESIDE_THE_STORY)).toList();
    }
}
