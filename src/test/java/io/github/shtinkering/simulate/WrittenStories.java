package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.simulate.story.SimulatedStory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stories that are written as data: ours, and those that lie among the recordings. */
final class WrittenStories {
    static final String RECORDED = "scenarios/visible.json";

    private static final Path OWN = Path.of("src/test/resources/stories.json");

    private WrittenStories() {}

    /** The stories with their exceptions. */
    static List<StoryReader.Read> read() throws IOException {
        List<StoryReader.Read> stories = new ArrayList<>(StoryReader.read(OWN));
        Path recorded = Recordings.find(RECORDED).orElse(null);
        if (recorded != null) {
            stories.addAll(StoryReader.read(recorded));
        }
        return stories;
    }

    static List<SimulatedStory> stories() throws IOException {
        return read().stream().map(StoryReader.Read::story).toList();
    }

    static List<JsonNode> exceptions() throws IOException {
        return read().stream().flatMap(read -> read.exceptions().stream()).toList();
    }
}
