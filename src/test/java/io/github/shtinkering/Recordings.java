package io.github.shtinkering;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recordings of real telemetry, which are no part of the project: {@code -Dshtinkering.recordings=FOLDER} says where they
 * are. A test that needs what is not there is skipped, and says so.
 */
public final class Recordings {
    private static final String PROPERTY = "shtinkering.recordings";

    private Recordings() {}

    /** A file or folder of the recordings. Skips the test where it is absent. */
    public static Path require(String path) {
        Optional<Path> found = find(path);
        assumeTrue(found.isPresent(), () -> "skipped: -D" + PROPERTY + " names no folder with " + path);
        return found.orElseThrow();
    }

    /** A file or folder of the recordings, if it is there. */
    public static Optional<Path> find(String path) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(folder -> Path.of(folder, path))
                .filter(Files::isReadable);
    }

    /** The text of a file. Skips the test where it is absent. */
    public static String read(String path) {
        try {
            return Files.readString(require(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder whose names have one of these ends, sorted. Skips the test where the folder is absent. */
    public static List<Path> below(String folder, String... ends) {
        try (Stream<Path> files = Files.walk(require(folder))) {
            return files.filter(file -> Stream.of(ends).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
