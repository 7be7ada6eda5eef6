package io.github.shtinkering.simulate.story;

import java.util.List;

/**
 * What happened on one host or a few, and what a detector must make of it.
 *
 * @param events in order of arrival
 * @param expected one for each host
 */
public record SimulatedStory(String id, String title, List<StoryEvent> events, List<ExpectedOutcome> expected) {
    public SimulatedStory {
        events = List.copyOf(events);
        expected = List.copyOf(expected);
    }
}
