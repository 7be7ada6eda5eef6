package io.github.shtinkering.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.job.command.CommandRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
    @Test
    void aBenchmarkOfNothingIsRefused(@TempDir Path folder) {
        assertThat(refused("--rounds", "0")).contains("--rounds is at least 1, not 0");
        assertThat(refused("--hosts", "-1")).contains("--hosts is at least 0");
        assertThat(refused("--input", folder.toString())).contains("give a file");
    }

    private static String refused(String... arguments) {
        StringWriter err = new StringWriter();
        int exitCode = CommandRunner.run(
                new BenchmarkCommand(),
                arguments,
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true));
        assertThat(exitCode).isEqualTo(2);
        return err.toString();
    }
}
