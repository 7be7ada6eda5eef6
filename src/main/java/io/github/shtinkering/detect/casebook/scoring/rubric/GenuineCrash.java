package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.CrashEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Whether LSASS really crashed. A genuine crash is told from a faked one by what followed, and by nothing else. */
final class GenuineCrash {
    private static final long FRESH_MILLIS = Duration.ofDays(1).toMillis();

    private final ScoredEvidence evidence;
    private final List<RecognisedAgent> agents;
    private final List<TimelineEntry> corroboration;

    GenuineCrash(ScoredEvidence evidence, List<RecognisedAgent> agents) {
        this.evidence = evidence;
        this.agents = agents;
        List<TimelineEntry> acts = evidence.actsAndClaims();
        this.corroboration = evidence.entries().stream()
                .filter(GenuineCrash::corroborates)
                .filter(entry -> ScoredEvidence.follows(entry, acts, CorrelationWindows.CRASH_AFTERMATH_MILLIS))
                .toList();
    }

    /** Whether it explains the case: what was done was done by LSASS itself, and nobody made use of it. */
    boolean explains() {
        return evidence.acted()
                && !evidence.askedByAnother()
                && !corroboration.isEmpty()
                && evidence.of(EntryKind.LSASS_ALIVE).isEmpty()
                && evidence.of(EntryKind.HANDLING).stream().noneMatch(DumpEvidence::isCollected)
                && evidence.armings().stream().noneMatch(this::isFreshAndUnrecognised);
    }

    /** What followed the acts as it follows a crash of LSASS. */
    List<TimelineEntry> corroboration() {
        return corroboration;
    }

    private static boolean corroborates(TimelineEntry entry) {
        return switch (entry.kind()) {
            case LSASS_ENDED, REBOOT -> true;
            case CRASH -> {
                CrashEvidence crash =
                        Objects.requireNonNull(entry.event().fact().crash());
                yield crash.source() == CrashEvidence.Source.WININIT_1015
                        || crash.source() == CrashEvidence.Source.RESTART_1074;
            }
            default -> false;
        };
    }

    private boolean isFreshAndUnrecognised(TimelineEntry arming) {
        long firstAct = evidence.actsAndClaims().stream()
                .mapToLong(act -> act.event().firstMillis())
                .min()
                .orElse(Long.MAX_VALUE);
        long gap = firstAct - arming.event().lastMillis();
        return gap >= 0
                && gap < FRESH_MILLIS
                && !CaseActors.recognisedAgent(arming.event().fact().actor(), agents);
    }
}
