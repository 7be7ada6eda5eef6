package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.host.wer.LaunchForm;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the fleet hears of a case, or of a launch that opens none. */
public final class FleetNoteExtractor {
    private static final String ACTORS = "actors";

    private FleetNoteExtractor() {}

    /** A note for each fingerprint that a case bears, and for each that it no longer bears. */
    public static List<FleetNote> of(JudgedCase judged) {
        List<FleetNote> notes = new ArrayList<>();
        judged.fleet().withdrawn().forEach(fingerprint -> notes.add(withdrawn(judged, fingerprint)));
        judged.fleet().fingerprints().forEach(fingerprint -> notes.add(borne(judged, fingerprint)));
        return notes;
    }

    /** The key of a fingerprint. */
    static String key(Fingerprint.Kind kind, String identity) {
        return kind == Fingerprint.Kind.ACTOR ? ACTORS : FactId.of(kind, identity);
    }

    private static FleetNote borne(JudgedCase judged, Fingerprint fingerprint) {
        FleetView fleet = judged.fleet();
        CaseJudgement alone = judged.judgement();
        CaseJudgement raised = fingerprint.kind() == Fingerprint.Kind.ACTOR
                ? Objects.requireNonNullElse(fleet.inCampaign(), alone)
                : alone;
        return new FleetNote(
                key(fingerprint.kind(), fingerprint.identities().get(0)),
                fingerprint.kind(),
                FleetNote.Type.BEARS,
                judged.host(),
                judged.context().hostName(),
                judged.caseId(),
                fleet.sequence(),
                fingerprint,
                alone.stages(),
                raised.score(),
                alone.score(),
                fingerprint.kind() == Fingerprint.Kind.ARMING && fleet.common() != null,
                fingerprint.kind() == Fingerprint.Kind.ARMING ? alone.matched() : alone.confirmed(),
                fingerprint.kind() == Fingerprint.Kind.ARMING
                        && judged.context().ownLife(),
                VendorAnswer.of(judged.evidence(), alone));
    }

    /** That a case no longer bears what it bore. */
    private static FleetNote withdrawn(JudgedCase judged, Fingerprint fingerprint) {
        return new FleetNote(
                key(fingerprint.kind(), fingerprint.identities().get(0)),
                fingerprint.kind(),
                FleetNote.Type.WITHDRAWN,
                judged.host(),
                judged.context().hostName(),
                judged.caseId(),
                judged.fleet().sequence(),
                null,
                List.of(),
                0,
                0,
                false,
                false,
                false,
                null);
    }

    /** That a form of launch was seen; null for any other fact, and for a launch whose form no record shows. */
    public static @Nullable FleetNote seen(Fact fact) {
        String form = fact.kind() == FactKind.WER_LAUNCH ? LaunchForm.of(fact) : null;
        if (form == null) {
            return null;
        }
        Fingerprint fingerprint =
                new Fingerprint(Fingerprint.Kind.FORM, List.of(form), List.of(fact.timeMillis()), List.of());
        return new FleetNote(
                key(Fingerprint.Kind.FORM, form),
                Fingerprint.Kind.FORM,
                FleetNote.Type.SEEN,
                fact.host(),
                fact.host(),
                "",
                0,
                fingerprint,
                List.of(),
                0,
                0,
                false,
                false,
                false,
                null);
    }
}
