package io.github.shtinkering.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.publish.state.PendingFleetAnswers;
import io.github.shtinkering.publish.state.PublisherState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cases and the fleet's answers to them come on ways of their own, each in order, and overtake one another. */
class PendingFleetAnswersTest {
    private static final String CASE = "case-1";
    private static final TargetResolution UNKNOWN =
            new TargetResolution(Resolution.UNKNOWN, null, List.of(), false, "nobody said");

    @Test
    void publishesTheLastOfACaseHoweverItsAnswersOvertakeIt() {
        long seed = Long.getLong("shtinkering.seed", 20_261_122L);
        Random random = new Random(seed);
        for (int story = 0; story < 2_000; story++) {
            List<JudgedCase> cases = new ArrayList<>();
            Queue<Object> changes = new ArrayDeque<>();
            Map<Fingerprint.Kind, Queue<Object>> answers = new EnumMap<>(Fingerprint.Kind.class);
            for (int sequence = 1; sequence <= 1 + random.nextInt(4); sequence++) {
                JudgedCase judged = judged(sequence, fingerprints(random));
                cases.add(judged);
                changes.add(judged);
                for (Fingerprint fingerprint : judged.fleet().fingerprints()) {
                    answers.computeIfAbsent(fingerprint.kind(), kind -> new ArrayDeque<>())
                            .add(answer(sequence, fingerprint.kind()));
                }
            }
            List<Queue<Object>> ways = new ArrayList<>(answers.values());
            ways.add(changes);
            JudgedCase last = cases.get(cases.size() - 1);
            List<PendingFleetAnswers.Answered> published = delivered(ways, random);
            assertThat(published).as("seed %d, story %d", seed, story).isNotEmpty();
            PendingFleetAnswers.Answered shown = published.get(published.size() - 1);
            assertThat(shown.judged()).as("seed %d, story %d", seed, story).isEqualTo(last);
            assertThat(shown.fleetAnswers())
                    .hasSameSizeAs(last.fleet().fingerprints())
                    .allSatisfy(answer ->
                            assertThat(answer.sequence()).isEqualTo(last.fleet().sequence()));
        }
    }

    private static List<PendingFleetAnswers.Answered> delivered(List<Queue<Object>> ways, Random random) {
        PendingFleetAnswers desk = new PendingFleetAnswers(new PublisherState());
        List<PendingFleetAnswers.Answered> published = new ArrayList<>();
        while (ways.stream().anyMatch(way -> !way.isEmpty())) {
            Object next = ways.get(random.nextInt(ways.size())).poll();
            if (next instanceof JudgedCase judged) {
                published.addAll(desk.take(judged));
            } else if (next instanceof FleetAnswer answer) {
                published.addAll(desk.take(answer));
            }
        }
        return published;
    }

    private static List<Fingerprint> fingerprints(Random random) {
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (Fingerprint.Kind kind : Fingerprint.Kind.values()) {
            if (random.nextInt(3) == 0) {
                fingerprints.add(new Fingerprint(kind, List.of("x"), List.of(1L), List.of()));
            }
        }
        return fingerprints;
    }

    private static JudgedCase judged(long sequence, List<Fingerprint> fingerprints) {
        CaseJudgement judgement =
                new CaseJudgement(Verdict.ATTEMPT, 65, List.of(), List.of(), null, null, null, null, List.of());
        return new JudgedCase(
                Facts.HOST,
                CASE,
                CaseStatus.OPEN,
                null,
                judgement,
                "1",
                List.of(),
                null,
                null,
                new HostContext(Facts.HOST, null, 0, UNKNOWN, true, List.of(), false, false),
                new FleetView(sequence, fingerprints, List.of(), null, null));
    }

    private static FleetAnswer answer(long sequence, Fingerprint.Kind kind) {
        return new FleetAnswer(
                Facts.HOST, CASE, sequence, kind, null, false, false, 1, null, 0, 0, 0, 1, null, List.of());
    }
}
