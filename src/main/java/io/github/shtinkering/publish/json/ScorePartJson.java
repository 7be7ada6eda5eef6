package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import java.util.List;

/** A part of a score. */
public final class ScorePartJson {
    private ScorePartJson() {}

    /**
     * Writes an element of {@code shtinkering.score.parts}.
     *
     * @param evidence ids of what it rests on, as far as the document shows them
     */
    public static void write(ObjectNode node, ScorePart part, List<String> evidence) {
        node.put("name", part.name());
        node.put("points", part.points());
        node.put("reason", part.reason());
        JsonFields.putStrings(node, "evidence", evidence);
    }
}
