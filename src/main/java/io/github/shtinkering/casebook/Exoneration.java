package io.github.shtinkering.casebook;

import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.host.DumpName;
import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.pattern.Chain;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which launches are no stage after all: the name of their dump says that another program was dumped. */
final class Exoneration {
    private Exoneration() {}

    /** Ids of launches of unknown target whose dump, by the pattern, is named for another program. */
    static Set<String> launches(List<Told> story, List<Chain> chains) {
        Map<String, Told> elements = new HashMap<>();
        story.forEach(told -> elements.put(told.event().id(), told));
        Set<String> launches = new HashSet<>();
        for (Chain chain : chains) {
            Told launch = chain.launchId() == null ? null : elements.get(chain.launchId());
            Told dump = chain.dumpId() == null ? null : elements.get(chain.dumpId());
            if (launch != null && dump != null && namesAnother(launch, dump)) {
                launches.add(launch.event().id());
            }
        }
        return launches;
    }

    /** SilentProcessExit's monitor dumps the initiator beside the target: only the target's own name exonerates. */
    private static boolean namesAnother(Told launch, Told dump) {
        FileActivity file = dump.event().fact().file();
        DumpName name = file == null ? null : DumpName.parse(file.path());
        Long target = Launches.target(launch.event().fact());
        return dump.nature() == DumpNature.OTHER_PROGRAM_BY_WER
                && name != null
                && (target == null || target == name.pid());
    }

    /** A launch counts as a stage when its target was LSASS, or may have been and another process asked for it. */
    static boolean isLaunchStage(Told launch, Set<String> exonerated) {
        if (launch.kind() != ToldKind.LAUNCH || launch.target() == null) {
            return false;
        }
        Resolution resolution = launch.target().resolution();
        return resolution == Resolution.CONFIRMED
                || resolution == Resolution.UNKNOWN
                        && Launches.foreign(launch.event().fact())
                        && (launch.target().contested()
                                || !exonerated.contains(launch.event().id()));
    }
}
