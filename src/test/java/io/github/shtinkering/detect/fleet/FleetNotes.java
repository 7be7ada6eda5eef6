package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes with telling names: each host has one case, named for it. */
final class FleetNotes {
    /** 2026-11-09T08:00:00Z. */
    static final long START = 1_794_211_200_000L;

    static final long HOUR = 3_600_000L;
    static final int CAMPAIGN_POINTS = 5;
    static final String ARMING =
            "c:\\windows\\ccm\\ccmexec.exe (a recognised management agent) arms global, dumps in d";
    static final String FORM = "c:\\windows\\syswow64\\werfault.exe -pss -s # -p # -ip #";

    private FleetNotes() {}

    static FleetNote attempt(String host, long time, String... identities) {
        return attempt(host, 1, time, 92, identities);
    }

    static FleetNote attempt(String host, long sequence, long time, int score, String... identities) {
        return note(
                Fingerprint.Kind.ACTOR,
                host,
                sequence,
                time,
                List.of(identities),
                List.of("launch", "dump"),
                score,
                false,
                true,
                null);
    }

    static FleetNote armed(String host, long time) {
        return note(Fingerprint.Kind.ARMING, host, 1, time, List.of(ARMING), List.of("arming"), 47, true, false, null);
    }

    /** On a host of which nothing else is known. */
    static FleetNote armedOnly(String host, long time) {
        FleetNote note = armed(host, time);
        return new FleetNote(
                note.key(),
                note.kind(),
                note.type(),
                note.host(),
                note.hostName(),
                note.caseId(),
                note.sequence(),
                note.fingerprint(),
                note.stages(),
                note.score(),
                note.alone(),
                note.eligible(),
                note.confirmed(),
                false,
                note.answer());
    }

    /** The same host's case, after LSASS became the target of a launch there. */
    static FleetNote armedAndUsed(String host, long time) {
        return note(
                Fingerprint.Kind.ARMING,
                host,
                2,
                time,
                List.of(ARMING),
                List.of("arming", "launch"),
                91,
                false,
                true,
                null);
    }

    static FleetNote alerted(String host, long time, @Nullable VendorAnswer answer) {
        boolean confirms = answer == VendorAnswer.CONFIRMS;
        return note(
                Fingerprint.Kind.FORM,
                host,
                1,
                time,
                List.of(FORM),
                confirms ? List.of("launch") : List.of(),
                confirms ? 78 : 0,
                false,
                confirms,
                answer);
    }

    static FleetNote withdrawn(FleetNote note, long sequence) {
        return new FleetNote(
                note.key(),
                note.kind(),
                FleetNote.Type.WITHDRAWN,
                note.host(),
                note.hostName(),
                note.caseId(),
                sequence,
                null,
                List.of(),
                0,
                0,
                false,
                false,
                false,
                null);
    }

    /** @param gone whether the case no longer bears it */
    static FleetNote random(
            Fingerprint.Kind kind,
            String host,
            String caseId,
            List<String> identities,
            List<Long> times,
            List<String> stages,
            int score,
            boolean eligible,
            boolean confirmed,
            boolean ownLife,
            @Nullable VendorAnswer answer,
            boolean gone) {
        Fingerprint mark = new Fingerprint(kind, identities, times, List.of("site " + score % 3));
        return new FleetNote(
                FleetNoteExtractor.key(kind, identities.get(0)),
                kind,
                gone ? FleetNote.Type.WITHDRAWN : FleetNote.Type.BEARS,
                host,
                "name of " + host,
                caseId,
                1,
                gone ? null : mark,
                stages,
                score,
                score - score % 7,
                eligible,
                confirmed,
                ownLife,
                answer);
    }

    private static FleetNote note(
            Fingerprint.Kind kind,
            String host,
            long sequence,
            long time,
            List<String> identities,
            List<String> stages,
            int score,
            boolean eligible,
            boolean confirmed,
            @Nullable VendorAnswer answer) {
        return new FleetNote(
                FleetNoteExtractor.key(kind, identities.get(0)),
                kind,
                FleetNote.Type.BEARS,
                host,
                host,
                "case-of-" + host,
                sequence,
                new Fingerprint(kind, identities, List.of(time), List.of("site " + (time & 1), "user corp\\adm1")),
                stages,
                score,
                kind == Fingerprint.Kind.ACTOR ? score - CAMPAIGN_POINTS : score,
                eligible,
                confirmed,
                kind == Fingerprint.Kind.ARMING,
                answer);
    }
}
