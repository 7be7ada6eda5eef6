package io.github.shtinkering.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.testing.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the options of the command line do to who may ask. */
@Timeout(60)
class ConsoleCommandTest {
    private static final Pattern URL = Pattern.compile("the console is at (\\S+)");

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter warned = new StringWriter();
    private Thread command = new Thread();

    @AfterEach
    void end() throws InterruptedException {
        command.interrupt();
        command.join();
    }

    @Test
    void onLoopbackItAsksForNothing() throws Exception {
        RawHttp http = start();
        assertThat(http.get("/api/overview").status()).isEqualTo(200);
        assertThat(said.toString()).doesNotContain("the token of this run");
    }

    @Test
    void aGivenTokenIsDemandedOnLoopbackToo() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "correct-horse-battery\n");
        RawHttp http = start("--token-file", token.toString());
        assertThat(http.get("/api/overview").status()).isEqualTo(401);
        assertThat(http.get("/api/overview", "Authorization: Bearer correct-horse-battery")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aGivenNameIsKnownOnLoopbackToo() throws Exception {
        RawHttp http = start("--name", "Console.corp.example");
        assertThat(http.send("GET /api/overview", "", "Host: console.corp.example")
                        .status())
                .isEqualTo(200);
        assertThat(http.send("GET /api/overview", "", "Host: evil.example").status())
                .isEqualTo(421);
    }

    @Test
    void anOutputOfAnotherVersionIsSaidAtOnce() throws Exception {
        ObjectNode newer = Cases.attempt("b", "ws-1", 92, "one");
        newer.withObject("/shtinkering").put("schema", "urn:shtinkering:schema:alert:2");
        Cases.write(Files.createDirectories(folder.resolve("output")), List.of(newer));
        start();
        Await.until("the warning", () -> warned.toString().contains("jobs/console: warning: Every case here"));
    }

    private RawHttp start(String... options) throws Exception {
        Path output = Files.createDirectories(folder.resolve("output"));
        List<String> all = new ArrayList<>(List.of("--output", output.toString(), "--port", "0"));
        all.addAll(List.of(options));
        CommandLine line = new CommandLine(new ConsoleCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(warned, true));
        line.setExecutionExceptionHandler((e, interrupted, result) -> CommandLine.ExitCode.OK);
        command = new Thread(() -> line.execute(all.toArray(String[]::new)));
        command.start();
        Matcher url = URL.matcher("");
        Await.until(
                "the console says where it is", () -> url.reset(said.toString()).find());
        return new RawHttp(url.group(1));
    }
}
