package io.github.shtinkering.job.graph;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a case shows the fleet, and what the rubric makes of each answer. */
@Execution(ExecutionMode.CONCURRENT)
class FleetViewTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String CCM = "C:\\Windows\\CCM\\CcmExec.exe";
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
    private static final String TOOL_IDENTITY = "path c:\\users\\public\\tool.exe";

    private static JudgedCase only(Fact... facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            List<JudgedCase> cases = job.arrive(List.of(facts)).silence(1_000).cases();
            assertThat(cases).hasSize(1);
            return cases.get(0);
        }
    }

    private static Fact started() {
        return HOST.lsassStarted(-21_600, LSASS);
    }

    private static Fact launchedByService(double at) {
        return HOST.launched(at, WER, LSASS, TOOL, Facts.process(SVCHOST, 1776L, null));
    }

    private static Fact armedBy(String writer, @Nullable Boolean signed) {
        Fact armed = HOST.armedGlobally(0, writer);
        return Facts.withActor(
                armed,
                new ProcessRef(
                        4188L, null, writer, null, "NT AUTHORITY\\SYSTEM", "S-1-5-18", null, null, signed, null, null));
    }

    private static void assertScore(@Nullable CaseJudgement judgement, int score, String... parts) {
        assertThat(judgement).isNotNull();
        assertThat(judgement.score()).isEqualTo(score);
        assertThat(judgement.parts().stream().mapToInt(ScorePart::points).sum()).isEqualTo(score);
        assertThat(judgement.parts()).extracting(ScorePart::name).contains(parts);
    }

    private static List<String> identities(JudgedCase judged, Fingerprint.Kind kind) {
        return judged.fleet().fingerprints().stream()
                .filter(fingerprint -> fingerprint.kind() == kind)
                .flatMap(fingerprint -> fingerprint.identities().stream())
                .toList();
    }

    @Test
    void aCampaignRaisesAForeignLaunchAtLsass() throws Exception {
        JudgedCase judged = only(started(), launchedByService(0));
        assertThat(judged.judgement().score()).isEqualTo(78);
        assertScore(judged.fleet().inCampaign(), 83, "campaign");
        assertThat(judged.fleet().common()).isNull();
    }

    @Test
    void aCampaignCountsBeforeTheCeilings() throws Exception {
        JudgedCase judged = only(started(), HOST.armedGlobally(-90_000, CCM), launchedByService(0));
        assertThat(judged.judgement().score()).isEqualTo(85);
        assertScore(judged.fleet().inCampaign(), 89, "campaign", "no-dump-ceiling");
    }

    @Test
    void aCampaignRaisesADumpInAChainAndNothingLess() throws Exception {
        JudgedCase armedAndDumped =
                only(started(), HOST.armedLsass(-3_600, Facts.TOOL_PATH), HOST.dumped(0, WER, "lsass.exe.744.dmp"));
        assertThat(armedAndDumped.fleet().inCampaign()).isNotNull();
        assertThat(only(HOST.launched(0, WER, LSASS, TOOL)).fleet().inCampaign())
                .as("an unknown target")
                .isNull();
        assertThat(only(started(), HOST.dumped(0, WER, "lsass.exe.744.dmp"))
                        .fleet()
                        .inCampaign())
                .as("a dump alone")
                .isNull();
    }

    @Test
    void anActorIsAProgramThatWindowsDoesNotBring() throws Exception {
        assertThat(identities(only(started(), HOST.launched(0, WER, LSASS, TOOL)), Fingerprint.Kind.ACTOR))
                .containsExactly(TOOL_IDENTITY);
        assertThat(identities(only(started(), launchedByService(0)), Fingerprint.Kind.ACTOR))
                .isEmpty();
        JudgedCase byHandling = only(
                started(),
                launchedByService(0),
                HOST.dumped(2, WER, "lsass.exe.744.dmp"),
                HOST.deleted(60, Facts.TOOL_PATH, "lsass.exe.744.dmp"));
        assertThat(identities(byHandling, Fingerprint.Kind.ACTOR))
                .as("named by another record than the launch")
                .containsExactly(TOOL_IDENTITY);
        JudgedCase byArchiver = only(
                started(),
                launchedByService(0),
                HOST.dumped(2, WER, "lsass.exe.744.dmp"),
                HOST.handled(
                        60,
                        "C:\\Program Files\\7-Zip\\7z.exe",
                        FileActivity.Operation.ARCHIVED,
                        "lsass.exe.744.dmp",
                        null));
        assertThat(identities(byArchiver, Fingerprint.Kind.ACTOR))
                .as("a tool that everybody has")
                .isEmpty();
    }

    private static Fact attempt(String tool, @Nullable String sid, @Nullable String line) {
        return HOST.launched(
                0, WER, LSASS, TOOL, new ProcessRef(TOOL, null, tool, line, null, sid, null, null, null, null, null));
    }

    private static String pattern(String tool, @Nullable String sid, @Nullable String line) throws Exception {
        List<String> patterns = identities(
                        only(started(), attempt(tool, sid, line), HOST.dumped(2, WER, "lsass.exe.744.dmp")),
                        Fingerprint.Kind.ACTOR)
                .stream()
                .filter(identity -> identity.startsWith(Fingerprint.PATTERN))
                .toList();
        assertThat(patterns).hasSizeLessThanOrEqualTo(1);
        return patterns.isEmpty() ? "" : patterns.get(0);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "C:\\Users\\Public\\f6409.exe, C:\\Users\\Public\\F17.EXE",
        "C:\\Users\\Public\\x7k2qp.exe, C:\\Users\\Public\\b4t9vmm1.exe",
        "C:\\ProgramData\\{0F9A3C7E-1B2D-4E5F-8091-A2B3C4D5E6F7}\\run.exe, "
                + "C:\\ProgramData\\{12345678-1B2D-4E5F-8091-A2B3C4D5E6F7}\\run.exe",
        "C:\\PerfLogs\\00ffab12.exe, C:\\PerfLogs\\deadbee1.exe",
    })
    void aRenamedToolKeepsItsPattern(String one, String other) throws Exception {
        String line = " -pid 744 -ip 12";
        String pattern = pattern(one, "S-1-5-18", one + line);
        assertThat(pattern)
                .contains("as S-1-5-18")
                .contains("called with -pid # -ip #")
                .contains("crashdumps");
        assertThat(pattern(other, "S-1-5-18", '"' + other + "\" -pid 9 -ip 8")).isEqualTo(pattern);
    }

    @Test
    void whoDiffersInOneTraitHasAnotherPattern() throws Exception {
        String tool = "C:\\Users\\Public\\f1.exe";
        String pattern = pattern(tool, "S-1-5-21-1-2-3-1104", "f1.exe -x 1");
        assertThat(pattern).isNotEmpty();
        assertThat(pattern(tool, "S-1-5-21-1-2-3-1105", "f1.exe -x 1")).isNotEqualTo(pattern);
        assertThat(pattern(tool, "S-1-5-21-1-2-3-1104", "f1.exe -y 1")).isNotEqualTo(pattern);
        assertThat(pattern("C:\\Users\\Public\\g1.exe", "S-1-5-21-1-2-3-1104", "g1.exe -x 1"))
                .isNotEqualTo(pattern);
    }

    @Test
    void whatIsNotTellingIsNoPattern() throws Exception {
        String tool = "C:\\Users\\Public\\f1.exe";
        assertThat(pattern(tool, "S-1-5-18", null)).as("no command line").isEmpty();
        assertThat(pattern(tool, null, "f1.exe -x")).as("no user").isEmpty();
        assertThat(pattern("C:\\Users\\Public\\x7k2qp.exe", "S-1-5-18", "x7k2qp.exe 744"))
                .as("nothing is left of name and switches")
                .isEmpty();
        assertThat(pattern("C:\\Windows\\System32\\rundll32.exe", "S-1-5-18", "rundll32.exe x,y"))
                .as("Windows' own")
                .isEmpty();
    }

    @Test
    void beingCommonLowersAnAgentsArmingToTheFloor() throws Exception {
        JudgedCase judged = only(armedBy(CCM, null));
        assertThat(judged.judgement().score()).isEqualTo(32);
        assertScore(judged.fleet().common(), 20, "prevalence", "prevalence-floor");
    }

    @Test
    void beingCommonLowersASignedProgramsArming() throws Exception {
        String tool = "C:\\Program Files\\Vendor\\deploy.exe";
        assertScore(only(armedBy(tool, true)).fleet().common(), 27, "prevalence");
        assertThat(only(armedBy(tool, null)).fleet().common())
                .as("not known to be signed")
                .isNull();
    }

    @Test
    void beingCommonLowersNobodysHands() throws Exception {
        for (String hands : List.of(
                "C:\\Windows\\regedit.exe",
                "C:\\Windows\\System32\\reg.exe",
                "C:\\Windows\\System32\\cmd.exe",
                "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                "C:\\Windows\\PSEXESVC.exe",
                SVCHOST)) {
            JudgedCase judged = only(armedBy(hands, true));
            assertThat(judged.fleet().common()).as(hands).isNull();
            assertThat(identities(judged, Fingerprint.Kind.ARMING))
                    .as("it is counted all the same: %s", hands)
                    .hasSize(1);
        }
    }

    @Test
    void beingCommonLowersNoAttempt() throws Exception {
        JudgedCase judged = only(started(), armedBy(CCM, true), launchedByService(60));
        assertThat(judged.fleet().common()).isNull();
    }

    @Test
    void theFingerprintOfAnArmingHoldsWriterSignerValueAndFolder() throws Exception {
        String one =
                identities(only(armedBy(CCM, true)), Fingerprint.Kind.ARMING).get(0);
        assertThat(one)
                .isEqualTo(identities(only(armedBy(CCM, null)), Fingerprint.Kind.ARMING)
                        .get(0));
        assertThat(one)
                .isNotEqualTo(identities(only(armedBy(CCM, true), HOST.armedLsass(1, CCM)), Fingerprint.Kind.ARMING)
                        .get(0));
        String tool = "C:\\Program Files\\Vendor\\deploy.exe";
        assertThat(identities(only(armedBy(tool, true)), Fingerprint.Kind.ARMING))
                .isNotEqualTo(identities(only(armedBy(tool, null)), Fingerprint.Kind.ARMING));
    }

    @Test
    void aCaseThatNoLongerBearsAFingerprintSaysSo() throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            job.arrive(HOST.launched(0, WER, 5_700, TOOL)).silence(1_000);
            job.arrive(started()).silence(1_000);
            List<JudgedCase> emitted = job.emitted();
            JudgedCase refuted = emitted.get(emitted.size() - 1);
            assertThat(refuted.fleet().sequence()).isEqualTo(emitted.size());
            assertThat(refuted.fleet().fingerprints())
                    .noneMatch(fingerprint -> fingerprint.kind() == Fingerprint.Kind.ACTOR);
        }
    }
}
