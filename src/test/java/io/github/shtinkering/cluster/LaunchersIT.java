package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a launcher prints, where, and its exit code, as a shell sees them. */
class LaunchersIT {
    private static final String NOTHING = "";

    @TempDir
    static Path folder;

    /** The command line ({@code @} is the folder), exit code, what standard output and standard error hold. */
    static final List<Arguments> RUNS = List.of(
            arguments(
                    "replay --input @/records --output @/r1", 0, NOTHING, "records read: 2 (", "jobs/console --output"),
            arguments("replay --input @/records --output @/r2 --quiet", 0, NOTHING, NOTHING, NOTHING),
            arguments("replay --input @/unread --output @/r3", 2, NOTHING, "WARNING: nothing was read", "notes.docx"),
            arguments(
                    "replay --input @/broken --output @/r4",
                    0,
                    NOTHING,
                    "WARNING: 50.0 % of the records",
                    "not-a-record"),
            arguments(
                    "replay --input @/records --output @/r5 --exceptions @/refused.yaml",
                    2,
                    NOTHING,
                    "WARNING: the exception 'EX-1' is refused",
                    "owner"),
            arguments(
                    "replay --input @/records --output @/r6 --exceptions @/refused.yaml --allow-refused-exceptions",
                    0,
                    NOTHING,
                    "WARNING: the exception 'EX-1' is refused",
                    "records read: 2 ("),
            arguments("replay --input @/records", 2, NOTHING, "jobs/replay: ", "--output"),
            arguments("replay --input @/absent --output @/r7", 2, NOTHING, "absent does not exist", NOTHING),
            arguments(
                    "replay --config @/wrong.yaml --input @/records --output @/r8",
                    2,
                    NOTHING,
                    "wrong.yaml:1",
                    NOTHING),
            arguments("submit --config jobs/local.yaml --validate", 0, "local.yaml is valid", NOTHING, NOTHING),
            arguments("submit --config jobs/local.yaml --validate", 0, "host-timeline", NOTHING, NOTHING),
            arguments("submit --config @/wrong.yaml --validate", 2, NOTHING, "jobs/submit: ", "wrong.yaml:1"),
            arguments("submit --config jobs/local.yaml --target 127.0.0.1:1", 1, NOTHING, "127.0.0.1:1", NOTHING),
            arguments(
                    "topics --config jobs/kafka.yaml --partitions 0",
                    2,
                    NOTHING,
                    "--partitions is at least 1",
                    NOTHING),
            arguments("console @/records", 2, NOTHING, "jobs/console: ", "holds no output of a job"),
            arguments("demo --hosts 1 --output @/demo", 2, NOTHING, "jobs/demo: ", "needs 200 hosts"),
            arguments("benchmark --rounds 0", 2, NOTHING, "jobs/benchmark: ", "--rounds is at least 1"));

    @BeforeAll
    static void files() throws Exception {
        write("records/two.ndjson", "{\"a\":1}\n{\"b\":2}\n");
        write("broken/half.ndjson", "{\"a\":1}\nnot a record\n");
        write("unread/notes.docx", "notes");
        write("refused.yaml", "- id: EX-1\n  reason: none\n  match: {scope: global}\n");
        write("wrong.yaml", "detektion: {}\n");
    }

    private static void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void saysWhatItDidAndWhere(String line, int exitCode, String out, String err, String alsoErr) throws Exception {
        Launched launched = Launched.run(command(line));

        assertThat(launched.exitCode())
                .as("it said: %s%s", launched.out(), launched.err())
                .isEqualTo(exitCode);
        assertThatStream(launched.out(), out);
        assertThatStream(launched.err(), err);
        assertThat(launched.err()).contains(alsoErr);
    }

    /** A stream of which nothing is expected stays empty: scripts rely on it. */
    private static void assertThatStream(String text, String expected) {
        if (expected.isEmpty()) {
            assertThat(text).isEmpty();
        } else {
            assertThat(text).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "submit", "console", "topics", "demo", "benchmark"})
    void helpsOnStandardOutputAndNamesWhatItDoesNotKnow(String launcher) throws Exception {
        Launched help = Launched.run("jobs/" + launcher, "--help").succeeds();
        assertThat(help.out()).startsWith("Usage: jobs/" + launcher).contains("Exit codes");
        assertThat(help.err()).isEmpty();

        Launched unknown = Launched.run("jobs/" + launcher, "--nonsense");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).hasLineCount(1).contains("unknown argument '--nonsense'");
    }

    /** In a terminal the last line is written over: its progress is no line of the log. */
    @Test
    void showsItsProgressInPlaceInATerminal() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")), "skipped: there is no script to make a terminal with");
        String line = String.join(
                " ",
                Stream.of(command("demo --hosts 200 --records 20000 --output @/terminal"))
                        .map(Object::toString)
                        .toList());

        Launched launched =
                Launched.run("/usr/bin/script", "-qec", line, "/dev/null").succeeds();

        assertThat(launched.out()).containsPattern("\\r[^\\r\\n]").contains("42 of 42");
        Launched piped = Launched.run(command("demo --hosts 200 --records 20000 --output @/piped"))
                .succeeds();
        assertThat(piped.out() + piped.err()).doesNotContain("\r").contains("42 of 42");
    }

    private static Object[] command(String line) {
        return Stream.of(("jobs/" + line).replace("@", folder.toString()).split(" "))
                .toArray();
    }
}
