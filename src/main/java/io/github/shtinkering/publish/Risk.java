package io.github.shtinkering.publish;

import io.github.shtinkering.publish.PublisherState.PublishedCase;
import java.util.List;

/**
 * A host's risk: the scores of its cases, each halved with every week of event time since its newest evidence. A sum
 * over the cases as they stand, so the order in which they came to stand so does not matter.
 *
 * @param score 0 to 100; 0 below 1
 * @param asOfMillis the host's newest event time
 */
record Risk(int score, long asOfMillis) {
    /** {@code shtinkering.risk.half_life}: seven days. */
    static final int HALF_LIFE_DAYS = 7;

    private static final double HALF_LIFE_MILLIS = HALF_LIFE_DAYS * 86_400_000.0;

    static Risk of(List<PublishedCase> cases, long asOfMillis) {
        double sum = 0;
        for (PublishedCase published : cases) {
            double age = Math.max(0, asOfMillis - published.endMillis);
            sum += published.score * Math.pow(2, -age / HALF_LIFE_MILLIS);
        }
        int score = (int) Math.min(100, Math.round(sum));
        return new Risk(sum < 1 ? 0 : score, asOfMillis);
    }
}
