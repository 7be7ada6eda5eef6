package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.json.FileJson;
import io.github.shtinkering.publish.json.ProcessJson;
import io.github.shtinkering.publish.json.RegistryJson;
import io.github.shtinkering.publish.json.UserJson;
import io.github.shtinkering.publish.text.CaseNarrative;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The piece of evidence of each stage that says most, where a SIEM looks for it: process, user, registry and file. */
final class DecisiveEvidence {
    private final JudgedCase judged;
    private final CaseJudgement judgement;
    private final CaseNarrative narrative;

    DecisiveEvidence(JudgedCase judged) {
        this.judged = judged;
        this.judgement = judged.judgement();
        this.narrative = new CaseNarrative(judged);
    }

    void write(ObjectNode document) {
        TimelineEntry launch = launch();
        TimelineEntry arming = narrative.arming();
        TimelineEntry dump = narrative.last(EntryKind.DUMP);
        TimelineEntry first = launch != null ? launch : dump != null ? dump : arming;
        if (first != null) {
            process(document, first.event().fact());
        }
        if (arming != null) {
            RegistryJson.write(
                    document.putObject("registry"),
                    Objects.requireNonNull(arming.event().fact().registry()));
        }
        if (dump != null) {
            FileJson.write(
                    document.putObject("file"),
                    Objects.requireNonNull(dump.event().fact().file()));
        }
    }

    private static void process(ObjectNode document, Fact fact) {
        ProcessRef actor = fact.actor();
        if (actor == null) {
            return;
        }
        ObjectNode process = document.putObject("process");
        ProcessJson.write(process, actor);
        if (fact.parent() != null) {
            ProcessJson.write(process.putObject("parent"), fact.parent());
        }
        UserJson.add(document, actor);
    }

    /** The launch that the verdict is about; a refuted one that is only named beside an arming or a dump is not. */
    private @Nullable TimelineEntry launch() {
        boolean stage = judgement.stages().contains(CaseJudgement.LAUNCH);
        if (!stage && judgement.verdict() != Verdict.BENIGN) {
            return null;
        }
        TimelineEntry found = null;
        for (TimelineEntry entry : judged.evidence()) {
            boolean eligible = entry.kind() == EntryKind.LAUNCH && !(stage && isRefuted(entry));
            if (eligible && (found == null || isJudged(entry.event().fact()))) {
                found = entry;
            }
        }
        return found;
    }

    private static boolean isRefuted(TimelineEntry launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.REFUTED;
    }

    /** Whether it has the PIDs of the launch that the judgement names. */
    private boolean isJudged(Fact launch) {
        return Objects.equals(LaunchRequest.target(launch), judgement.targetPid())
                && Objects.equals(LaunchRequest.initiator(launch), judgement.initiatorPid());
    }
}
