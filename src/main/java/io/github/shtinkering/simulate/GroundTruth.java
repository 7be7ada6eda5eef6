package io.github.shtinkering.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is really true of a simulated fleet: every host that is not named must stay quiet.
 *
 * @param hosts how many hosts there are
 * @param stories one entry for each host of each planted story
 */
public record GroundTruth(int hosts, List<PlantedStory> stories) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One host of a planted story, and what must be found there. */
    public record PlantedStory(String id, String title, ExpectedOutcome expected) {}

    public GroundTruth {
        stories = List.copyOf(stories);
    }

    /** Reads what {@link #write} wrote. */
    public static GroundTruth read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), GroundTruth.class);
    }

    /** Writes the truth as one JSON document. */
    public void write(Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }
}
