package io.github.shtinkering.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.state.PublisherState;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.SchemaAssert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Host and user risk against their closed form: the sum of score × 2^(−Δt ÷ half-life). */
class RiskScoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double WEEK = 7 * 86_400_000.0;
    private static final long DAY = 86_400_000;
    private static final String HOST = Facts.HOST;

    private static final TargetResolution UNKNOWN =
            new TargetResolution(Resolution.UNKNOWN, null, List.of(), false, "nobody said");

    /** What a case came to at last. */
    private record Last(double score, long endMillis, String user) {
        double at(long asOf) {
            return score * Math.pow(2, -(asOf - endMillis) / WEEK);
        }
    }

    @Test
    void equalsItsClosedFormAfterTenThousandShuffledUpdates() throws Exception {
        long seed = Long.getLong("shtinkering.seed", 20_261_122L);
        Random random = new Random(seed);
        List<JudgedCase> updates = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            updates.add(update(random));
        }
        Collections.shuffle(updates, random);
        PublisherState state = new PublisherState();
        Map<String, Last> model = new HashMap<>();
        long newest = 0;
        for (int i = 0; i < updates.size(); i++) {
            JudgedCase judged = updates.get(i);
            new DocumentPublisher(state).publish(CaseUpdate.of(judged), i);
            boolean counts =
                    judged.status() != CaseStatus.MERGED && judged.judgement().verdict() != Verdict.BENIGN;
            TimelineEntry arming = judged.evidence().get(0);
            long end = arming.event().lastMillis();
            newest = Math.max(newest, end);
            String user = String.valueOf(arming.event().fact().actor().user()).toLowerCase(java.util.Locale.ROOT);
            model.put(judged.caseId(), new Last(counts ? judged.judgement().score() : 0, end, user));
            if (i % 500 == 499) {
                assertClosedForm(state, model, newest + random.nextInt(20) * DAY, "seed %d, update %d", seed, i);
            }
        }
    }

    private static void assertClosedForm(
            PublisherState state, Map<String, Last> model, long asOf, String as, Object... words) throws Exception {
        JsonNode own = document(state, HOST, asOf).path("shtinkering");
        double sum = model.values().stream().mapToDouble(last -> last.at(asOf)).sum();
        assertThat(own.at("/risk/score").asLong()).as(as, words).isEqualTo(sum < 1 ? 0 : Math.round(sum));
        for (JsonNode share : own.at("/risk/cases")) {
            Last last = model.get(share.path("id").asText());
            assertThat(share.path("risk").asDouble()).as(as, words).isCloseTo(last.at(asOf), within(0.0051));
            assertThat(share.path("score").asDouble()).isEqualTo(last.score());
        }
        assertThat(own.at("/users").size()).as(as, words).isPositive();
        for (JsonNode user : own.at("/users")) {
            double risk = model.values().stream()
                    .filter(last -> last.user().equals(user.path("name").asText()))
                    .mapToDouble(last -> last.at(asOf))
                    .sum();
            assertThat(user.at("/risk/score").asLong()).as(as, words).isEqualTo(Math.round(risk));
        }
    }

    @Test
    void isShownAsNothingBelowOneAndHalvesWithEachWeek() throws Exception {
        PublisherState state = new PublisherState();
        new DocumentPublisher(state)
                .publish(CaseUpdate.of(judged("case-1", CaseStatus.OPEN, Verdict.ATTEMPT, 64, 0, "x\\a")), 1);
        for (int week = 0; week <= 6; week++) {
            assertThat(score(state, week * 7L * DAY)).isEqualTo(64 >> week);
        }
        assertThat(score(state, 7 * 7 * DAY)).as("0.5").isZero();
        assertThat(document(state, HOST, Facts.START + 49 * DAY).at("/shtinkering/users"))
                .isEmpty();
    }

    @Test
    void ofMachinesThatShareANameEachHasItsOwn() throws Exception {
        PublisherState state = new PublisherState();
        new DocumentPublisher(state)
                .publish(CaseUpdate.of(judged("case-1", CaseStatus.OPEN, Verdict.ATTEMPT, 64, 0, "x\\a")), 1);
        assertThat(document(state, "ws-01.other.example", Facts.START).at("/shtinkering/risk/score"))
                .hasToString("0");
    }

    @Test
    void namesThePersonsThatActAndNoServices() throws Exception {
        PublisherState state = new PublisherState();
        DocumentPublisher publisher = new DocumentPublisher(state);
        publisher.publish(CaseUpdate.of(judged("c1", CaseStatus.OPEN, Verdict.PRECURSOR, 47, 0, "CORP\\Adm1")), 1);
        publisher.publish(CaseUpdate.of(judged("c2", CaseStatus.SETTLED, Verdict.ATTEMPT, 92, 0, "corp\\adm1")), 2);
        publisher.publish(CaseUpdate.of(judged("c3", CaseStatus.OPEN, Verdict.ATTEMPT, 92, 0, "CORP\\WS-01$")), 3);
        publisher.publish(
                CaseUpdate.of(judged("c4", CaseStatus.OPEN, Verdict.PRECURSOR, 47, 0, "NT AUTHORITY\\SYSTEM")), 4);
        JsonNode users = document(state, HOST, Facts.START).at("/shtinkering/users");
        assertThat(users).hasSize(1);
        assertThat(users.at("/0/name").asText()).isEqualTo("corp\\adm1");
        assertThat(users.at("/0/risk/score").asInt()).isEqualTo(139);
        assertThat(users.at("/0/risk/cases/0/id").asText()).isEqualTo("c2");
    }

    private static long score(PublisherState state, long after) throws Exception {
        return document(state, HOST, Facts.START + after)
                .at("/shtinkering/risk/score")
                .asLong();
    }

    private static JsonNode document(PublisherState state, String hostName, long newest) throws Exception {
        HostStatus status = new HostStatus(
                HOST,
                0,
                hostName,
                null,
                UNKNOWN,
                new ArmedState(List.of(), null, false, false),
                0,
                null,
                null,
                newest,
                List.of(),
                false,
                0,
                false);
        PublishedDocument host = new DocumentPublisher(state).publish(status, 1);
        SchemaAssert.assertKeepsSchema(
                OutputDocument.of(OutputDocument.Kind.HOST, host.key(), host.version(), host.json(), host.digest()));
        return JSON.readTree(host.json());
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static JudgedCase update(Random random) {
        CaseStatus status = any(List.of(CaseStatus.values()), random);
        Verdict verdict = status == CaseStatus.SUPPRESSED ? Verdict.BENIGN : any(List.of(Verdict.values()), random);
        return judged(
                "case-" + random.nextInt(40),
                status,
                verdict,
                random.nextInt(101),
                random.nextInt(60) * DAY,
                "CORP\\User" + random.nextInt(5));
    }

    private static JudgedCase judged(
            String id, CaseStatus status, Verdict verdict, int score, long after, @Nullable String user) {
        Fact fact = Facts.withActor(
                Facts.of(HOST).armedGlobally(after / 1000.0, "C:\\Windows\\regedit.exe"),
                new ProcessRef(
                        4188L, null, "C:\\Windows\\regedit.exe", null, user, null, null, null, null, null, null));
        ObservedEvent observed = new ObservedEvent(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
        TimelineEntry arming = new TimelineEntry(
                HOST,
                "",
                1,
                EntryKind.ARMING,
                observed,
                new ArmedState(List.of("global"), null, false, false),
                null,
                null,
                null);
        CaseJudgement judgement = new CaseJudgement(
                verdict,
                score,
                List.of(new ScorePart("base", score, "why", List.of(fact.id()))),
                List.of("arming"),
                null,
                null,
                null,
                null,
                List.of());
        HostContext context = new HostContext(HOST, null, fact.timeMillis(), UNKNOWN, true, List.of(), false, false);
        return new JudgedCase(
                HOST,
                id,
                status,
                status == CaseStatus.MERGED ? "case-x" : null,
                judgement,
                "1",
                List.of(arming),
                null,
                null,
                context,
                new FleetView(0, List.of(), List.of(), null, null));
    }
}
