package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Modifiers of who acted, and of what a launch does to hide whom it is at. */
final class LaunchModifiers {
    private final ScoredEvidence evidence;
    private final ScoreSheet sheet;

    LaunchModifiers(ScoredEvidence evidence, ScoreSheet sheet) {
        this.evidence = evidence;
        this.sheet = sheet;
    }

    void apply() {
        suspiciousActor();
        movedWer();
        modifyFirst(LaunchModifiers::wow64AtLsass, "wow64-wer-at-lsass", "the 32-bit WerFault was started at LSASS");
        modifyFirst(
                launch -> LaunchRequest.odd(launch.event().fact()),
                "odd-command-line",
                "the command line of the WER process cannot be read, or says two things");
        modifyFirst(
                launch -> Objects.requireNonNull(launch.target()).disguised(),
                "target-disguised",
                "the command line names another process than the one that was dumped");
        modifyFirst(
                launch -> Objects.requireNonNull(launch.target()).contested(),
                "lsass-pid-contested",
                "several processes claim to be LSASS, and this launch was at one of them");
    }

    private void suspiciousActor() {
        for (TimelineEntry setting : evidence.settings()) {
            if (suspect(setting, setting.event().fact().actor(), "the writer of the registry value: ")) {
                return;
            }
        }
        for (TimelineEntry launch : evidence.launches()) {
            if (suspect(launch, launch.event().fact().parent(), "the parent of WerFault: ")) {
                return;
            }
        }
    }

    private boolean suspect(TimelineEntry entry, @Nullable ProcessRef actor, String role) {
        String why = CaseActors.suspicion(actor);
        if (why != null) {
            sheet.modify("suspicious-actor", role + why, entry);
        }
        return why != null;
    }

    private void movedWer() {
        for (TimelineEntry launch : evidence.launches()) {
            String moved = CaseActors.movedWer(launch.event().fact().actor());
            if (moved != null) {
                sheet.modify("wer-program-moved", "WerFault ran as " + moved, launch);
                return;
            }
        }
    }

    private static boolean wow64AtLsass(TimelineEntry launch) {
        ProcessRef wer = launch.event().fact().actor();
        String executable = wer == null ? null : wer.executable();
        return ScoredEvidence.isConfirmed(launch)
                && executable != null
                && AsciiCase.lower(executable).contains("\\syswow64\\");
    }

    private void modifyFirst(Predicate<TimelineEntry> counts, String name, String reason) {
        List<TimelineEntry> launches = evidence.launches();
        launches.stream().filter(counts).findFirst().ifPresent(launch -> sheet.modify(name, reason, launch));
    }
}
