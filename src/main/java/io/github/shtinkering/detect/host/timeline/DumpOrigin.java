package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import java.util.List;
import java.util.Objects;

/** Whose dump a file is, as far as a machine's launches and other dumps tell. */
final class DumpOrigin {
    private final List<ObservedEvent> launches;
    private final List<ObservedEvent> dumps;
    private final LaunchAttribution attribution;

    DumpOrigin(List<ObservedEvent> launches, List<ObservedEvent> dumps, LaunchAttribution attribution) {
        this.launches = launches;
        this.dumps = dumps;
        this.attribution = attribution;
    }

    /** A file of a dump's exact name that another program writes after the dump itself is a copy of it. */
    boolean isCopy(Fact fact, DumpNature nature) {
        DumpName name = DumpName.of(fact);
        return (nature == DumpNature.LSASS_COPY || nature == DumpNature.LSASS_BY_OTHER)
                && name != null
                && name.ofLsass()
                && dumps.stream()
                        .map(ObservedEvent::fact)
                        .anyMatch(d -> d.timeMillis() <= fact.timeMillis()
                                && name.equals(DumpName.of(d))
                                && nature(d) == DumpNature.LSASS_BY_WER);
    }

    /** By the program that wrote it, and by its name. */
    DumpNature nature(Fact fact) {
        DumpName name = DumpName.of(fact);
        boolean werWriter = WerPrograms.isWerInPlace(fact.actor())
                || launches.stream().anyMatch(l -> DumpJoin.writtenByItsProcess(l.fact(), fact));
        boolean unnamedWriter = WerPrograms.name(fact.actor()) == null;
        boolean lsassName = name != null && name.ofLsass();
        if (werWriter || unnamedWriter && lsassName && launchNear(fact)) {
            if (lsassName) {
                return attribution.imageRefutes(fact, Objects.requireNonNull(name))
                        ? DumpNature.OTHER_PROGRAM_BY_WER
                        : DumpNature.LSASS_BY_WER;
            }
            return name != null ? DumpNature.OTHER_PROGRAM_BY_WER : DumpNature.UNREADABLE_BY_WER;
        }
        return lsassName && WerPrograms.isCopyTool(fact.actor()) ? DumpNature.LSASS_COPY : DumpNature.LSASS_BY_OTHER;
    }

    private boolean launchNear(Fact dump) {
        return launches.stream().anyMatch(l -> DumpJoin.joins(l.fact(), dump));
    }
}
