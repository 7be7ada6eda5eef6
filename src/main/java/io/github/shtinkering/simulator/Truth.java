package io.github.shtinkering.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is really true of a simulated fleet: every host that is not named must stay quiet.
 *
 * @param hosts how many hosts there are
 * @param stories one entry for each host of each planted story
 */
public record Truth(int hosts, List<PlantedStory> stories) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One host of a planted story, and what must be found there. */
    public record PlantedStory(String id, String title, Expectation expected) {}

    public Truth {
        stories = List.copyOf(stories);
    }

    /** Reads what {@link #write} wrote. */
    public static Truth read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Truth.class);
    }

    /** Writes the truth as one JSON document. */
    public void write(Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }
}
