package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.normal.WindowsPath;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a case's dumps are like, where they went, and what was done to them. */
final class DumpEvidence {
    private static final long MEGABYTE = 1_048_576L;
    private static final long TINY = MEGABYTE;
    private static final long LARGE = 20 * MEGABYTE;

    private final ScoredEvidence evidence;

    DumpEvidence(ScoredEvidence evidence) {
        this.evidence = evidence;
    }

    /** A dump too small to be one; null when there is none. */
    @Nullable
    TimelineEntry tiny() {
        return ofSize(0, TINY);
    }

    /** A dump of the size of a real one; null when there is none. */
    @Nullable
    TimelineEntry large() {
        return ofSize(LARGE, Long.MAX_VALUE);
    }

    private @Nullable TimelineEntry ofSize(long from, long below) {
        return evidence.dumps().stream()
                .filter(dump -> {
                    FileActivity file = dump.event().fact().file();
                    Long size = file == null ? null : file.size();
                    return size != null && size >= from && size < below;
                })
                .findFirst()
                .orElse(null);
    }

    /** Whether a dump is that of a protected process: it is encrypted. */
    boolean isEncrypted() {
        return evidence.dumps().stream().anyMatch(dump -> {
            FileActivity file = dump.event().fact().file();
            DumpName name = file == null ? null : DumpName.parse(file.path());
            return name != null && name.protectedDump();
        });
    }

    /** The act, or else the last write to the registry, by which dumps go to a network share; null when none does. */
    @Nullable
    TimelineEntry writtenToShare() {
        List<TimelineEntry> dumpsFirst = Stream.concat(evidence.dumps().stream(), evidence.launches().stream())
                .toList();
        List<TimelineEntry> deciding = dumpsFirst.isEmpty() ? lastSetting() : dumpsFirst;
        return deciding.stream().filter(DumpEvidence::namesShare).findFirst().orElse(null);
    }

    private List<TimelineEntry> lastSetting() {
        List<TimelineEntry> settings = evidence.settings().stream()
                .sorted(Comparator.comparingLong(setting -> setting.event().lastMillis()))
                .toList();
        return settings.subList(Math.max(0, settings.size() - 1), settings.size());
    }

    private static boolean namesShare(TimelineEntry entry) {
        FileActivity file = entry.event().fact().file();
        return file != null && isShare(file.path())
                || entry.arming() != null && isShare(entry.arming().dumpFolder());
    }

    private static boolean isShare(@Nullable String path) {
        String normal = WindowsPath.normalise(path);
        return normal != null && normal.startsWith("\\\\");
    }

    static boolean isReadOverSmb(TimelineEntry handling) {
        return isOperation(handling, FileActivity.Operation.READ_OVER_SMB);
    }

    /** Renamed, copied, packed or deleted by a program that is known and is none of WER's. */
    static boolean isHandledByOther(TimelineEntry handling) {
        Fact fact = handling.event().fact();
        return !isReadOverSmb(handling)
                && WerPrograms.name(fact.actor()) != null
                && !WerPrograms.isWerFamily(fact.actor());
    }

    /** Read over SMB, or renamed, copied or archived by anyone but WER: no crash explains that. */
    static boolean isCollected(TimelineEntry handling) {
        boolean deleted = isOperation(handling, FileActivity.Operation.DELETED);
        return isReadOverSmb(handling) || !deleted && isHandledByOther(handling);
    }

    private static boolean isOperation(TimelineEntry handling, FileActivity.Operation operation) {
        FileActivity file = handling.event().fact().file();
        return file != null && file.operation() == operation;
    }
}
