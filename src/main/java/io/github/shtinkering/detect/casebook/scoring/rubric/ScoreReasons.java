package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.FileActivity;
import java.util.List;
import java.util.stream.Collectors;

/** The rubric's reasons in words. */
final class ScoreReasons {
    private ScoreReasons() {}

    /** What a row of the base matrix means. */
    static String base(String row) {
        String words = row.replace("arming-launch", "armed, launch").replace("arming-dump", "armed, dump");
        return switch (row) {
            case "arming-prepared" -> "a dump setting for lsass.exe was prepared, without the full type";
            case "arming-global" -> "full user-mode dumps were enabled for every program";
            case "arming-lsass" -> "full user-mode dumps were enabled for lsass.exe by name";
            case "crash-record-only" -> "a crash of LSASS was claimed, and nothing else of it was seen";
            case "launches-crowded-out" ->
                "other processes had WerFault launched at more targets than are kept, which happens by no accident";
            case "dump" -> "WerFault wrote a dump of LSASS";
            case "dump-by-other" -> "a program other than WerFault wrote a dump named for LSASS";
            case "arming-dump" -> "armed, then WerFault wrote a dump of LSASS; the launch was not seen";
            default ->
                words.replace("launch-match-foreign", "WerFault launched at LSASS by another process")
                        .replace("launch-match-own", "WerFault launched at LSASS, by no other process")
                        .replace("launch-unknown-foreign", "WerFault launched by another process at an unknown target")
                        .replace("launch-unknown-own", "WerFault launched at an unknown target")
                        .replace("-unreadable-dump", ", and it wrote a dump of unreadable name")
                        .replace("-dump", ", and a dump of LSASS written");
        };
    }

    /** A span of time as a person says it. */
    static String span(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 120) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 72 ? hours + " h" : hours / 24 + " days";
    }

    /** What was done to a dump. */
    static String handling(TimelineEntry handling) {
        FileActivity file = handling.event().fact().file();
        if (file == null) {
            return "handled";
        }
        return switch (file.operation()) {
            case CREATED, COPIED -> "copied";
            case ARCHIVED -> "archived";
            case RENAMED -> "renamed";
            case DELETED -> "deleted";
            case READ_OVER_SMB -> "read over SMB";
        };
    }

    /** What corroborates a genuine crash. */
    static String crash(List<TimelineEntry> corroboration) {
        return corroboration.stream().map(ScoreReasons::crash).distinct().collect(Collectors.joining(", "));
    }

    private static String crash(TimelineEntry entry) {
        if (entry.kind() == EntryKind.REBOOT) {
            return "the host booted";
        }
        if (entry.kind() == EntryKind.LSASS_ENDED) {
            return "LSASS ended";
        }
        CrashEvidence crash = entry.event().fact().crash();
        return crash != null && crash.source() == CrashEvidence.Source.WININIT_1015
                ? "Wininit 1015"
                : "System 1074 by wininit.exe";
    }
}
