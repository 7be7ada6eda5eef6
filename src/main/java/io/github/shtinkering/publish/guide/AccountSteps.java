package io.github.shtinkering.publish.guide;

import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.publish.text.AccountRole;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DumpTrail;
import io.github.shtinkering.publish.text.GuideText;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which accounts to disable, and whose credentials to reset: who acted, and who was logged on. */
final class AccountSteps {
    private final CaseNarrative story;
    private final String host;

    AccountSteps(CaseNarrative story) {
        this.story = story;
        this.host = story.host();
    }

    List<GuideStep> steps() {
        List<GuideStep> steps = new ArrayList<>();
        Map<String, Set<String>> deeds = deeds();
        if (!deeds.isEmpty()) {
            steps.add(new GuideStep(
                    "disable-accounts",
                    "Disable these accounts until their owners have explained it: " + GuideText.list(named(deeds))
                            + "."));
        }
        steps.add(reset(deeds));
        return steps;
    }

    /** What each person did, by name, in the order of the timeline. */
    private Map<String, Set<String>> deeds() {
        Map<String, Set<String>> deeds = new LinkedHashMap<>();
        Map<String, String> spellings = new LinkedHashMap<>();
        for (InvolvedAccount involved : InvolvedAccounts.acting(story.judged())) {
            String user = spellings.computeIfAbsent(AsciiCase.lower(involved.user()), lower -> involved.user());
            String from = involved.address() == null ? "" : " from " + GuideText.value(involved.address());
            deeds.computeIfAbsent(GuideText.value(user), name -> new LinkedHashSet<>())
                    .add(involved.role().deed() + from);
        }
        return deeds;
    }

    private static List<String> named(Map<String, Set<String>> byUser) {
        List<String> named = new ArrayList<>();
        byUser.forEach((user, what) -> named.add(user + " (" + String.join(", ", what) + ")"));
        return named;
    }

    private String act() {
        return DumpTrail.of(story.judged()).isEmpty() ? "the attempt" : "the dump";
    }

    private GuideStep reset(Map<String, Set<String>> deeds) {
        Map<String, Set<String>> loggedOn = new LinkedHashMap<>();
        for (InvolvedAccount involved : InvolvedAccounts.of(story.judged())) {
            if (involved.role() == AccountRole.LOGGED_ON) {
                loggedOn.computeIfAbsent(GuideText.value(involved.user()), name -> new LinkedHashSet<>())
                        .add("logon type " + involved.logonType()
                                + (involved.address() == null ? "" : " from " + GuideText.value(involved.address())));
            }
        }
        List<String> others = deeds.keySet().stream()
                .filter(user -> loggedOn.keySet().stream().noneMatch(known -> known.equalsIgnoreCase(user)))
                .toList();
        String acting = others.isEmpty()
                ? ""
                : " Also reset the credentials of the accounts that acted: " + GuideText.list(others) + ".";
        return new GuideStep(
                "reset-credentials",
                (loggedOn.isEmpty()
                                ? "Reset the credentials of everyone who was logged on to " + host
                                        + " in the 24 hours before " + act() + ". No logon record names them here."
                                : "Reset the credentials of everyone logged on to " + host + " in the 24 hours before "
                                        + act() + ": " + GuideText.list(named(loggedOn)) + ".")
                        + acting);
    }
}
