package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.simulate.GroundTruth.PlantedStory;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.ReportedCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
    private static final GroundTruth TRUTH = new GroundTruth(
            200,
            List.of(
                    new PlantedStory(
                            "S01",
                            "Textbook",
                            ExpectedOutcome.of("ws-01", "attempt", "critical", "arming", "launch", "dump")),
                    new PlantedStory("Q01", "A vendor's alert", ExpectedOutcome.nothing("ws-02"))));

    private static final ReportedCase ATTEMPT = finding("ws-01", "attempt", "critical", "arming", "launch", "dump");

    private static final ReportedGroup STORM =
            new ReportedGroup("crash-storm", "open", 0, 5_000, "one launch of WerFault");

    private static ReportedCase finding(String host, String verdict, String severity, String... stages) {
        return new ReportedCase(host, verdict, "open", List.of(stages), severity, 97, "LSASS was dumped");
    }

    @Test
    void whatWasPlantedAndFoundIsRight() {
        List<String> report =
                DemoReport.of(TRUTH, List.of(ATTEMPT, finding("ws-02", "benign", "info")), List.of(STORM));
        assertThat(report).anyMatch(line -> line.startsWith("CRITICAL") && line.contains("ws-01"));
        assertThat(report).contains("1 of 1 planted cases found and judged right");
        assertThat(report).contains("1 of 1 hosts with look-alikes rightly left alone");
        assertThat(report).contains("0 false alarms on the 200 hosts of the fleet");
        assertThat(report).noneMatch(line -> line.startsWith("WRONG"));
        assertThat(report).anyMatch(line -> line.matches("crash-storm +0 +5000"));
    }

    @Test
    void whatIsMissedOrInventedIsSaid() {
        List<String> report = DemoReport.of(
                TRUTH,
                List.of(
                        finding("ws-01", "attempt", "high", "launch"),
                        finding("ws-02", "attempt", "high", "launch"),
                        finding("ws-03", "attempt", "high", "launch")),
                List.of());
        assertThat(report).filteredOn(line -> line.startsWith("WRONG")).hasSize(2);
        assertThat(report).contains("0 of 1 planted cases found and judged right");
        assertThat(report).contains("2 false alarms on the 200 hosts of the fleet");
    }

    @Test
    void aMergedCaseIsNotCompared() {
        ReportedCase merged = new ReportedCase("ws-01", "attempt", "merged", List.of("launch"), "high", 78, "");
        assertThat(TRUTH.stories().get(0).expected().difference(List.of(ATTEMPT, merged)))
                .isEmpty();
    }

    @Test
    void hostileTextReachesNoTerminal() {
        ReportedCase hostile = new ReportedCase(
                "ws\u001b[31m\u202e",
                "attempt",
                "open",
                List.of("launch"),
                "high",
                78,
                "\u001b]0;x\u0007" + "y".repeat(500));
        List<String> report = DemoReport.of(TRUTH, List.of(hostile), List.of());
        assertThat(report).allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
        assertThat(report).allMatch(line -> line.length() <= DemoReport.WIDTH);
        assertThat(DemoReport.progress(1_000_000, 3, 2.5)).contains("1,000,000 records, 400,000 a second", "3 cases");
        assertThat(DemoReport.progress(1, 1, 1)).contains("1 case").doesNotContain("cases");
    }

    @Test
    void theTruthComesBackAsItWasWritten(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("truth.json");
        TRUTH.write(file);
        assertThat(GroundTruth.read(file)).isEqualTo(TRUTH);
    }
}
