package io.github.shtinkering.publish.json;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.job.graph.HarnessedJob;
import io.github.shtinkering.publish.text.EvidenceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stranger's paths make no document that a broker refuses, and push no evidence of the score out of it. */
class ShownEvidenceTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final int LETTER_IN_JSON = 6;
    private static final int USUAL_BROKERS_LIMIT = 1_048_576;

    @Test
    void longPathsMakeNoDocumentThatABrokerRefuses() throws Exception {
        JudgedCase attempt = attempt();
        List<TimelineEntry> evidence = new ArrayList<>();
        for (int i = 0; i < ShownEvidence.LIMIT / 2; i++) {
            evidence.add(launchedBy("C:\\" + "\u200b".repeat(3_500) + i, i));
        }
        evidence.addAll(attempt.evidence());
        List<TimelineEntry> shown = ShownEvidence.of(with(attempt, evidence)).entries();
        int letters = shown.stream()
                .map(EvidenceText::summary)
                .mapToInt(String::length)
                .sum();
        assertThat(letters * LETTER_IN_JSON).isLessThan(USUAL_BROKERS_LIMIT);
        assertThat(shown)
                .containsAll(attempt.evidence())
                .hasSizeGreaterThan(attempt.evidence().size());
    }

    private static JudgedCase attempt() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.lsassStarted(-21_600, LSASS));
            job.arrive(HOST.launched(0, WER, LSASS, TOOL));
            job.arrive(HOST.dumped(2, WER, "lsass.exe." + LSASS + ".dmp"));
            return job.silence(2_000).cases().get(0);
        }
    }

    private static TimelineEntry launchedBy(String parent, int number) {
        Fact fact = HOST.launched(10 + number, WER, LSASS, TOOL, Facts.process(parent, TOOL, null));
        ObservedEvent observed = new ObservedEvent(
                fact, fact.timeMillis(), fact.timeMillis(), 1, List.of(), List.of(), List.of(fact.id()));
        return new TimelineEntry(Facts.HOST, "", 1, EntryKind.LAUNCH, observed, null, null, null, null);
    }

    private static JudgedCase with(JudgedCase judged, List<TimelineEntry> evidence) {
        return new JudgedCase(
                judged.host(),
                judged.caseId(),
                judged.status(),
                judged.mergedInto(),
                judged.judgement(),
                judged.model(),
                evidence,
                judged.counterfactual(),
                judged.note(),
                judged.context(),
                judged.fleet());
    }
}
