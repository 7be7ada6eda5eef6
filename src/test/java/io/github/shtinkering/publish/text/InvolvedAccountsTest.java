package io.github.shtinkering.publish.text;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static io.github.shtinkering.publish.Judged.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.publish.Judged;
import io.github.shtinkering.publish.document.AlertDocument;
import io.github.shtinkering.publish.document.RevisionCause;
import io.github.shtinkering.publish.json.FleetSection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Each account of a case with the part that it had, in the document's words. */
class InvolvedAccountsTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
    private static final String FOLDER = "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";

    private static JsonNode document(Fact... facts) throws Exception {
        JudgedCase judged = Judged.of(facts);
        return new AlertDocument(
                        judged, new FleetSection(judged, List.of()), new RevisionCause("opened", null, null), 1, 1, 1)
                .json();
    }

    private static Fact launchedBy(String user) {
        return HOST.launched(0, WER, LSASS, TOOL, Judged.told(Facts.TOOL_PATH, TOOL, user));
    }

    @Test
    void everyRoleIsTold() throws Exception {
        JsonNode document = document(
                started(),
                HOST.loggedOn(-600, "CORP\\zoe", 10),
                HOST.armedGlobally(-60, REGEDIT),
                launchedBy("CORP\\bob"),
                HOST.dumped(2, WER, DUMP),
                HOST.readOverSmb(50, DUMP),
                Judged.handledBy(60, CMD, "CORP\\eve", FileActivity.Operation.COPIED, FOLDER + DUMP, "D:\\x"),
                Judged.by(HOST.deleted(70, CMD, DUMP), CMD, "CORP\\eve"));
        assertThat(document.at("/shtinkering/users"))
                .extracting(
                        user -> user.path("name").asText(),
                        user -> user.path("role").asText(),
                        user -> user.path("address").asText(),
                        user -> user.path("logon_type").asInt())
                .containsExactly(
                        tuple("CORP\\adm1", "armed-by", "", 0),
                        tuple("CORP\\bob", "asked-for-by", "", 0),
                        tuple("CORP\\adm1", "read-by", "10.1.1.9", 0),
                        tuple("CORP\\eve", "copied-by", "", 0),
                        tuple("CORP\\eve", "deleted-by", "", 0),
                        tuple("CORP\\zoe", "logged-on", "", 10));
    }

    @Test
    void whoOnlyRanBesideIsNobody() throws Exception {
        Fact byService = HOST.launched(
                0,
                WER,
                LSASS,
                TOOL,
                Facts.process("C:\\Windows\\System32\\svchost.exe", 1776L, "NT AUTHORITY\\SYSTEM"));
        assertThat(document(started(), byService, HOST.dumped(2, WER, DUMP)).at("/shtinkering/users"))
                .isEmpty();
        Fact spoofed = HOST.launched(0, WER, LSASS, TOOL, Facts.process("C:\\Users\\bob\\a.exe", 900L, "CORP\\bob"));
        assertThat(document(started(), spoofed).at("/shtinkering/users")).isEmpty();
    }

    /** WerFault runs under the account of whoever had it run. */
    @Test
    void theAccountOfWerFaultTellsWhoAsked() throws Exception {
        Fact launch = Facts.withActor(
                HOST.launched(0, WER, LSASS, TOOL),
                Facts.process("C:\\Windows\\System32\\WerFault.exe", WER, "CORP\\eve"));
        assertThat(document(started(), launch).at("/shtinkering/users/0/name").asText())
                .isEqualTo("CORP\\eve");
    }

    @Test
    void aServiceAccountThatArmedIsTold() throws Exception {
        Fact armed = Judged.by(HOST.armedGlobally(0, REGEDIT), REGEDIT, "NT AUTHORITY\\SYSTEM");
        JsonNode user = document(armed).at("/shtinkering/users/0");
        assertThat(user.path("role").asText()).isEqualTo("armed-by");
        assertThat(user.path("person").asBoolean(true)).isFalse();
    }

    @Test
    void eachPieceOfEvidenceNamesItsUserAndItsProcess() throws Exception {
        JsonNode evidence = document(
                        started(),
                        Facts.withActor(
                                HOST.armedGlobally(-60, REGEDIT), Judged.told("C:\\t\\a.exe", 4_188, "CORP\\adm1")),
                        launchedBy("CORP\\bob"),
                        HOST.dumped(2, WER, DUMP),
                        HOST.readOverSmb(50, DUMP))
                .at("/shtinkering/evidence");
        JsonNode armed = stage(evidence, "arming");
        assertThat(armed.path("user").asText()).isEqualTo("CORP\\adm1");
        assertThat(armed.path("summary").asText()).contains("(PID 4188, CORP\\adm1)");
        assertThat(armed.at("/process/hash/sha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(armed.at("/process/code_signature/subject_name").asText()).isEqualTo("Contoso");
        assertThat(armed.at("/process/command_line").asText()).isEqualTo("tool -x");
        assertThat(armed.at("/process/Ext/token/integrity_level_name").asText()).isEqualTo("high");
        assertThat(stage(evidence, "launch").at("/process/parent/executable").asText())
                .isEqualTo(Facts.TOOL_PATH);
        assertThat(stage(evidence, "dump").path("path").asText()).isEqualTo(FOLDER + DUMP);
        JsonNode read = stage(evidence, "handling");
        assertThat(read.path("user").asText()).isEqualTo("CORP\\adm1");
        assertThat(read.path("address").asText()).isEqualTo("10.1.1.9");
    }

    private static JsonNode stage(JsonNode evidence, String stage) {
        return StreamSupport.stream(evidence.spliterator(), false)
                .filter(item -> item.path("stage").asText().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    /** What was no dump of LSASS is no technique of credential access. */
    @Test
    void aBenignCaseHasNoTechnique() throws Exception {
        JsonNode benign = document(
                started(),
                HOST.launched(0, WER, 5_700, 5_700L, Facts.process("C:\\x.exe", 5_700L, null)),
                HOST.alerted(1, 5_700));
        assertThat(benign.at("/shtinkering/case/verdict").asText()).isEqualTo("benign");
        assertThat(benign.at("/threat/technique/id")).isEmpty();
        assertThat(document(started(), launchedBy("CORP\\bob"))
                        .at("/threat/technique/subtechnique/id/0")
                        .asText())
                .isEqualTo("T1003.001");
    }
}
