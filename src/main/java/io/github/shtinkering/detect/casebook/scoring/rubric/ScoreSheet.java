package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.List;

/** The parts of one score, in the order in which they count. */
final class ScoreSheet {
    private final RubricWeights weights;
    private final List<ScorePart> parts = new ArrayList<>();

    ScoreSheet(RubricWeights weights) {
        this.weights = weights;
    }

    /** The points of a row of the base matrix. */
    void base(String row, List<String> ids) {
        parts.add(new ScorePart(row, weights.base(row), ScoreReasons.base(row), ids));
    }

    void modify(String name, String reason, TimelineEntry because) {
        modify(name, reason, List.of(ScoredEvidence.id(because)));
    }

    void modify(String name, String reason, List<String> ids) {
        parts.add(new ScorePart(name, weights.modifier(name), reason, ids));
    }

    /** Takes away what the score has above the limit of that name. */
    void ceiling(String name, String reason, List<String> ids) {
        ceiling(name, limit(name), reason, ids);
    }

    void ceiling(String name, int most, String reason, List<String> ids) {
        int over = total() - most;
        if (over > 0) {
            parts.add(new ScorePart(name, -over, reason, ids));
        }
    }

    /** Adds what the score lacks up to the limit of that name. */
    void floor(String name, String reason, List<String> ids) {
        floor(name, limit(name), reason, ids);
    }

    void floor(String name, int least, String reason, List<String> ids) {
        int missing = least - total();
        if (missing > 0) {
            parts.add(new ScorePart(name, missing, reason, ids));
        }
    }

    /** A part that no table has a number for. */
    void note(String name, int points, String reason, List<String> ids) {
        parts.add(new ScorePart(name, points, reason, ids));
    }

    /** Brings the total into 0 to 100. */
    void clamp() {
        ceiling("clamp", 100, "a score is at most 100", List.of());
        floor("clamp", 0, "a score is at least 0", List.of());
    }

    int limit(String name) {
        return weights.limit(name);
    }

    int basePoints(String row) {
        return weights.base(row);
    }

    int total() {
        return parts.stream().mapToInt(ScorePart::points).sum();
    }

    /** The points of the parts of that name; 0 where there is none. */
    int points(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .mapToInt(ScorePart::points)
                .sum();
    }

    List<ScorePart> parts() {
        return List.copyOf(parts);
    }
}
