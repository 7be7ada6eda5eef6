package io.github.shtinkering.publish.guide;

import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.WellKnownAccounts;
import io.github.shtinkering.publish.text.AccountRole;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.GuideText;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Who made the registry dump LSASS in full, why, and how to undo it. */
final class SettingSteps {
    private static final String LOCAL_DUMPS = "HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps";
    private static final String SILENT_EXIT =
            "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SilentProcessExit\\lsass.exe";

    private final CaseNarrative story;
    private final String host;

    SettingSteps(CaseNarrative story) {
        this.story = story;
        this.host = story.host();
    }

    /** Whom to ask about a setting that nobody used yet. */
    List<GuideStep> askWhy() {
        TimelineEntry arming = story.arming();
        if (arming == null) {
            return List.of();
        }
        Fact fact = arming.event().fact();
        ProcessRef actor = fact.actor();
        String what = GuideText.program(actor) + " made the setting on " + host + " at "
                + GuideText.time(arming.event().firstMillis());
        if (story.scores("management-agent") || story.scores("prevalence")) {
            return List.of(new GuideStep(
                    "approval",
                    what + ". It manages machines for your organisation. Ask its owner whether this was approved. While"
                            + " it is approved, no containment is needed."));
        }
        String user = actor == null ? null : actor.user();
        if (actor != null && WellKnownAccounts.isService(user, actor.userSid())) {
            return List.of(new GuideStep(
                    "find-deployment",
                    what + " as " + (user == null ? "a service account" : GuideText.value(user))
                            + ". No person is named. Look for this setting in Group Policy, in your deployment tools and"
                            + " among the services and scheduled tasks of " + host + "."));
        }
        return List.of(new GuideStep(
                "ask-why",
                user == null
                        ? what
                                + ". Find out who ran it, and under which ticket: support tools do this, and attackers too."
                        : what + " as " + GuideText.value(user) + ". Ask " + GuideText.value(user)
                                + " why, and for the ticket: support tools do this, and attackers too."));
    }

    /** What else is known of the setting: from where it was made, and that it was undone. */
    List<GuideStep> history() {
        List<GuideStep> steps = new ArrayList<>();
        TimelineEntry remote = story.last(EntryKind.REMOTE_REGISTRY);
        if (remote != null) {
            steps.add(new GuideStep("remote-registry", reached(remote)));
        }
        TimelineEntry reset = story.last(EntryKind.DISARMING);
        if (reset != null && story.isReset()) {
            ProcessRef actor = reset.event().fact().actor();
            steps.add(new GuideStep(
                    "setting-reset",
                    GuideText.who(actor) + " reset the setting" + GuideText.with(actor) + " at "
                            + GuideText.time(reset.event().firstMillis()) + ". It need not be removed."));
        }
        return steps;
    }

    private String reached(TimelineEntry remote) {
        List<InvolvedAccount> known = InvolvedAccounts.of(story.judged()).stream()
                .filter(involved -> involved.role() == AccountRole.REACHED_REGISTRY)
                .toList();
        String when = " at " + GuideText.time(remote.event().firstMillis()) + ".";
        if (known.isEmpty()) {
            return "The registry of " + host + " was reached from another machine" + when + " Find out from which one.";
        }
        String who = known.stream()
                .map(involved -> GuideText.value(involved.user())
                        + (involved.address() == null ? "" : " from " + GuideText.value(involved.address())))
                .collect(Collectors.joining(" and "));
        return who + " reached the registry of " + host + when;
    }

    /** How to undo what still stands. */
    List<GuideStep> remove() {
        TimelineEntry arming = story.last(EntryKind.ARMING);
        if (arming == null || arming.arming() == null || story.isReset()) {
            return List.of();
        }
        String commands = arming.arming().silentProcessExit()
                ? "`reg delete \"" + SILENT_EXIT + "\" /f`"
                : arming.arming().scopes().stream()
                        .map(scope -> "`reg delete \"" + key(scope) + "\" /v DumpType /f`")
                        .collect(Collectors.joining(" and "));
        return List.of(new GuideStep(
                "remove-setting",
                "Remove the setting unless it is approved (export the key first: `" + export(exported(arming.arming()))
                        + "`): " + commands + "."));
    }

    /** The keys that hold what the case's armings set, whether or not it was reset. */
    static List<String> keys(CaseNarrative story) {
        LinkedHashSet<String> keys = new LinkedHashSet<>();
        for (TimelineEntry entry : story.judged().evidence()) {
            ArmedState arming = entry.kind() == EntryKind.ARMING ? entry.arming() : null;
            if (arming != null) {
                keys.add(exported(arming));
            }
        }
        return List.copyOf(keys);
    }

    private static String exported(ArmedState arming) {
        return arming.silentProcessExit() ? SILENT_EXIT : LOCAL_DUMPS;
    }

    private static String key(String scope) {
        return scope.equals(ArmedState.LSASS) ? LOCAL_DUMPS + "\\" + ArmedState.LSASS : LOCAL_DUMPS;
    }

    /** The command that saves a key to a file. */
    static String export(String key) {
        return "reg export \"" + key + "\" " + key.substring(key.lastIndexOf('\\') + 1) + ".reg /y";
    }
}
