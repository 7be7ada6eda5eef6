package io.github.shtinkering.publish;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static io.github.shtinkering.publish.Judged.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.publish.guide.GuideStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the rubric's matrix, and every qualifier, against the steps that they give. */
class GuideTableTest {
    private static final Facts HOST = Facts.of(Facts.HOST);
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
    private static final String DUMP = "lsass.exe." + LSASS + ".dmp";
    private static final String WER_KEY = "hklm\\software\\microsoft\\windows\\windows error reporting";

    /** Rows of launches that had to leave need hundreds of them: see the tests of the bounds. */
    private static final List<String> ELSEWHERE = List.of("launches-crowded-out");

    private static final String ISOLATE = "isolate save-evidence";
    private static final String CHECKED = "check-target " + ISOLATE;
    private static final String RESET = "reset-credentials";
    private static final String ARMED_RESET = "remove-setting disable-accounts reset-credentials";

    private static Fact launched(long target, @Nullable Long initiator) {
        return HOST.launched(0, WER, target, initiator, Facts.process(SVCHOST, 1776L, null));
    }

    private static Fact armed() {
        return HOST.armedGlobally(-3_600, REGEDIT);
    }

    private static Fact dumped() {
        return HOST.dumped(2, WER, DUMP);
    }

    private static Arguments row(String row, String steps, Fact... facts) {
        return Arguments.of(row, steps, facts);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "arming-prepared",
                        "ask-why check-use exception",
                        HOST.registry(
                                0,
                                REGEDIT,
                                RegistryChange.Operation.SET_VALUE,
                                WER_KEY + "\\localdumps\\lsass.exe",
                                "dumptype",
                                1L)),
                row("arming-global", "ask-why check-use remove-setting exception", HOST.armedGlobally(0, REGEDIT)),
                row("arming-lsass", "ask-why check-use remove-setting exception", HOST.armedLsass(0, REGEDIT)),
                row(
                        "launch-match-foreign",
                        ISOLATE + " stop-process find-dump " + RESET,
                        started(),
                        launched(LSASS, TOOL)),
                row("launch-match-own", ISOLATE + " find-dump " + RESET, started(), launched(LSASS, LSASS)),
                row("launch-unknown-foreign", CHECKED + " stop-process find-dump " + RESET, launched(LSASS, TOOL)),
                row(
                        "launch-unknown-own",
                        "identify-target learn-lsass-pid no-containment",
                        launched(5_700, 5_700L),
                        HOST.alerted(1, 5_700)),
                row(
                        "crash-record-only",
                        "distrust-crash-record " + ISOLATE + " find-dump " + RESET,
                        started(),
                        HOST.crash(0, CrashEvidence.Source.APPLICATION_ERROR_1000, "unknown", "c0000001")),
                row("dump", ISOLATE + " dump " + RESET, started(), dumped()),
                row(
                        "dump-by-other",
                        ISOLATE + " dump disable-accounts " + RESET + " search-elsewhere",
                        started(),
                        Judged.dumpedBy(0, "C:\\t\\procdump64.exe", 6_300, "CORP\\adm1", "C:\\t\\lsass.dmp")),
                row(
                        "arming-launch-match-foreign",
                        ISOLATE + " stop-process find-dump " + ARMED_RESET,
                        started(),
                        armed(),
                        launched(LSASS, TOOL)),
                row(
                        "arming-launch-match-own",
                        ISOLATE + " find-dump " + ARMED_RESET,
                        started(),
                        armed(),
                        launched(LSASS, LSASS)),
                row(
                        "arming-launch-unknown-foreign",
                        CHECKED + " stop-process find-dump " + ARMED_RESET,
                        armed(),
                        launched(LSASS, TOOL)),
                row(
                        "arming-launch-unknown-foreign-unreadable-dump",
                        CHECKED + " stop-process dump " + ARMED_RESET,
                        armed(),
                        launched(5_700, TOOL),
                        HOST.dumped(2, WER, "LSASSE~1")),
                row("arming-dump", ISOLATE + " dump " + ARMED_RESET, started(), armed(), dumped()),
                row(
                        "launch-match-foreign-dump",
                        ISOLATE + " stop-process dump " + RESET,
                        started(),
                        launched(LSASS, TOOL),
                        dumped()),
                row("launch-match-own-dump", ISOLATE + " dump " + RESET, started(), launched(LSASS, LSASS), dumped()),
                row(
                        "arming-launch-match-foreign-dump",
                        ISOLATE + " stop-process dump " + ARMED_RESET,
                        started(),
                        armed(),
                        launched(LSASS, TOOL),
                        dumped()),
                row(
                        "arming-launch-match-own-dump",
                        ISOLATE + " dump " + ARMED_RESET,
                        started(),
                        armed(),
                        launched(LSASS, LSASS),
                        dumped()));
    }

    /** Rows that give what their neighbour gives: the target of a dump named for LSASS is known by that name. */
    private static final Map<String, String> AS = Map.of(
            "arming-launch-unknown-foreign-dump", "arming-launch-match-foreign-dump",
            "arming-launch-unknown-own-dump", "arming-launch-match-own-dump",
            "launch-unknown-foreign-dump", "launch-match-foreign-dump",
            "launch-unknown-own-dump", "launch-match-own-dump");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aRowGivesItsSteps(String row, String steps, Fact[] facts) throws Exception {
        JudgedCase judged = Judged.of(facts);
        String found = judged.judgement().parts().get(0).name();
        assertThat(found).isEqualTo(row.equals("launch-unknown-own") ? "vendor-alert-not-confirmed" : row);
        assertThat(names(judged)).isEqualTo(steps);
    }

    @Test
    void everyRowIsInTheTable() {
        List<String> rows = new ArrayList<>(
                rows().map(arguments -> (String) arguments.get()[0]).toList());
        assertThat(rows).containsAll(AS.values());
        rows.addAll(AS.keySet());
        rows.addAll(ELSEWHERE);
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        RubricWeights.shipped().base().keySet());
    }

    /** What a qualifier adds to the steps of an attempt, or of an arming alone; nothing for most. */
    private static final Map<String, String> ADDS = Map.ofEntries(
            Map.entry("suspicious-actor", ""),
            Map.entry("wer-program-moved", "moved-wer"),
            Map.entry("wow64-wer-at-lsass", ""),
            Map.entry("odd-command-line", "distrust-command-line"),
            Map.entry("target-disguised", "distrust-command-line"),
            Map.entry("lsass-pid-contested", ""),
            Map.entry("gap-short", ""),
            Map.entry("gap-over-a-day", ""),
            Map.entry("gap-over-thirty-days", ""),
            Map.entry("cleaned-up", ""),
            Map.entry("armed-and-reset", ""),
            Map.entry("dump-handled", ""),
            Map.entry("dump-taken-over-network", ""),
            Map.entry("dump-tiny", ""),
            Map.entry("dump-large", ""),
            Map.entry("dump-protected", ""),
            Map.entry("fake-crash-record", "distrust-crash-record"),
            Map.entry("tier-0-host", "tier-0"),
            Map.entry("single-medium-source", "check-target"),
            Map.entry("campaign", ""),
            Map.entry("management-agent", "approval"),
            Map.entry("prevalence", "approval"));

    @Test
    void everyQualifierIsInTheTable() {
        assertThat(ADDS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        RubricWeights.shipped().modifiers().keySet());
    }

    static Stream<Arguments> qualifiers() {
        return ADDS.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("qualifiers")
    void aQualifierAddsItsStep(String qualifier, String step) throws Exception {
        boolean ofArming = step.equals("approval");
        JudgedCase judged = ofArming
                ? Judged.of(HOST.armedGlobally(0, REGEDIT))
                : Judged.of(started(), launched(LSASS, TOOL), dumped());
        List<String> before = List.of(names(judged).split(" "));
        List<String> after =
                new ArrayList<>(List.of(names(with(qualifier, judged)).split(" ")));
        after.removeAll(before);
        assertThat(String.join(" ", after)).isEqualTo(step);
    }

    private static JudgedCase with(String qualifier, JudgedCase judged) {
        CaseJudgement is = judged.judgement();
        List<ScorePart> parts = new ArrayList<>(is.parts());
        parts.add(new ScorePart(qualifier, 0, "a reason", List.of()));
        return judged.judgedAs(new CaseJudgement(
                is.verdict(),
                is.score(),
                parts,
                is.stages(),
                is.variant(),
                is.target(),
                is.targetPid(),
                is.initiatorPid(),
                is.exceptions()));
    }

    private static String names(JudgedCase judged) {
        return String.join(
                " ",
                Judged.steps(judged).stream()
                        .map(GuideStep::name)
                        .filter(name -> !name.startsWith("query"))
                        .toList());
    }
}
