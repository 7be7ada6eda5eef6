package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.publish.PublisherState.PublishedCase;
import io.github.shtinkering.telemetry.Accounts;
import io.github.shtinkering.telemetry.normal.Ascii;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The risk of a person by the cases of one host in which something was done in the person's name: a value written,
 * WerFault asked for, a dump handled or fetched. Service accounts are nobody.
 *
 * @param user {@code domain\name} or the name, lower case
 * @param risk of the cases that name the user
 */
record UserRisk(String user, Risk risk) {
    /** Most users that a case keeps. */
    private static final int CASE_LIMIT = 16;
    /** Most users that a host shows. */
    private static final int HOST_LIMIT = 10;

    /** The persons that act in a case, sorted. */
    static List<String> actors(JudgedCase judged) {
        Set<String> users = new TreeSet<>();
        for (Told told : judged.evidence()) {
            Fact fact = told.event().fact();
            switch (told.kind()) {
                case ARMING, PREPARATION, DISARMING, DUMP -> add(users, fact.actor());
                case LAUNCH -> add(users, fact.parent());
                case HANDLING -> {
                    add(users, fact.actor());
                    FileActivity file = fact.file();
                    add(users, file == null ? null : file.remoteUser(), null);
                }
                default -> {}
            }
        }
        return users.stream().limit(CASE_LIMIT).toList();
    }

    private static void add(Set<String> users, @Nullable ProcessRef actor) {
        if (actor != null) {
            add(users, actor.user(), actor.userSid());
        }
    }

    private static void add(Set<String> users, @Nullable String user, @Nullable String sid) {
        if (user != null && Accounts.isPerson(user, sid)) {
            users.add(Ascii.lower(user));
        }
    }

    /** The users of a host's cases whose risk is at least 1, the riskiest first. */
    static List<UserRisk> of(List<PublishedCase> cases, long asOfMillis) {
        Map<String, List<PublishedCase>> byUser = new TreeMap<>();
        for (PublishedCase published : cases) {
            for (String user : published.users) {
                byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(published);
            }
        }
        return byUser.entrySet().stream()
                .map(entry -> new UserRisk(entry.getKey(), Risk.of(entry.getValue(), asOfMillis)))
                .filter(user -> user.risk().score() > 0)
                .sorted(Comparator.comparingLong((UserRisk user) -> user.risk().score())
                        .reversed()
                        .thenComparing(UserRisk::user))
                .limit(HOST_LIMIT)
                .toList();
    }
}
