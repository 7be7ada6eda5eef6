package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.job.graph.HarnessedJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each story breaks off after each of its records, and its host never speaks again. Silence proves nothing, so what
 * stands is what a bounded replay of the same records says; and it leaves nothing behind but what must be kept.
 */
@Execution(ExecutionMode.CONCURRENT)
class SilenceTest {
    private static final long DAY = 86_400_000L;
    private static final Map<String, List<Fact>> BROKEN_OFF = new LinkedHashMap<>();
    private static HarnessedJob job;

    @BeforeAll
    static void tellAndFallSilent() throws Exception {
        int tale = 0;
        for (HostScenario whole : Stream.concat(HostScenario.written().stream(), HostScenario.own().stream())
                .toList()) {
            for (int told = 1; told <= whole.facts().size(); told++) {
                String host = "tale-" + tale + "-" + told;
                BROKEN_OFF.put(host, whole.on(host).subList(0, told));
            }
            tale++;
        }
        job = new HarnessedJob();
        for (List<Fact> facts : BROKEN_OFF.values()) {
            job.arrive(facts).silence(2_000);
        }
    }

    @AfterAll
    static void close() throws Exception {
        job.close();
    }

    @Test
    void theCasesAreThoseOfABoundedReplay() throws Exception {
        try (HarnessedJob bounded = new HarnessedJob()) {
            for (List<Fact> facts : BROKEN_OFF.values()) {
                bounded.arrive(facts);
            }
            bounded.end();
            for (String host : BROKEN_OFF.keySet()) {
                assertThat(job.digest(host)).as("%s", BROKEN_OFF.get(host)).isEqualTo(bounded.digest(host));
            }
        }
    }

    @Test
    void nothingIsSaidTwice() {
        Map<String, List<Object>> newest = new HashMap<>();
        for (JudgedCase said : job.emitted()) {
            List<Object> content = new ArrayList<>(
                    List.of(said.status(), said.judgement(), said.evidence(), String.valueOf(said.counterfactual())));
            content.add(said.note());
            content.add(said.mergedInto());
            content.add(said.context());
            assertThat(newest.put(said.caseId(), content)).isNotEqualTo(content);
        }
    }

    /** docs/detection.md: thirty days where only sightings were seen, four hundred else, where a case of a launch, a dump or an alert is open never. */
    @Test
    void nothingIsSaidAndNothingIsLeftWhenTheWaitsAreOver() throws Exception {
        int said = job.emitted().size();
        int silent = 0;
        for (; silent < 31; silent++) {
            job.silence(DAY);
        }
        assertThat(job.chainEntries()).isZero();
        assertThat(job.chainTimers()).isZero();
        assertThat(job.casebookTimers()).isZero();
        assertThat(job.storyTimers()).as("one a host: its expiry").isEqualTo(job.storyEntries());
        for (; silent < 431; silent++) {
            job.silence(DAY);
        }
        Set<String> open = job.cases().stream()
                .filter(found ->
                        found.status() == CaseStatus.OPEN && found.judgement().verdict() != Verdict.PRECURSOR)
                .map(JudgedCase::host)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> hadCases = job.emitted().stream().map(JudgedCase::host).collect(Collectors.toSet());
        assertThat(open).isNotEmpty();
        assertThat(job.storyHosts()).isEqualTo(open);
        assertThat(job.storyTimers()).isEqualTo(open.size());
        assertThat(job.casebookEntries()).as("the ordinals of cases").isEqualTo(hadCases.size());
        assertThat(job.casebookTimers() + job.chainTimers() + job.chainEntries())
                .isZero();
        assertThat(job.emitted()).hasSize(said);
    }
}
