package io.github.shtinkering.casebook;

import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.pattern.Chain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which launches are no stage after all: the name of their dump says that another program was dumped. */
final class Exoneration {
    private Exoneration() {}

    /** Ids of launches of unknown target whose dump, by the pattern, is named for another program. */
    static Set<String> launches(List<Told> story, List<Chain> chains) {
        Set<String> otherDumps = new HashSet<>();
        for (Told element : story) {
            if (element.kind() == ToldKind.DUMP && element.nature() == DumpNature.OTHER_PROGRAM_BY_WER) {
                otherDumps.add(element.event().id());
            }
        }
        Set<String> launches = new HashSet<>();
        for (Chain chain : chains) {
            if (chain.launchId() != null && chain.dumpId() != null && otherDumps.contains(chain.dumpId())) {
                launches.add(chain.launchId());
            }
        }
        return launches;
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
                        && !exonerated.contains(launch.event().id());
    }
}
