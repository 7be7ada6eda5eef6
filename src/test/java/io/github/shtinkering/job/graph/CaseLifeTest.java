package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.TOOL_PATH;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.publish.CaseUpdate;
import io.github.shtinkering.publish.DocumentPublisher;
import io.github.shtinkering.publish.document.PublishedDocument;
import io.github.shtinkering.publish.state.PublisherState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the revisions of a case say of its life, through the host timeline, the casebook and the publisher. */
@Execution(ExecutionMode.CONCURRENT)
class CaseLifeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final double DAY = 86_400;
    private static final Facts HOST = Facts.of(Facts.HOST);
    /** By a program of Windows, so that the fleet has nothing to answer. */
    private static final Fact LAUNCH =
            HOST.launched(0, WER, LSASS, TOOL, Facts.process("C:\\Windows\\System32\\svchost.exe", 1776L, null));

    @Test
    void aCaseSettlesAfterADayAndKeepsItsScore() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.lsassStarted(-3_600, LSASS))
                    .arrive(LAUNCH)
                    .silence(2_000)
                    .arrive(HOST.logonHeader(2 * DAY, LSASS))
                    .silence(2_000);
            List<JsonNode> revisions = revisions(job);
            assertThat(revisions).extracting(CaseLifeTest::life).containsExactly("opened open", "settled settled");
            JsonNode settled = revisions.get(1);
            assertThat(settled.at("/event/risk_score"))
                    .isEqualTo(revisions.get(0).at("/event/risk_score"));
            assertThat(settled.at("/shtinkering/case/verdict").asText()).isEqualTo("attempt");
        }
    }

    @Test
    void aCaseWhoseTargetTurnsOutToBeAnotherProgramIsWithdrawnAndSaysWhy() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(LAUNCH)
                    .silence(2_000)
                    .arrive(HOST.sighted(400, 792, SightingSource.PROCESS_ACCESS))
                    .silence(2_000)
                    .arrive(HOST.logonHeader(3 * DAY, 792));
            List<JsonNode> revisions = revisions(job);
            assertThat(revisions).extracting(CaseLifeTest::life).containsExactly("opened open", "withdrawn withdrawn");
            JsonNode withdrawn = revisions.get(1);
            assertThat(withdrawn.at("/shtinkering/case/verdict").asText()).isEqualTo("benign");
            assertThat(withdrawn.at("/shtinkering/case/severity").asText()).isEqualTo("info");
            assertThat(withdrawn.at("/shtinkering/case/previous_verdict").asText())
                    .isEqualTo("attempt");
            assertThat(withdrawn.at("/event/reason").asText())
                    .contains("the target turned out not to be LSASS")
                    .contains("792");
        }
    }

    @Test
    void thePersonOfAPrecursorIsWhoArmedAndNotWhoHadAnotherProgramDumped() throws Exception {
        Fact arming = Facts.withActor(
                HOST.armedGlobally(-60, REGEDIT),
                new ProcessRef(4188L, null, REGEDIT, null, "CORP\\adm1", null, null, null, null, null, null));
        Fact another = HOST.launched(
                0,
                WER,
                4_000,
                TOOL,
                new ProcessRef(TOOL, null, TOOL_PATH, null, "CORP\\bob", null, null, null, null, null, null));
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.lsassStarted(-3_600, LSASS))
                    .arrive(arming)
                    .arrive(another)
                    .silence(2_000);
            List<JsonNode> revisions = revisions(job);
            JsonNode newest = revisions.get(revisions.size() - 1);
            assertThat(newest.at("/shtinkering/case/verdict").asText()).isEqualTo("precursor");
            assertThat(newest.at("/shtinkering/evidence"))
                    .anyMatch(item -> item.path("stage").asText().equals("launch"));
            assertThat(newest.at("/process/executable").asText()).isEqualTo(REGEDIT);
            assertThat(newest.at("/user/name").asText()).isEqualTo("adm1");
        }
    }

    private static List<JsonNode> revisions(HarnessedJob job) throws Exception {
        DocumentPublisher publisher = new DocumentPublisher(new PublisherState());
        List<JsonNode> revisions = new ArrayList<>();
        long now = 1;
        for (JudgedCase judged : job.emitted()) {
            for (PublishedDocument publication : publisher.publish(CaseUpdate.of(alone(judged)), now++)) {
                if (publication.kind() == PublishedDocument.Kind.REVISION) {
                    revisions.add(JSON.readTree(publication.json()));
                }
            }
        }
        return revisions;
    }

    /** As on a host that has nothing in common with others: the fleet owes no answer. */
    private static JudgedCase alone(JudgedCase judged) {
        return new JudgedCase(
                judged.host(),
                judged.caseId(),
                judged.status(),
                judged.mergedInto(),
                judged.judgement(),
                judged.model(),
                judged.evidence(),
                judged.counterfactual(),
                judged.note(),
                judged.context(),
                new FleetView(0, List.of(), List.of(), null, null));
    }

    private static String life(JsonNode document) {
        JsonNode theCase = document.at("/shtinkering/case");
        return theCase.path("change").asText() + ' ' + theCase.path("status").asText();
    }
}
