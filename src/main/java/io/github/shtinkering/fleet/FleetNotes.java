package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.FleetView;
import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.casebook.VendorAnswer;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.host.LaunchForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a case, or of a launch that opens none, the fleet is told. */
public final class FleetNotes {
    private static final String ACTORS = "actors";

    private FleetNotes() {}

    /** A note for each fingerprint that a case bears, and for each that it no longer bears. */
    public static List<FleetNote> of(JudgedCase judged) {
        List<FleetNote> notes = new ArrayList<>();
        judged.fleet().withdrawn().forEach(mark -> notes.add(withdrawn(judged, mark)));
        judged.fleet().marks().forEach(mark -> notes.add(borne(judged, mark)));
        return notes;
    }

    /** The key of a fingerprint. */
    static String key(FleetMark.Kind kind, String identity) {
        return kind == FleetMark.Kind.ACTOR ? ACTORS : FactId.of(kind, identity);
    }

    private static FleetNote borne(JudgedCase judged, FleetMark mark) {
        FleetView fleet = judged.fleet();
        Judgement alone = judged.judgement();
        Judgement raised =
                mark.kind() == FleetMark.Kind.ACTOR ? Objects.requireNonNullElse(fleet.inCampaign(), alone) : alone;
        return new FleetNote(
                key(mark.kind(), mark.identities().get(0)),
                mark.kind(),
                FleetNote.Type.BEARS,
                judged.host(),
                judged.context().hostName(),
                judged.caseId(),
                fleet.sequence(),
                mark,
                alone.stages(),
                raised.score(),
                alone.score(),
                mark.kind() == FleetMark.Kind.ARMING && fleet.common() != null,
                mark.kind() == FleetMark.Kind.ARMING ? alone.matched() : alone.confirmed(),
                mark.kind() == FleetMark.Kind.ARMING && judged.context().ownLife(),
                VendorAnswer.of(judged.evidence(), alone));
    }

    /** That a case no longer bears what it bore. */
    private static FleetNote withdrawn(JudgedCase judged, FleetMark mark) {
        return new FleetNote(
                key(mark.kind(), mark.identities().get(0)),
                mark.kind(),
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
        FleetMark mark = new FleetMark(FleetMark.Kind.FORM, List.of(form), List.of(fact.timeMillis()), List.of());
        return new FleetNote(
                key(FleetMark.Kind.FORM, form),
                FleetMark.Kind.FORM,
                FleetNote.Type.SEEN,
                fact.host(),
                fact.host(),
                "",
                0,
                mark,
                List.of(),
                0,
                0,
                false,
                false,
                false,
                null);
    }
}
