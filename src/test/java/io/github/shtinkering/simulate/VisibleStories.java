package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.simulate.story.SimulatedStory;
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

    static List<SimulatedStory> stories() throws IOException {
        return read().stream().map(StoryReader.Read::story).toList();
    }

    static List<JsonNode> exceptions() throws IOException {
        return read().stream().flatMap(read -> read.exceptions().stream()).toList();
    }
}
