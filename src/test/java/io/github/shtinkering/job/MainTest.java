package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.sink.SchemaAssert;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launchers answer: exit codes and the one line that says what is wrong. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path records;

    @BeforeEach
    void someRecords() throws IOException {
        records = Files.writeString(folder.resolve("records.ndjson"), "{\"a\": 1}\n");
    }

    @Test
    void aReplayEndsWithItsInputAndLeavesItsOutput() {
        assertThat(run("replay", "--input", records, "--output", folder.resolve("out")))
                .as(() -> err.toString())
                .isZero();

        assertThat(folder.resolve("out/summary.json")).content().contains("\"records_in\":1");
        assertThat(folder.resolve("out/cases.ndjson")).isEmptyFile();
        SchemaAssert.assertKeepsSchemas(folder.resolve("out"));
        assertThat(err.toString())
                .contains("records read: 1 (8 bytes), 1 irrelevant, 0 decoded, 0 dead")
                .contains("cases by verdict: none")
                .contains("jobs/console --output " + folder.resolve("out"))
                .doesNotContain("WARNING");
    }

    @Test
    void aReplayLeavesAReportAndATimeline() {
        run("replay", "--input", records, "--output", folder.resolve("out"));
        assertThat(folder.resolve("out/report.html")).content().contains("</html>");
        assertThat(folder.resolve("out/timeline.csv")).content().startsWith("datetime,timestamp_desc,message");
        assertThat(err.toString()).contains("report.html");
    }

    @Test
    void aReplaySaysNothingWhenToldSo() {
        assertThat(run("replay", "--quiet", "--input", records, "--output", folder.resolve("out")))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aReplayThatReadNothingEndsWithTwoAndNamesWhatItPassedOver() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("notes.docx"), "x");
        Files.writeString(logs.resolve("old.csv.gz"), "x");
        assertThat(run("replay", "--input", logs, "--output", folder.resolve("out")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("not read, as it is of no supported kind: " + logs.resolve("notes.docx"))
                .contains(logs.resolve("old.csv.gz") + " (convert it to one JSON object a line")
                .contains("WARNING: nothing was read");
    }

    @Test
    void manyDeadLettersAreAWarningWithTheirCauses() throws Exception {
        Files.writeString(records, "{\"a\": 1}\n{\"a\": \nnonsense\n");
        assertThat(run("replay", "--input", records, "--output", folder.resolve("out")))
                .isZero();
        assertThat(err.toString())
                .contains("WARNING: 66.7 % of the records could not be used")
                .contains("dead letters, not-a-record: 2, as " + records + ":2: ");
    }

    @Test
    void aRefusedExceptionIsSaidAndEndsWithTwoUnlessAllowed() throws Exception {
        Path exceptions = Files.writeString(
                folder.resolve("exceptions.yaml"),
                "- {id: EX-1, reason: r, starts: 2026-11-09T00:00:00Z, ends: 2026-11-10T00:00:00Z, match: {host: a}}\n");
        Object[] replay = {"replay", "--input", records, "--output", folder.resolve("out"), "--exceptions", exceptions};
        assertThat(run(replay)).isEqualTo(2);
        assertThat(err.toString())
                .contains("WARNING: the exception 'EX-1' is refused")
                .contains("owner");
        Object[] allowed = Arrays.copyOf(replay, replay.length + 1);
        allowed[replay.length] = "--allow-refused-exceptions";
        assertThat(run(allowed)).isZero();
    }

    @Test
    void anUnknownOptionIsNamed() {
        refused("replay", "--inptu", records, "--output", folder)
                .isEqualTo("jobs/replay: unknown argument '--inptu'; did you mean '--input'? (see jobs/replay --help)");
        refused("replay", "--input", records, "--output", folder.resolve("out"), "--fast")
                .startsWith("jobs/replay: unknown argument '--fast'");
        refused("submit", "--confg", "x").contains("did you mean '--config'?");
    }

    @Test
    void whatIsMissingIsNamed() {
        refused("replay", "--input", records).contains("--output");
        refused("replay", "--output", folder).contains("--input");
        refused("replay", "--input", "--output", folder).contains("--input");
        refused("submit").contains("--config");
        refused("topics").contains("--config");
        refused("topics", "--config", "jobs/kafka.yaml", "--partitions", "0").contains("--partitions is at least 1");
        refused("replay", "--input", folder.resolve("absent.ndjson"), "--output", folder.resolve("out"))
                .contains("absent.ndjson does not exist");
        refused("replay", "--input", records, "--output", folder.resolve("out"), "--config", "absent.yaml")
                .contains("there is no configuration file absent.yaml");
        refused("replay", "--input", records, "--output", folder.resolve("out"), "--exceptions", "absent.yaml")
                .contains("--exceptions names no file that can be read: absent.yaml");
    }

    @Test
    void anUnsupportedFileIsRefused() throws Exception {
        Path spreadsheet = Files.writeString(folder.resolve("records.xlsx"), "x");
        refused("replay", "--input", spreadsheet, "--output", folder.resolve("out"))
                .contains("records.xlsx is not a supported file");
    }

    @Test
    void aFileOfExceptionsThatIsNoneIsRefused() throws Exception {
        Path exceptions = Files.writeString(folder.resolve("exceptions.yaml"), "just: words\n");
        refused("replay", "--input", records, "--output", folder.resolve("out"), "--exceptions", exceptions)
                .contains("exceptions.yaml must hold a list of entries");
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefused() {
        refused("replay", "--input", records, "--output", records.resolve("out"))
                .contains("records.ndjson");
    }

    @Test
    void anOutputInsideTheInputIsRefused() throws IOException {
        refused("replay", "--input", folder, "--output", folder.resolve("out")).contains("choose a directory outside");
        Path letters = Files.writeString(folder.resolve("dead-letter.ndjson"), "{}");
        refused("replay", "--input", letters, "--output", folder).contains("would be replaced");
        assertThat(letters).exists();
    }

    @Test
    void aBadConfigurationIsRefusedWithItsKey() throws Exception {
        Path config = Files.writeString(folder.resolve("job.yaml"), "detection:\n  keep_domian: true\n");

        refused("replay", "--input", records, "--output", folder.resolve("out"), "--config", config)
                .contains("job.yaml:2: detection.keep_domian is not a known key; did you mean 'keep_domain'?");
        refused("submit", "--config", config, "--validate").contains("detection.keep_domian");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aJobForAClusterNeedsASourceAndASink() throws Exception {
        Path config = Files.writeString(folder.resolve("job.yaml"), "detection: {keep_domain: true}\n");
        refused("submit", "--config", config, "--validate").contains("source is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8081", "host", "host:port", ":8081", "host:123456", "a b:1"})
    void aTargetIsHostAndPort(String target) {
        refused("submit", "--config", "jobs/local.yaml", "--target", target)
                .contains("--target is HOST:PORT, not '" + target + "'");
    }

    @Test
    void aSavepointThatIsNotThereIsRefused() {
        refused("submit", "--config", "jobs/local.yaml", "--savepoint", folder.resolve("savepoint-1"))
                .contains("there is no readable savepoint at " + folder.resolve("savepoint-1"));
    }

    @Test
    void aBoundedSourceDoesNotGoOnFromASavepoint() throws Exception {
        Path config = Files.writeString(
                folder.resolve("job.yaml"),
                Files.readString(Path.of("jobs/local.yaml")).replace("    start:", "    bounded: true\n    start:"));
        refused("submit", "--config", config, "--savepoint", folder).contains("leave out source.kafka.bounded");
    }

    @Test
    void aConfigurationIsValidatedWithoutACluster() {
        assertThat(run("submit", "--config", "jobs/local.yaml", "--validate")).isZero();
        assertThat(out.toString().lines().toList()).hasSizeGreaterThan(3).allSatisfy(line -> assertThat(line)
                .as("every operator has a uid")
                .doesNotStartWith("null"));
    }

    @Test
    void aValidatedConfigurationSaysWhoseRecordsCountAsWhose() throws Exception {
        assertThat(run("submit", "--config", "jobs/local.yaml", "--validate")).isZero();
        assertThat(out.toString())
                .contains("names: no detection.domains, so another")
                .contains("collectors: none, so");
        Path config = Files.writeString(
                folder.resolve("job.yaml"),
                Files.readString(Path.of("jobs/local.yaml")).replace("source:\n", "source:\n  collectors: [log-01]\n")
                        + "\ndetection: {domains: [a.example, b.example]}\n");
        assertThat(run("submit", "--config", config, "--validate")).isZero();
        assertThat(out.toString())
                .contains("under one short name each of a.example, b.example has a machine of its own")
                .contains("collectors: what log-01 forward");
    }

    @Test
    void aClusterThatDoesNotAnswerFailsTheSubmission() {
        assertThat(run("submit", "--config", "jobs/local.yaml", "--target", "127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("127.0.0.1:1");
    }

    @Test
    void aConsoleThatCannotServeSaysWhy() throws Exception {
        Path records = Files.createDirectory(folder.resolve("records"));
        Files.writeString(records.resolve("records.ndjson"), "{}\n");
        refused("console", records).contains("holds no output of a job");
        Path folder = Files.createDirectory(this.folder.resolve("empty"));
        refused("console").contains("--output");
        refused("console", "--output", folder.resolve("absent")).contains("absent is not a directory");
        refused("console", "--outptu", folder).contains("did you mean '--output'?");
        refused("console", "--output", folder, "--port", "99999").contains("--port is a number");
        refused("console", "--output", folder, "--listen", "no.such.host.invalid")
                .contains("no.such.host.invalid is not an address");
        refused("console", "--output", folder, "--token-file", folder.resolve("absent"))
                .contains("absent cannot be read");
        Path guessable = Files.writeString(this.folder.resolve("token"), "secret\n");
        refused("console", "--output", folder, "--listen", "0.0.0.0", "--token-file", guessable)
                .contains("at least 16 characters")
                .doesNotContain("secret");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("console", "--output", folder, "--port", taken.getLocalPort())
                    .contains("choose another --port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "replay", "submit", "topics"})
    void everyLauncherHelps(String launcher) {
        assertThat(run(launcher, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: jobs/" + launcher).contains("--", "Exit codes");
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(Object... arguments) {
        assertThat(run(arguments)).as("exit code").isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1);
        return assertThat(err.toString().strip());
    }

    private int run(Object... arguments) {
        err.getBuffer().setLength(0);
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return Main.run(words.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
