package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import java.time.Duration;

/** Modifiers of what an act left behind: the dump, what became of it, and the crash record. */
final class DumpModifiers {
    private static final long HANDLING_MILLIS = Duration.ofMinutes(30).toMillis();

    private final ScoredEvidence evidence;
    private final DumpEvidence dumps;
    private final ScoreSheet sheet;

    DumpModifiers(ScoredEvidence evidence, ScoreSheet sheet) {
        this.evidence = evidence;
        this.dumps = new DumpEvidence(evidence);
        this.sheet = sheet;
    }

    void apply(BaseRow base) {
        handled();
        takenOverNetwork();
        size();
        isProtected();
        fakeCrash(base);
    }

    private void handled() {
        for (TimelineEntry handling : evidence.of(EntryKind.HANDLING)) {
            if (DumpEvidence.isHandledByOther(handling)
                    && ScoredEvidence.follows(handling, evidence.dumps(), HANDLING_MILLIS)) {
                String program = WerPrograms.name(handling.event().fact().actor());
                sheet.modify("dump-handled", ScoreReasons.handling(handling) + " by " + program, handling);
                return;
            }
        }
    }

    private void takenOverNetwork() {
        for (TimelineEntry handling : evidence.of(EntryKind.HANDLING)) {
            if (DumpEvidence.isReadOverSmb(handling)) {
                sheet.modify("dump-taken-over-network", "the dump was read over SMB", handling);
                return;
            }
        }
        TimelineEntry toShare = dumps.writtenToShare();
        if (toShare != null) {
            sheet.modify("dump-taken-over-network", "dumps are written to a network share", toShare);
        }
    }

    private void size() {
        TimelineEntry tiny = dumps.tiny();
        TimelineEntry large = dumps.large();
        if (large != null) {
            sheet.modify("dump-large", "the dump has the size of a real one", large);
        } else if (tiny != null) {
            sheet.modify("dump-tiny", "the dump is too small to be one", tiny);
        }
    }

    private void isProtected() {
        if (dumps.isEncrypted()) {
            sheet.modify(
                    "dump-protected",
                    "the dump is that of a protected process, and encrypted",
                    ScoredEvidence.ids(evidence.dumps()));
        }
    }

    private void fakeCrash(BaseRow base) {
        boolean isBase = base.name().equals("crash-record-only");
        if (!evidence.fakeCrashes().isEmpty() && !isBase) {
            sheet.modify(
                    "fake-crash-record",
                    "Application 1000 names lsass.exe with the code or the nameless module of a claimed crash",
                    ScoredEvidence.ids(evidence.fakeCrashes()));
        }
    }
}
