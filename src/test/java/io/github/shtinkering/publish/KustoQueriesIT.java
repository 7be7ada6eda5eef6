package io.github.shtinkering.publish;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static io.github.shtinkering.publish.Judged.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's KQL in Kusto's own parser, which knows the columns of the tables that it asks. It needs node and npm. */
class KustoQueriesIT {
    private static final String PARSER = "@kusto/language-service-next";
    private static final String VERSION = "12.4.1";
    private static final Path INSTALLED = Path.of("target", "kusto");
    private static final Facts HOST = Facts.of(Facts.HOST);

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                runs("node", "--version") && runs("npm", "--version"), "node and npm are not here: KQL is not parsed");
        Files.createDirectories(INSTALLED);
        Path parser = INSTALLED.resolve("node_modules").resolve(PARSER);
        boolean isThere = Files.isDirectory(parser)
                || runs(
                        "npm",
                        "install",
                        "--prefix",
                        INSTALLED.toString(),
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        PARSER + "@" + VERSION);
        assumeTrue(isThere, "npm cannot fetch " + PARSER + ": KQL is not parsed");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void everyQueryIsOne() throws Exception {
        List<String> queries = new ArrayList<>();
        for (JudgedCase judged : cases()) {
            for (String step : List.of("query-host", "query-actor")) {
                Judged.texts(judged, step).stream()
                        .filter(text -> text.startsWith("KQL: "))
                        .map(text -> text.substring("KQL: ".length()))
                        .forEach(queries::add);
            }
        }
        assertThat(queries).hasSize(6);
        assertThat(problems(queries)).isEmpty();
    }

    /** Else the test above shows nothing. */
    @Test
    void theParserKnowsTheLanguageAndTheTables() throws Exception {
        assertThat(problems(List.of("DeviceFileEvents | were FileName == 1"))).contains("Query operator expected");
        assertThat(problems(List.of("DeviceFileEvents | where Filename == \"a\"")))
                .contains("Filename");
    }

    private static List<JudgedCase> cases() throws Exception {
        String hostile = "C:\\t\\a\" | delete `m` [x] $y$ 'z' \u202E.exe";
        return List.of(
                Judged.of(
                        started(),
                        HOST.launched(0, WER, LSASS, TOOL, Judged.told(Facts.TOOL_PATH, TOOL, "CORP\\bob")),
                        HOST.dumped(2, WER, "lsass.exe." + LSASS + ".dmp")),
                Judged.of(HOST.armedGlobally(0, "C:\\Windows\\regedit.exe")),
                Judged.of(started(), HOST.dumped(0, Facts.process(hostile, 99L, null), "C:\\t\\lsass.dmp", null)));
    }

    private String problems(List<String> queries) throws Exception {
        Path file = Files.write(folder.resolve("queries"), queries);
        Path parser = INSTALLED.resolve("node_modules").resolve(PARSER);
        Process process = new ProcessBuilder(
                        "node", "src/test/resources/kusto/check.js", parser.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
