package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import java.util.function.IntSupplier;

/** Ceilings and floors: what a score may not exceed for want of evidence, and what it may not fall below. */
final class ScoreLimits {
    private final ScoredEvidence evidence;
    private final DumpEvidence dumps;
    private final ScoreSheet sheet;
    private final GenuineCrash crash;
    private final IntSupplier armingAlone;

    /** @param armingAlone what the arming scores by itself */
    ScoreLimits(ScoredEvidence evidence, ScoreSheet sheet, GenuineCrash crash, IntSupplier armingAlone) {
        this.evidence = evidence;
        this.dumps = new DumpEvidence(evidence);
        this.sheet = sheet;
        this.crash = crash;
        this.armingAlone = armingAlone;
    }

    /** In their order: each is of the total that those before it left. */
    void apply(BaseRow base) {
        serviceHostArming();
        prevalenceFloor();
        exceptedForeignLaunch();
        noDump();
        ownInitiator();
        weakDump();
        copiedDump(base);
        genuineCrash();
        exceptedCrash();
    }

    private void serviceHostArming() {
        List<TimelineEntry> settings = evidence.settings();
        boolean byServiceHost = settings.stream()
                .allMatch(
                        setting -> CaseActors.serviceHost(setting.event().fact().actor()));
        if (!evidence.onlySettings() || settings.isEmpty() || !byServiceHost) {
            return;
        }
        List<TimelineEntry> remote = evidence.of(EntryKind.REMOTE_REGISTRY);
        if (remote.isEmpty()) {
            sheet.ceiling(
                    "service-host-arming-ceiling",
                    "written by svchost as a service account, as Group Policy does",
                    ScoredEvidence.ids(settings));
        } else {
            sheet.floor(
                    "remote-registry-floor",
                    "the registry was reached from another machine",
                    ScoredEvidence.ids(remote));
        }
    }

    /** Being common lowers an arming, but not below what is worth a look, nor above what it was. */
    private void prevalenceFloor() {
        int taken = sheet.points("prevalence");
        if (taken < 0) {
            sheet.floor(
                    "prevalence-floor",
                    Math.min(sheet.limit("prevalence-floor"), sheet.total() - taken),
                    "minimum score of an enabled dump setting",
                    ScoredEvidence.ids(evidence.armings()));
        }
    }

    /** An exception never hides the crime. */
    private void exceptedForeignLaunch() {
        if (!evidence.excepted().isEmpty() && evidence.askedByAnotherAtLsass()) {
            sheet.floor(
                    "excepted-foreign-launch-floor",
                    "an exception covers the arming, and never a foreign launch at LSASS",
                    ScoredEvidence.ids(evidence.launches()));
        }
    }

    private void noDump() {
        if (evidence.acted() && evidence.dumps().isEmpty() && dumps.writtenToShare() == null) {
            sheet.ceiling("no-dump-ceiling", "no dump was seen", List.of());
        }
    }

    private void ownInitiator() {
        if (evidence.acted()
                && !evidence.askedByAnother()
                && evidence.fakeCrashes().isEmpty()) {
            sheet.ceiling(
                    "own-initiator-ceiling", "no foreign process is known to have asked for the report", List.of());
        }
    }

    private void weakDump() {
        if (dumps.isEncrypted() || dumps.tiny() != null && dumps.large() == null) {
            sheet.ceiling("weak-dump-ceiling", "the dump is tiny or encrypted", ScoredEvidence.ids(evidence.dumps()));
        }
    }

    private void copiedDump(BaseRow base) {
        if (BaseMatrix.restsOnCopies(base, evidence)) {
            ceilingAboveArming(
                    "copied-dump-ceiling", "a backup, setup or copy tool wrote the file", evidence.otherDumps());
        }
    }

    private void genuineCrash() {
        if (crash.explains()) {
            List<TimelineEntry> corroboration = crash.corroboration();
            ceilingAboveArming(
                    "genuine-crash-ceiling",
                    "LSASS really crashed: " + ScoreReasons.crash(corroboration),
                    corroboration);
        }
    }

    private void ceilingAboveArming(String name, String reason, List<TimelineEntry> because) {
        int most = Math.max(sheet.limit(name), armingAlone.getAsInt());
        sheet.ceiling(name, most, reason, ScoredEvidence.ids(because));
    }

    /** Under an exception, a crash that LSASS reported itself and whose dump nobody touched stays low. */
    private void exceptedCrash() {
        boolean touched = evidence.of(EntryKind.HANDLING).stream()
                .anyMatch(handling -> DumpEvidence.isReadOverSmb(handling) || DumpEvidence.isHandledByOther(handling));
        if (!evidence.excepted().isEmpty()
                && evidence.armings().isEmpty()
                && !evidence.askedByAnother()
                && evidence.launches().stream().anyMatch(ScoredEvidence::isConfirmed)
                && !evidence.dumps().isEmpty()
                && !touched
                && !crash.corroboration().isEmpty()) {
            sheet.ceiling(
                    "excepted-genuine-crash-ceiling",
                    "an exception covers the arming, and LSASS crashed",
                    ScoredEvidence.ids(evidence.dumps()));
        }
    }
}
