package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A launcher or script of the project that ran to its end, in the project's folder.
 *
 * @param exitCode its exit code
 * @param out standard output
 * @param err standard error
 */
record Launched(int exitCode, String out, String err) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Runs it with nothing on standard input. */
    static Launched run(Object... command) throws IOException, InterruptedException {
        return feed(Path.of("/dev/null"), command);
    }

    /** Runs it with a file as standard input. */
    static Launched feed(Path input, Object... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("launched", ".out");
        Path err = Files.createTempFile("launched", ".err");
        Process process = new ProcessBuilder(
                        Arrays.stream(command).map(Object::toString).toList())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends within %s", Arrays.toString(command), LONGEST)
                    .isTrue();
            return new Launched(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Fails with what it said unless it succeeded. */
    Launched succeeds() {
        assertThat(exitCode).as("exit code; it said: %s%s", out, err).isZero();
        return this;
    }
}
