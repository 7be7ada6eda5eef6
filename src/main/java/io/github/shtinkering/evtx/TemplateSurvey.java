package io.github.shtinkering.evtx;

import io.github.shtinkering.evtx.xml.DamagedException;
import io.github.shtinkering.evtx.xml.XmlBytes;
import io.github.shtinkering.evtx.xml.XmlOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes once through a template's pieces: whether its events may be judged by their values, and how long they may become. */
final class TemplateSurvey {
    private final XmlOutput shown;
    private final Map<Integer, Integer> uses = new HashMap<>();
    private int fixedBytes;
    private boolean isOdd;
    private @Nullable XmlBytes lastFixed;
    private boolean isBehindPlace;

    private TemplateSurvey(XmlOutput shown) {
        this.shown = shown;
    }

    /**
     * Surveys a template.
     *
     * @param shown takes what the screen is shown
     */
    static Template of(List<TemplatePiece> pieces, XmlOutput shown, EventScreen screen) {
        TemplateSurvey survey = new TemplateSurvey(shown);
        boolean isIndifferent = screen != EventScreen.NONE && survey.isIndifferent(pieces, screen);
        int mostUses =
                survey.uses.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Template(pieces, isIndifferent, survey.fixedBytes, mostUses);
    }

    private boolean isIndifferent(List<TemplatePiece> pieces, EventScreen screen) {
        shown.begin();
        try {
            all(pieces);
        } catch (DamagedException e) {
            return false; // it has too much text
        }
        return !isOdd
                && !isBehindPlace
                && fixedBytes > 0
                && !screen.mayMatter(shown.block(), shown.start(), shown.length());
    }

    private void all(List<TemplatePiece> pieces) throws DamagedException {
        for (TemplatePiece piece : pieces) {
            if (piece instanceof TemplatePiece.Fixed fixed) {
                fixed(fixed.xml());
            } else if (piece instanceof TemplatePiece.Place place) {
                isOdd |= lastFixed == null || isBehindPlace || !lastFixed.endsApart();
                place(place.index());
                isBehindPlace = true;
            } else if (piece instanceof TemplatePiece.OptionalAttribute attribute) {
                optional(attribute);
            } else if (piece instanceof TemplatePiece.Repeated repeated) {
                all(repeated.opening());
                place(repeated.index());
                fixed(repeated.closing());
            } else {
                isOdd = true; // a template within, which no event of Windows has outside of a value
            }
        }
    }

    private void fixed(XmlBytes xml) throws DamagedException {
        isOdd |= isBehindPlace && !xml.beginsApart();
        isBehindPlace = false;
        fixedBytes += xml.length();
        xml.writeTo(shown);
        lastFixed = xml;
    }

    /** Its tag begins anew for each, since the ones between may be left out. */
    private void optional(TemplatePiece.OptionalAttribute attribute) throws DamagedException {
        isOdd |= isBehindPlace || lastFixed == null;
        if (lastFixed != null) {
            lastFixed.writeTo(shown);
        }
        attribute.opening().writeTo(shown);
        place(attribute.index());
        XmlBytes.QUOTE.writeTo(shown);
        fixedBytes += attribute.opening().length() + XmlBytes.QUOTE.length();
    }

    private void place(int index) throws DamagedException {
        uses.merge(index, 1, Integer::sum);
        shown.plain(EventSketch.GAP);
    }
}
