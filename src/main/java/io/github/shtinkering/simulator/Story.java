package io.github.shtinkering.simulator;

import java.util.List;

/**
 * What happened on one host or a few, and what a detector must make of it.
 *
 * @param events in order of arrival
 * @param expected one for each host
 */
public record Story(String id, String title, List<StoryEvent> events, List<Expectation> expected) {
    public Story {
        events = List.copyOf(events);
        expected = List.copyOf(expected);
    }
}
