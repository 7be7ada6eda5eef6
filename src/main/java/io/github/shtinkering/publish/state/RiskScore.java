package io.github.shtinkering.publish.state;

import io.github.shtinkering.publish.state.PublisherState.PublishedCase;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A risk: the scores of cases, each halved with every week of event time since the case's newest evidence, added up. It
 * is a sum over the cases as they stand, so it does not matter in which order they came to stand so, nor how late.
 *
 * @param score 0 below 1, else rounded; it has no upper bound, so that three cases weigh more than one
 * @param asOfMillis the event time it is reckoned to: the host's newest
 * @param shares what each case adds, the largest first
 */
public record RiskScore(long score, long asOfMillis, List<Share> shares) {
    /** {@code shtinkering.risk.half_life}: seven days. */
    public static final int HALF_LIFE_DAYS = 7;

    private static final double HALF_LIFE_MILLIS = HALF_LIFE_DAYS * 86_400_000.0;

    /**
     * What a case adds.
     *
     * @param caseId its id
     * @param caseScore its score as it stands
     * @param risk what is left of it
     */
    public record Share(String caseId, int caseScore, double risk) {}

    public static RiskScore of(Collection<PublishedCase> cases, long asOfMillis) {
        List<Share> shares = cases.stream()
                .filter(published -> published.score > 0)
                .map(published -> share(published, asOfMillis))
                .sorted(Comparator.comparingDouble(Share::risk).reversed().thenComparing(Share::caseId))
                .toList();
        double sum = shares.stream().mapToDouble(Share::risk).sum();
        return new RiskScore(sum < 1 ? 0 : Math.round(sum), asOfMillis, shares);
    }

    private static Share share(PublishedCase published, long asOfMillis) {
        double age = Math.max(0, asOfMillis - published.endMillis);
        return new Share(published.id, published.score, published.score * Math.pow(2, -age / HALF_LIFE_MILLIS));
    }
}
