package io.github.shtinkering.publish.guide;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.publish.json.FleetSection;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.publish.text.ExploitedCrash;
import io.github.shtinkering.publish.text.GuideText;
import java.util.ArrayList;
import java.util.List;

/**
 * What to do about a case, in its own names and numbers. What the evidence says stands as a fact, and only the rest is
 * asked. The order is that of the work: contain, save, stop, collect, clean up, accounts, other hosts, queries.
 */
public final class ResponseGuide {
    private final CaseNarrative story;
    private final CaseJudgement judgement;
    private final String host;
    private final HostSteps hostSteps;
    private final DumpSteps dumps;
    private final SettingSteps setting;
    private final AccountSteps accounts;
    private final FleetSteps fleet;
    private final List<GuideStep> steps = new ArrayList<>();

    public ResponseGuide(JudgedCase judged, FleetSection fleetPart) {
        this.story = new CaseNarrative(judged);
        this.judgement = judged.judgement();
        this.host = story.host();
        this.hostSteps = new HostSteps(story);
        this.dumps = new DumpSteps(story);
        this.setting = new SettingSteps(story);
        this.accounts = new AccountSteps(story);
        this.fleet = new FleetSteps(story, fleetPart);
    }

    /** The texts of steps. */
    public static List<String> texts(List<GuideStep> steps) {
        return steps.stream().map(GuideStep::text).toList();
    }

    /** The steps, each with its name. */
    public List<GuideStep> steps() {
        steps.clear();
        switch (judgement.verdict()) {
            case ATTEMPT, RELATED_TECHNIQUE -> respond();
            case PRECURSOR -> precursor();
            case LSASS_CRASH -> crash();
            case BENIGN -> benign();
        }
        steps.addAll(new HuntingQueries(story, fleet).steps());
        return List.copyOf(steps);
    }

    private void respond() {
        steps.addAll(hostSteps.doubts());
        steps.addAll(hostSteps.contain());
        steps.addAll(hostSteps.save());
        steps.addAll(hostSteps.stop());
        steps.addAll(dumps.steps());
        steps.addAll(setting.history());
        steps.addAll(setting.remove());
        steps.addAll(accounts.steps());
        steps.addAll(fleet.steps());
    }

    private void precursor() {
        steps.addAll(setting.askWhy());
        steps.addAll(setting.history());
        add(
                "check-use",
                "Check whether WerFault was started at LSASS" + lsassPid() + " on " + host
                        + ", or a file lsass.exe.*.dmp was written, since then. The queries below show it.");
        steps.addAll(setting.remove());
        steps.addAll(fleet.steps());
        add(
                "exception",
                "If this is known and approved, add an exception with an owner, a reason and an end. The template is"
                        + " jobs/exceptions.yaml.");
    }

    private void crash() {
        ExploitedCrash exploited = ExploitedCrash.in(story.judged().evidence());
        if (exploited != null) {
            add(
                    "exploit",
                    "Check whether an exploit of " + exploited.hole() + " crashed LSASS in " + exploited.module()
                            + " on "
                            + host + ". Look whether the update for it is installed, and who connected to the host just"
                            + " before " + DocumentTimes.words(exploited.timeMillis()) + ".");
        }
        add(
                "confirm-crash",
                "Confirm that LSASS really crashed on " + host
                        + ". Look at the faulting module in Application 1000, and"
                        + " at what loads into LSASS: password filters, security agents, recent updates.");
        steps.addAll(dumps.steps());
        steps.addAll(setting.remove());
        steps.addAll(fleet.steps());
    }

    private void benign() {
        if (judgement.suppressed()) {
            covered();
            return;
        }
        if (story.judged().status() == CaseStatus.WITHDRAWN) {
            add("withdrawn", "The evidence of this case was refuted. Nothing needs to be done.");
            return;
        }
        TimelineEntry launch = story.last(EntryKind.LAUNCH);
        Long target = judgement.targetPid();
        if (launch != null && target != null) {
            add(
                    "identify-target",
                    "Find out which program PID " + target + " on " + host + " is. Look at its process start, at"
                            + " Application 1000 and 1001 around "
                            + GuideText.time(launch.event().firstMillis()) + ", or at a WerFault -u -p " + target
                            + " whose parent is the crashed program.");
            if (launch.target() == null || launch.target().resolution() != Resolution.REFUTED) {
                add(
                        "learn-lsass-pid",
                        "To be certain, learn LSASS's PID on " + host
                                + ". Run `tasklist /fi \"imagename eq lsass.exe\"`"
                                + " there, or forward 4624 and 4672 with their header.");
            }
        }
        add(
                "no-containment",
                "No containment is needed. If the same program crashes on many machines, tell its owner.");
        steps.addAll(fleet.steps());
    }

    private void covered() {
        ExceptionUse use = judgement.exceptions().get(0);
        boolean outlived = judgement.exceptions().stream().anyMatch(ExceptionUse::outlived);
        add(
                "covered",
                "Exception " + GuideText.value(use.id()) + " of " + GuideText.value(use.owner()) + " covers this. "
                        + (outlived
                                ? "It has ended, and the host is still armed: ask the owner to remove the setting."
                                : "Nothing needs to be done while it holds."));
        if (outlived) {
            steps.addAll(setting.remove());
        }
    }

    private String lsassPid() {
        Long pid = story.judged().context().lsass().lsassPid();
        return pid == null ? "" : " (PID " + pid + ")";
    }

    private void add(String name, String text) {
        steps.add(new GuideStep(name, text));
    }
}
