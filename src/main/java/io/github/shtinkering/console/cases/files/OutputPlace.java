package io.github.shtinkering.console.cases.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the output of a job in the directory that somebody names, or below it. */
public final class OutputPlace {
    private static final int DEPTH = 4;
    /** What a job's files sink writes: the hidden one while it runs. */
    private static final List<String> SIGNS = List.of("cases.ndjson", "summary.json", ".shtinkering");

    private OutputPlace() {}

    /**
     * The directory that holds the output. One with nothing in it is taken as it is: a job may be about to write there.
     *
     * @throws IllegalArgumentException when there is none, or more than one; the message says what to name
     */
    public static Path find(Path given) throws IOException {
        if (!Files.isDirectory(given)) {
            throw new IllegalArgumentException(
                    "--output " + given + " is not a directory: name one that jobs/replay or jobs/demo writes");
        }
        if (isOutput(given) || isEmpty(given)) {
            return given;
        }
        List<Path> below;
        try (Stream<Path> all = Files.walk(given, DEPTH)) {
            below = all.filter(Files::isDirectory)
                    .filter(OutputPlace::isOutput)
                    .sorted()
                    .toList();
        }
        if (below.isEmpty()) {
            throw new IllegalArgumentException(given + " holds no output of a job, nor does a directory below it: name"
                    + " the one that was given to jobs/replay or jobs/demo as --output");
        }
        if (below.size() > 1) {
            throw new IllegalArgumentException("there are several outputs below " + given + ": name one of "
                    + below.stream().map(Path::toString).limit(DEPTH).collect(Collectors.joining(", ")));
        }
        return below.get(0);
    }

    private static boolean isOutput(Path directory) {
        return SIGNS.stream().anyMatch(sign -> Files.exists(directory.resolve(sign)));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }
}
