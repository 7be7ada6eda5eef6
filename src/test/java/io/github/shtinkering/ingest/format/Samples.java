package io.github.shtinkering.ingest.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real samples beside the project; they are no part of it, and tests that need them skip where they are absent. */
public final class Samples {
    private static final Path ROOT = Path.of("../shared/data");

    private Samples() {}

    /** The text of one of them, by its path below the samples. */
    public static String read(String path) {
        Path file = ROOT.resolve(path);
        assumeTrue(Files.isRegularFile(file), () -> "skipped: " + file + " is not here");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
