package io.github.shtinkering.publish.state;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.publish.state.PublisherState.PublishedCase;
import io.github.shtinkering.publish.text.AccountRole;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The risk of a person by the cases of one host in which something was done in the person's name: a value written,
 * WerFault asked for, a dump handled or fetched. Service accounts are nobody.
 *
 * @param user {@code domain\name} or the name, lower case
 * @param risk of the cases that name the user
 */
public record UserRisk(String user, RiskScore risk) {
    /** Most users that a case keeps. */
    private static final int CASE_LIMIT = 16;
    /** Most users that a host shows. */
    private static final int HOST_LIMIT = 10;

    /** The persons that act in a case, sorted. */
    public static List<String> actors(JudgedCase judged) {
        return InvolvedAccounts.acting(judged).stream()
                .filter(involved -> involved.role() != AccountRole.REACHED_REGISTRY)
                .map(involved -> AsciiCase.lower(involved.user()))
                .distinct()
                .sorted()
                .limit(CASE_LIMIT)
                .toList();
    }

    /** The users of a host's cases whose risk is at least 1, the riskiest first. */
    public static List<UserRisk> of(List<PublishedCase> cases, long asOfMillis) {
        Map<String, List<PublishedCase>> byUser = new TreeMap<>();
        for (PublishedCase published : cases) {
            for (String user : published.users) {
                byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(published);
            }
        }
        return byUser.entrySet().stream()
                .map(entry -> new UserRisk(entry.getKey(), RiskScore.of(entry.getValue(), asOfMillis)))
                .filter(user -> user.risk().score() > 0)
                .sorted(Comparator.comparingLong((UserRisk user) -> user.risk().score())
                        .reversed()
                        .thenComparing(UserRisk::user))
                .limit(HOST_LIMIT)
                .toList();
    }
}
