package io.github.shtinkering.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The acceptance stories that come with the specification, where it lies beside the project. */
final class VisibleStories {
    private static final Path FILE = Path.of("..", "shared", "scenarios", "visible.json");

    private VisibleStories() {}

    static boolean present() {
        return Files.isReadable(FILE);
    }

    /** The stories with their exceptions; none where the file is absent. */
    static List<StoryReader.Read> read() throws IOException {
        return present() ? StoryReader.read(FILE) : List.of();
    }

    static List<Story> stories() throws IOException {
        return read().stream().map(StoryReader.Read::story).toList();
    }

    /** Those that need no exception to be in force. */
    static List<Story> withoutExceptions() throws IOException {
        return read().stream()
                .filter(read -> read.exceptions().isEmpty())
                .map(StoryReader.Read::story)
                .toList();
    }
}
