package io.github.shtinkering.publish.guide;

import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DumpTrail;
import io.github.shtinkering.publish.text.GuideText;
import io.github.shtinkering.publish.text.HandlingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What became of each dump, and what to do with it. */
final class DumpSteps {
    private static final int MOST_DUMPS = 10;

    private final CaseNarrative story;
    private final String host;

    DumpSteps(CaseNarrative story) {
        this.story = story;
        this.host = story.host();
    }

    List<GuideStep> steps() {
        List<GuideStep> steps = new ArrayList<>();
        List<DumpTrail> trails = DumpTrail.of(story.judged());
        trails.stream().limit(MOST_DUMPS).forEach(trail -> steps.add(new GuideStep("dump", entry(trail))));
        if (trails.size() > MOST_DUMPS) {
            steps.add(new GuideStep(
                    "more-dumps", (trails.size() - MOST_DUMPS) + " more dumps were written: see the evidence."));
        }
        DumpTrail.handledOnly(story.judged()).stream()
                .limit(MOST_DUMPS)
                .forEach(entry -> steps.add(new GuideStep(
                        "handled-file", handled(entry, path(entry)) + " No record shows who wrote that file.")));
        if (trails.isEmpty() && story.judgement().verdict() == Verdict.ATTEMPT) {
            steps.add(new GuideStep(
                    "find-dump",
                    "No dump was seen yet. Search " + host + " for lsass.exe.*.dmp under"
                            + " C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps and in the"
                            + " DumpFolder of the registry."));
        }
        return steps;
    }

    private String entry(DumpTrail trail) {
        StringBuilder text = new StringBuilder(written(trail));
        trail.handlings().forEach(handling -> text.append(' ').append(handled(handling, "it")));
        return text.append(quality()).append(whatNow(trail)).toString();
    }

    static String written(DumpTrail trail) {
        Fact fact = trail.written();
        ProcessRef writer = fact.actor();
        Long size = Objects.requireNonNull(fact.file()).size();
        // Whoever made WerFault write it, WerFault did; the account it ran as is no lead.
        boolean byWer = WerPrograms.isWer(writer);
        return (byWer ? GuideText.program(writer) : GuideText.who(writer)) + " wrote "
                + GuideText.value(trail.path()) + (byWer ? "" : GuideText.with(writer))
                + (size == null ? "" : " (" + GuideText.size(size) + ")") + " at "
                + GuideText.time(trail.dump().event().firstMillis()) + ".";
    }

    private static String path(TimelineEntry handling) {
        String path = Objects.requireNonNull(handling.event().fact().file()).path();
        return path == null ? "a dump" : GuideText.value(path);
    }

    private static String handled(TimelineEntry handling, String what) {
        return HandlingText.deed(handling.event().fact(), what) + " at "
                + GuideText.time(handling.event().firstMillis()) + ".";
    }

    private String quality() {
        if (story.scores("dump-protected")) {
            return " It is the dump of a protected process, and encrypted.";
        }
        return story.scores("dump-tiny") ? " It is very small: the dump may have failed." : "";
    }

    private String whatNow(DumpTrail trail) {
        if (trail.places().isEmpty()) {
            return trail.wasTaken()
                    ? " It was deleted on " + host + ", but it was taken before: treat its credentials as stolen."
                    : " It cannot be collected any more. Treat its credentials as stolen.";
        }
        String place = GuideText.value(trail.places().get(trail.places().size() - 1));
        String it = trail.places().size() == 1 && place.equals(GuideText.value(trail.path())) ? "it" : place;
        String ask = trail.wasTaken() ? "" : " Check whether it still exists, and who read or copied it.";
        return ask + " Hash " + it + " for evidence, then delete it: it contains credentials.";
    }
}
