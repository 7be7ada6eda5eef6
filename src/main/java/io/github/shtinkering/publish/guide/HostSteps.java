package io.github.shtinkering.publish.guide;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.text.AccountRole;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.EvidenceText;
import io.github.shtinkering.publish.text.GuideText;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import io.github.shtinkering.publish.text.SpoofedParent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do at the attacked machine, and at those from which its dump was read. */
final class HostSteps {
    private static final int MOST_PROGRAMS = 5;

    private final CaseNarrative story;
    private final CaseJudgement judgement;
    private final String host;

    HostSteps(CaseNarrative story) {
        this.story = story;
        this.judgement = story.judgement();
        this.host = story.host();
    }

    /** What must not be believed yet. */
    List<GuideStep> doubts() {
        List<GuideStep> steps = new ArrayList<>();
        Long target = judgement.targetPid();
        boolean unknown = judgement.target() != null && judgement.target().resolution() == Resolution.UNKNOWN;
        if (unknown && target != null) {
            steps.add(new GuideStep(
                    "check-target",
                    "First find out whether PID " + target + " is LSASS on " + host + ": `tasklist /fi \"pid eq "
                            + target
                            + "\"`."
                            + (story.scores("lsass-pid-contested")
                                    ? " Several processes claim to be LSASS there."
                                    : "")));
        } else if (story.scores("single-medium-source")) {
            steps.add(new GuideStep(
                    "check-target",
                    "LSASS's PID is known from one weak source only. Confirm it on " + host
                            + ": `tasklist /fi \"imagename eq lsass.exe\"`."));
        }
        if (story.scores("odd-command-line") || story.scores("target-disguised")) {
            steps.add(new GuideStep(
                    "distrust-command-line",
                    "Do not trust the command line of WerFault in this case: it hides which process was dumped."));
        }
        if (story.scores("fake-crash-record") || story.scores("crash-record-only")) {
            steps.add(new GuideStep(
                    "distrust-crash-record",
                    "Do not trust the crash record of LSASS in this case. It looks like the one that public tools"
                            + " write."));
        }
        if (story.last(EntryKind.LAUNCHES_EVICTED) != null) {
            steps.add(new GuideStep(
                    "find-launches",
                    "There were more launches of WerFault than are kept. Use the query for " + host
                            + " to find those at LSASS."));
        }
        return steps;
    }

    List<GuideStep> contain() {
        List<GuideStep> steps = new ArrayList<>();
        if (story.scores("tier-0-host")) {
            steps.add(new GuideStep(
                    "tier-0",
                    host + " is a tier 0 host. Tell the incident lead before you isolate it. If it is a domain"
                            + " controller, treat the domain as compromised, and plan to reset krbtgt twice."));
        }
        steps.add(new GuideStep(
                "isolate", "Isolate " + host + " from the network. Keep it powered on: its memory is evidence."));
        for (InvolvedAccount reader : readers()) {
            steps.add(new GuideStep(
                    "isolate-reader",
                    GuideText.value(reader.user()) + " read the dump over SMB from "
                            + GuideText.value(String.valueOf(reader.address()))
                            + ". Isolate that machine too: the credentials are there now."));
        }
        return steps;
    }

    private List<InvolvedAccount> readers() {
        return InvolvedAccounts.of(story.judged()).stream()
                .filter(involved -> involved.role() == AccountRole.READ && isOtherMachine(involved.address()))
                .toList();
    }

    private static boolean isOtherMachine(@Nullable String address) {
        return address != null && !address.equals("::1") && !address.startsWith("127.");
    }

    /** What is lost once anything is changed. */
    List<GuideStep> save() {
        List<String> things = new ArrayList<>();
        things.add("its memory");
        programs().forEach(program -> things.add("the program " + program));
        SettingSteps.keys(story).forEach(key -> things.add("the registry key (`" + SettingSteps.export(key) + "`)"));
        return List.of(new GuideStep(
                "save-evidence",
                "Before you change anything on " + host + ", save " + GuideText.enumeration(things) + "."));
    }

    /** Who acted, without Windows' own programs: those are on every machine. */
    private Set<String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        for (TimelineEntry entry : story.judged().evidence()) {
            ProcessRef process = acting(entry);
            boolean own = process != null
                    && process.executable() != null
                    && CaseActors.outsideSystemRoot(process.executable())
                    && programs.size() < MOST_PROGRAMS;
            if (own) {
                String hash = process.sha256() == null ? "" : " (SHA-256 " + process.sha256() + ")";
                programs.merge(GuideText.value(process.executable()), hash, (a, b) -> a.isEmpty() ? b : a);
            }
        }
        Set<String> named = new LinkedHashSet<>();
        programs.forEach((path, hash) -> named.add(path + hash));
        return named;
    }

    private static @Nullable ProcessRef acting(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        return switch (entry.kind()) {
            case ARMING, PREPARATION, DISARMING, DUMP, HANDLING -> fact.actor();
            case LAUNCH -> InvolvedAccounts.isRefuted(entry) ? null : fact.parent();
            default -> null;
        };
    }

    List<GuideStep> stop() {
        List<GuideStep> steps = new ArrayList<>();
        TimelineEntry launch = story.launch();
        if (launch != null && LaunchRequest.foreign(launch.event().fact())) {
            steps.addAll(stopAsker(launch.event().fact()));
        }
        if (story.scores("wer-program-moved")
                && launch != null
                && launch.event().fact().actor() != null) {
            steps.add(new GuideStep(
                    "moved-wer",
                    "Error reporting ran from an unusual place: "
                            + EvidenceText.who(launch.event().fact().actor()).replace("`", "\\u0060")
                            + ". Collect that file."));
        }
        return judgement.verdict() == Verdict.ATTEMPT ? steps : List.of();
    }

    private static List<GuideStep> stopAsker(Fact launch) {
        List<GuideStep> steps = new ArrayList<>();
        Long initiator = LaunchRequest.initiator(launch);
        ProcessRef asker = InvolvedAccounts.asker(launch);
        String path = asker == null || asker.executable() == null ? null : GuideText.value(asker.executable());
        String process = initiator == null ? "the parent of WerFault" : "PID " + initiator;
        steps.add(new GuideStep(
                "stop-process",
                "Then stop " + process
                        + (path == null
                                ? ". Its path is unknown: look for its process start."
                                : ", " + path + ". It asked for the dump.")));
        String spoofed = SpoofedParent.sentence(launch);
        if (spoofed != null) {
            steps.add(new GuideStep("spoofed-parent", spoofed));
        }
        return steps;
    }
}
