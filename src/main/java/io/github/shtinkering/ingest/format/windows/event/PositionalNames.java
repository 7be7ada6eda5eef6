package io.github.shtinkering.ingest.format.windows.event;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.ingest.document.json.JsonTrees;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.TimestampParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the values of the events that we use, as their manifests define it. Newer versions append, so a list
 * serves older ones too; what was put in the middle is told apart by what the values are and how many.
 */
public final class PositionalNames {
    private static final String SUBJECT = "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ";
    private static final String ACTOR = "RuleName UtcTime ProcessGuid ProcessId Image ";
    private static final String REGISTRY = "RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject ";
    private static final String DELETED = "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes";
    private static final String PIPE = "RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User";
    private static final int ARITY_WITHOUT_ORIGINAL_NAME = 21;

    private static final Map<Integer, List<String>> SYSMON = Map.ofEntries(
            entry(
                    1,
                    names("RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company "
                            + "OriginalFileName CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId "
                            + "IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine "
                            + "ParentUser")),
            entry(3, names(ACTOR)),
            entry(5, names(ACTOR + "User")),
            entry(7, names(ACTOR)),
            entry(
                    8,
                    names("RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid "
                            + "TargetProcessId TargetImage")),
            entry(
                    10,
                    names("RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage "
                            + "TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace SourceUser "
                            + "TargetUser")),
            entry(11, names(ACTOR + "TargetFilename CreationUtcTime User")),
            entry(12, names(REGISTRY + "User")),
            entry(13, names(REGISTRY + "Details User")),
            entry(14, names(REGISTRY + "NewName User")),
            entry(15, names(ACTOR + "TargetFilename CreationUtcTime Hash Contents User")),
            entry(17, names(PIPE)),
            entry(18, names(PIPE)),
            entry(22, names("RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User")),
            entry(23, names(DELETED)),
            entry(26, names(DELETED)));

    private static final Map<Integer, List<String>> SECURITY = Map.ofEntries(
            entry(
                    4624,
                    names(SUBJECT + "TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType "
                            + "LogonProcessName AuthenticationPackageName WorkstationName LogonGuid "
                            + "TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort")),
            entry(
                    4648,
                    names(SUBJECT + "LogonGuid TargetUserName TargetDomainName TargetLogonGuid TargetServerName "
                            + "TargetInfo ProcessId ProcessName IpAddress IpPort")),
            entry(
                    4656,
                    names(SUBJECT + "ObjectServer ObjectType ObjectName HandleId TransactionId AccessList "
                            + "AccessReason AccessMask PrivilegeList RestrictedSidCount ProcessId ProcessName")),
            entry(
                    4657,
                    names(SUBJECT + "ObjectName ObjectValueName HandleId OperationType OldValueType OldValue "
                            + "NewValueType NewValue ProcessId ProcessName")),
            entry(4658, names(SUBJECT + "ObjectServer HandleId ProcessId ProcessName")),
            entry(
                    4663,
                    names(SUBJECT + "ObjectServer ObjectType ObjectName HandleId AccessList AccessMask ProcessId "
                            + "ProcessName")),
            entry(4673, names(SUBJECT + "ObjectServer Service PrivilegeList ProcessId ProcessName")),
            entry(
                    4688,
                    names(SUBJECT + "NewProcessId NewProcessName TokenElevationType ProcessId CommandLine "
                            + "TargetUserSid TargetUserName TargetDomainName TargetLogonId ParentProcessName "
                            + "MandatoryLabel")),
            entry(4689, names(SUBJECT + "Status ProcessId ProcessName")),
            entry(
                    5145,
                    names(SUBJECT + "ObjectType IpAddress IpPort ShareName ShareLocalPath RelativeTargetName "
                            + "AccessMask AccessList AccessReason")));

    private PositionalNames() {}

    private static List<String> names(String blankSeparated) {
        return List.of(blankSeparated.strip().split(" "));
    }

    /** Returns the names of the event's values; empty when it is none that we use. */
    public static List<String> of(@Nullable String channel, @Nullable Integer id, JsonNode values) {
        if (id == null) {
            return List.of();
        }
        if (AsciiCase.equalsIgnoreCase(channel, "Security")) {
            return SECURITY.getOrDefault(id, List.of());
        }
        boolean sysmon = AsciiCase.equalsIgnoreCase(channel, "Microsoft-Windows-Sysmon/Operational");
        return sysmon ? sysmon(id, values) : List.of();
    }

    private static List<String> sysmon(int id, JsonNode values) {
        List<String> names = new ArrayList<>(SYSMON.getOrDefault(id, List.of()));
        int time = names.indexOf("UtcTime");
        boolean withoutRule = time > 0 && TimestampParser.parse(JsonTrees.text(values.path(time - 1))) != null;
        if (withoutRule) {
            names.remove("RuleName");
        }
        int arity = values.size() + (withoutRule ? 1 : 0);
        if (id == 1 && arity == ARITY_WITHOUT_ORIGINAL_NAME) {
            names.remove("OriginalFileName");
        }
        return names;
    }
}
