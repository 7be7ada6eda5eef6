package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.fact.FileActivity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which launches are no stage after all: the name of their dump says that another program was dumped. */
public final class RefutedLaunches {
    private RefutedLaunches() {}

    /** Ids of launches of unknown target whose dump, by the pattern, is named for another program. */
    public static Set<String> launches(List<TimelineEntry> story, List<Chain> chains) {
        Map<String, TimelineEntry> elements = new HashMap<>();
        story.forEach(entry -> elements.put(entry.event().id(), entry));
        Set<String> launches = new HashSet<>();
        for (Chain chain : chains) {
            TimelineEntry launch = chain.launchId() == null ? null : elements.get(chain.launchId());
            TimelineEntry dump = chain.dumpId() == null ? null : elements.get(chain.dumpId());
            if (launch != null && dump != null && namesAnother(launch, dump)) {
                launches.add(launch.event().id());
            }
        }
        return launches;
    }

    /** SilentProcessExit's monitor dumps the initiator beside the target: only the target's own name exonerates. */
    private static boolean namesAnother(TimelineEntry launch, TimelineEntry dump) {
        FileActivity file = dump.event().fact().file();
        DumpName name = file == null ? null : DumpName.parse(file.path());
        Long target = LaunchRequest.target(launch.event().fact());
        return dump.nature() == DumpNature.OTHER_PROGRAM_BY_WER
                && name != null
                && (target == null || target == name.pid());
    }

    /** A launch counts as a stage when its target was LSASS, or may have been and another process asked for it. */
    public static boolean isLaunchStage(TimelineEntry launch, Set<String> exonerated) {
        if (launch.kind() != EntryKind.LAUNCH || launch.target() == null) {
            return false;
        }
        Resolution resolution = launch.target().resolution();
        return resolution == Resolution.CONFIRMED
                || resolution == Resolution.UNKNOWN
                        && LaunchRequest.foreign(launch.event().fact())
                        && (launch.target().contested()
                                || !exonerated.contains(launch.event().id()));
    }
}
